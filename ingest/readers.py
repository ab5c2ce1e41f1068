"""A document's file becomes its text, with the places of pages and sections."""

import re
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ingest.assembling import assemble
from ingest.decoding import clean, decode, printable
from ingest.errors import CannotRead, is_refused, is_too_large, may_not_be_read
from ingest.left_out import left_out
from ingest.located import Document, LocatedText
from ingest.parsing import parse
from ingest.parts import Part, Tell
from ingest.readers_pdf import read_pdf
from ingest.refusals import MAX_CHARS, REMEDIES
from ingest.sections import text_sections
from ingest.sniffing import NAMES, TEXT_KINDS, Kind, kind_by_name, kind_of
from ingest.wording import Notice

MAX_BYTES = 100_000_000

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARATION_BYTES = 2048


def read(document: Document, progress: Tell | None = None) -> LocatedText:
    """Read the text of a document, in NFC, with the places of its pages and sections.

    What it is, its content tells. All but plain text is parsed in a child process with limits.

    Args:
        document: the file is read anew each time.
        progress: called with the page that is being read and the number of pages, both 1 for
            formats without pages.

    Raises:
        CannotRead: the file is empty, damaged, encrypted, a scan, too large, or no text.
    """
    path, name = document.path, printable(document.path.name)
    _check_size(path, name)
    kind = kind_of(path)
    match kind:
        case Kind.TEXT:
            body = _decoded(path, name)
            text = LocatedText(document.id, body, (), text_sections(body))
        case Kind.PDF:
            text = read_pdf(document, progress)
        case Kind.ZIP:
            raise CannotRead(
                "{file}: is a ZIP archive. Add the documents in it one by one.", file=name
            )
        case _:
            text = _from_parts(document.id, name, _parts(path, kind, name, progress))
    if not text.body.strip():
        raise is_refused(name, REMEDIES["no text"])
    return replace(text, notes=(*_misnamed(name, kind), *text.notes))


def _check_size(path: Path, name: str) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise may_not_be_read(name, error) from error
    if size > MAX_BYTES:
        raise is_too_large(name, MAX_BYTES)


def _misnamed(name: str, kind: Kind) -> Iterator[str]:
    said = kind_by_name(name)
    if said and said is not kind and not {said, kind} <= TEXT_KINDS:
        yield Notice(
            "{file}: is {kind}, not {said} as its name says, and was read as such.",
            file=name,
            kind=NAMES[kind],
            said=NAMES[said],
        )


def _from_parts(identity: str, name: str, parts: tuple[Part, ...]) -> LocatedText:
    return replace(assemble(identity, parts), notes=tuple(left_out(name, parts)))


def _parts(path: Path, kind: Kind, name: str, progress: Tell | None) -> tuple[Part, ...]:
    if kind not in TEXT_KINDS:
        return parse(path, kind, name, progress)
    with _in_utf8(_decoded(path, name)) as plain:
        return parse(plain, kind, name, progress)


@contextmanager
def _in_utf8(text: str) -> Generator[Path]:
    """Give the child process a file whose encoding it need not guess."""
    with tempfile.TemporaryDirectory(prefix="p4c-") as folder:
        path = Path(folder) / "text"
        path.write_text(text, encoding="utf-8")
        yield path


def _decoded(path: Path, name: str) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise may_not_be_read(name, error) from error
    declared = _DECLARED.search(raw[:_DECLARATION_BYTES])
    text = clean(decode(raw, name, declared[1].decode("ascii", "replace") if declared else None))
    if len(text) > MAX_CHARS:
        raise is_refused(name, REMEDIES["too large"])
    return text
