"""Quotes in a catalogue file become quotes with their spans: `python -m assistant.locate FILE...`.

Write an evidence as `{document, language, quote}` and run the command: it fills in `start` and
`end`, and corrects those of a quote that moved. A quote that stands more than once in its document
needs `near`: a longer text that stands once and holds it. `near` is used up by the command.
A partner's halves are the paragraphs that hold the quotes of its plan.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from ingest.documents import list_documents
from ingest.errors import BadCatalogue, P4CError
from ingest.readers import read

_Tree = dict[str, Any]
_ORDER = ("document", "start", "end", "language", "quote")


def locate_file(path: Path, bodies: Mapping[str, str]) -> None:
    """Fill in every span of a catalogue file and write it again, its opening comment kept.

    Args:
        path: a YAML file: a list of records.
        bodies: the text of each document as ingested, by document id.

    Raises:
        BadCatalogue: a quote does not stand in its document, or stands there more than once.
    """
    text = path.read_text(encoding="utf-8")
    try:
        records: object = yaml.safe_load(text)
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise BadCatalogue(f"{path.name}: not YAML: {reason}. Correct that line.") from error
    if not isinstance(records, list):
        raise BadCatalogue(f"{path.name}: no list of records. Begin each record with `- `.")
    records = cast("list[_Tree]", records)
    for number, record in enumerate(records, start=1):
        where = f"{path.name}, {record.get('id', f'record {number}')}"
        for evidence in _evidence_in(record):
            _locate(evidence, where, bodies)
        _place_halves(record, bodies)
    comment = "".join(line for line in text.splitlines(True) if line.startswith("#"))
    path.write_text(comment + _written(records), encoding="utf-8")


def find_quote(quote: str, body: str, near: str | None = None) -> int:
    """Where a quote begins in a text: its only place, or its only place inside `near`.

    Raises:
        ValueError: there is no such place or more than one; the message says which.
    """
    offset = 0
    if near is not None:
        offset = find_quote(near, body)
        body = near
    places = body.count(quote)
    if places == 1:
        return offset + body.index(quote)
    if places == 0:
        raise ValueError(f"{quote!r} does not stand there. Copy it from `p4c show`")
    raise ValueError(f"{quote!r} stands there {places} times. Add `near`, a longer text around it")


def _evidence_in(part: object) -> Iterator[_Tree]:
    if isinstance(part, dict):
        tree = cast("_Tree", part)
        if "quote" in tree:
            yield tree
        part = list(tree.values())
    if isinstance(part, list):
        for item in cast("list[object]", part):
            yield from _evidence_in(item)


def _locate(evidence: _Tree, where: str, bodies: Mapping[str, str]) -> None:
    document, quote, near = evidence["document"], evidence["quote"], evidence.pop("near", None)
    if document not in bodies:
        raise BadCatalogue(f"{where}: the corpus holds no document {document!r}. Correct the id.")
    body, start = bodies[document], evidence.get("start")
    if start is None or near is not None or not body.startswith(quote, start):
        try:
            start = find_quote(quote, body, near)
        except ValueError as error:
            raise BadCatalogue(f"{where}: {document}: {error}.") from error
    evidence |= {"start": start, "end": start + len(quote)}


def _place_halves(record: _Tree, bodies: Mapping[str, str]) -> None:
    if "halves" not in record:
        return
    plan: dict[str, list[_Tree]] = {}
    for evidence in record["facts"]["plan"]["evidence"]:
        plan.setdefault(evidence["language"], []).append(evidence)
    record["halves"] = [_half(language, quotes, bodies) for language, quotes in plan.items()]


def _half(language: str, quotes: list[_Tree], bodies: Mapping[str, str]) -> _Tree:
    body = bodies[quotes[0]["document"]]
    start = body.rfind("\n", 0, min(quote["start"] for quote in quotes)) + 1
    end = body.find("\n", max(quote["end"] for quote in quotes))
    paragraph = body[start:] if end < 0 else body[start:end]
    start += len(paragraph) - len(paragraph.lstrip())
    end = start + len(paragraph.strip())
    return {"document": quotes[0]["document"], "language": language, "start": start, "end": end}


class _OneLine(dict[str, Any]):
    """Written on one line, so that a quote can be found with grep."""


class _Writer(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _write_on_one_line(writer: yaml.SafeDumper, tree: _OneLine) -> yaml.Node:
    return writer.represent_mapping("tag:yaml.org,2002:map", tree, flow_style=True)


_Writer.add_representer(_OneLine, _write_on_one_line)


def _laid_out(part: object) -> object:
    if isinstance(part, list):
        return [_laid_out(item) for item in cast("list[object]", part)]
    if not isinstance(part, dict):
        return part
    tree = cast("_Tree", part)
    if "quote" in tree:
        return _OneLine({key: tree[key] for key in _ORDER} | tree)
    if tree.keys() in ({"status"}, {"document", "language", "start", "end"}):
        return _OneLine(tree)
    return {key: _laid_out(value) for key, value in tree.items()}


def _written(records: list[_Tree]) -> str:
    pieces = [
        yaml.dump(
            [_laid_out(record)], Dumper=_Writer, sort_keys=False, allow_unicode=True, width=9999
        )
        for record in records
    ]
    return ("\n" if "id" in records[0] else "").join(pieces)


def main(files: list[str]) -> str | None:
    """Locate the quotes of the files named; gives the line for the person if one is wrong."""
    try:
        for path in map(Path, files):
            named = path.read_text(encoding="utf-8")
            documents = list_documents(path.resolve().parent.parent).documents
            bodies = {each.id: read(each).body for each in documents if each.id in named}
            locate_file(path, bodies)
    except OSError as error:
        return f"{error.filename}: {error.strerror}. Name a file of the catalogue."
    except P4CError as error:
        return str(error)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
