"""Files that are given together become names that tell them apart."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.documents import document_id

HIDDEN = (".", "~$")  # Word keeps a file "~$report.docx" beside one that it has open
_MAX_STEM_CHARS = 100  # of the end of a path: what tells files apart stands there


def told_apart(paths: Sequence[Path]) -> Mapping[Path, str]:
    """Each file's own name, or with its folders before it where others would be one document.

    "2022/annual.txt" and "2023/annual.txt" are two documents, not two versions of one.
    """
    alike: defaultdict[str, list[Path]] = defaultdict(list)
    for path in dict.fromkeys(paths):
        alike[document_id(path.name)].append(path)
    names: dict[Path, str] = {}
    for group in alike.values():
        folder = os.path.commonpath([path.absolute().parent for path in group])
        for path in group:
            below = path.absolute().relative_to(folder)
            stem = "-".join((*below.parts[:-1], below.stem))
            names[path] = stem[-_MAX_STEM_CHARS:] + path.suffix if len(group) > 1 else path.name
    return names
