"""A document's file becomes its text, with the places of pages and sections."""

from pathlib import Path

from ingest.decoding import clean, decode, printable
from ingest.errors import CannotRead
from ingest.located import Document, LocatedText, Place
from ingest.readers_pdf import read_pdf
from ingest.sections import markdown_sections, text_sections

MAX_BYTES = 100_000_000
MAX_CHARS = 20_000_000


def read(document: Document) -> LocatedText:
    """Read the text of a document, in NFC, with the places of its pages and sections.

    Raises:
        CannotRead: the file is empty, damaged, encrypted, a scan, too large, or no text.
    """
    _check_size(document.path)
    match document.path.suffix.lower():
        case ".txt":
            body = _text_of(document.path)
            return LocatedText(document.id, body, (), text_sections(body))
        case ".md" | ".markdown":
            body = _text_of(document.path)
            return LocatedText(document.id, body, (), markdown_sections(body))
        case ".pdf":
            return _from_pdf(document)
        case suffix:
            name = printable(document.path.name)
            raise CannotRead(f"{name}: no reader for {suffix!r}. Convert it to text or PDF.")


def _check_size(path: Path) -> None:
    name = printable(path.name)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise CannotRead(f"{name}: {error.strerror}. Check that it may be read.") from error
    if size == 0:
        raise CannotRead(f"{name}: is empty. Get it again.")
    if size > MAX_BYTES:
        raise CannotRead(f"{name}: is larger than {MAX_BYTES:,} bytes. Split it.")


def _text_of(path: Path) -> str:
    name = printable(path.name)
    try:
        body = clean(decode(path.read_bytes(), name))
    except OSError as error:
        raise CannotRead(f"{name}: {error.strerror}. Check that it may be read.") from error
    if not body.strip():
        raise CannotRead(f"{name}: no text. Put text into it, or remove it.")
    if len(body) > MAX_CHARS:
        raise CannotRead(f"{name}: has more than {MAX_CHARS:,} characters. Split it.")
    return body


def _from_pdf(document: Document) -> LocatedText:
    """Put the pages into one body, parted by a blank line; each page's place is its own text."""
    pages = read_pdf(document.path)
    read_pages = [page for page in pages if page.unread is None]
    places: list[Place] = []
    start = 0
    for page in read_pages:
        places.append(Place(str(page.number), start, start + len(page.text)))
        start += len(page.text) + 2
    body = "\n\n".join(page.text for page in read_pages)
    unread = tuple(page.unread for page in pages if page.unread)
    sections = _across_pages(body, places)
    return LocatedText(document.id, body, tuple(places), sections, unread)


def _across_pages(body: str, pages: list[Place]) -> tuple[Place, ...]:
    """Look for headings page by page (what ends a page heads nothing); sections run on."""
    found = [
        (section.name, page.start + section.start)
        for page in pages
        for section in text_sections(body[page.start : page.end])
    ]
    ends = [*(start for _, start in found), len(body)][1:]
    return tuple(Place(*heading, end) for heading, end in zip(found, ends, strict=True))
