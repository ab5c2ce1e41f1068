"""A change is laid out whole beside the corpus, then moved into it, however often interrupted.

What a kill leaves: before the journal says `begun`, a layout that is thrown away; after it, one
that `perform` moves the rest of. Moving is renaming within one file system: no space is needed, and
no file is ever there by half.
"""

import errno
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from ingest.documents import SIDECAR_SUFFIX
from ingest.lasting import flush, flush_tree, second_name, write_lasting
from ingest.versions import FOLDER

STAGED = ".staged"
_NEW, _GONE = "new", "gone.json"


class Layout:
    """The files that one change brings, at the places that they will have, and those that go.

    Raises:
        OSError: (any method) the disk refuses; `discard` what there is.
    """

    def __init__(self, corpus: Path, change: str) -> None:
        """Begin an empty one for the change of this id; nothing is made yet."""
        self._corpus = corpus
        self._folder = layout_folder(corpus, change)
        self._gone: list[str] = []

    def write(self, place: Path, content: bytes) -> None:
        """Bring a file with this content to a place of the corpus."""
        write_lasting(self._new(place), content)

    def bring(self, place: Path, source: Path) -> None:
        """Bring a file that lies elsewhere to a place of the corpus; there, it stays."""
        second_name(source, self._new(place))

    def drop(self, place: Path) -> None:
        """Take away a file of the corpus, if it is still there by then."""
        self._gone.append(str(place.relative_to(self._corpus)))

    def seal(self) -> None:
        """Have all of it on the disk, and see that it can be moved from there to its places."""
        self._folder.mkdir(parents=True, exist_ok=True)  # nothing may come, and something go
        here = self._folder.stat().st_dev
        brought = [path.relative_to(self._folder / _NEW) for path in _files(self._folder)]
        for folder in {(self._corpus / place).parent for place in (*brought, *self._gone)}:
            folder.mkdir(parents=True, exist_ok=True)
            if folder.stat().st_dev != here:
                raise OSError(errno.EXDEV, f"{folder} lies on another disk")
            if not os.access(folder, os.W_OK):
                raise OSError(errno.EACCES, f"{folder} cannot be written")
        write_lasting(self._folder / _GONE, json.dumps(self._gone).encode())
        flush_tree(self._folder)
        for folder in (self._folder.parent, self._corpus / FOLDER, self._corpus):
            flush(folder)

    def discard(self) -> None:
        """Throw it away: nothing was changed."""
        discard(self._corpus, self._folder.name)

    def _new(self, place: Path) -> Path:
        path = self._folder / _NEW / place.relative_to(self._corpus)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def perform(corpus: Path, change: str) -> bool:
    """Move what a change brings into the corpus and take away what goes: all that is still to do.

    Returns:
        False if there is no such layout (any more).

    Raises:
        OSError: the disk refuses; do it again when it does not.
    """
    folder = layout_folder(corpus, change)
    if not (folder / _GONE).is_file():
        return False
    touched = {corpus / "documents"}
    for path in _files(folder):
        target = corpus / path.relative_to(folder / _NEW)
        path.replace(target)
        touched.add(target.parent)
    for folder_touched in touched:
        flush(folder_touched)
    gone = [corpus / place for place in json.loads((folder / _GONE).read_bytes())]
    for path in gone:
        path.unlink(missing_ok=True)
    for folder_left in {path.parent for path in gone}:
        flush(folder_left)
    return True


def discard(corpus: Path, change: str) -> None:
    """Throw a layout away: its list first, so that what is left of it can never be performed."""
    folder = layout_folder(corpus, change)
    with suppress(OSError):
        (folder / _GONE).unlink(missing_ok=True)
        shutil.rmtree(folder)


def layouts(corpus: Path) -> list[str]:
    """List the changes that a layout is there for."""
    folder = corpus / FOLDER / STAGED
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def layout_folder(corpus: Path, change: str) -> Path:
    """Give the folder of a change's layout."""
    return corpus / FOLDER / STAGED / change


def _files(layout: Path) -> list[Path]:
    """Give the files to move: the archive's before the documents', sidecars before originals.

    So what is replaced is in the archive first, and no original stands without its sidecar.
    """
    files = [path for path in (layout / _NEW).rglob("*") if path.is_file()]
    return sorted(
        files,
        key=lambda path: (
            path.relative_to(layout / _NEW).parts[0],
            not path.name.endswith(SIDECAR_SUFFIX),
            path.name,
        ),
    )
