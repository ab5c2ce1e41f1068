"""A PDF's file becomes paragraphs, page by page, and a line for each page that was not read."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.assembling import sections_at
from ingest.decoding import printable
from ingest.errors import CannotRead
from ingest.located import Document, LocatedText, Place
from ingest.parsing import parse
from ingest.parts import Part, Tell
from ingest.pdf_layout import paragraphs, without_repeated_margins
from ingest.sections import text_sections
from ingest.sniffing import Kind

MIN_LETTER_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What was read of one page: its paragraphs, or why there are none."""

    number: int
    text: str
    unread: str | None = None


def read_pdf(document: Document, progress: Tell | None = None) -> LocatedText:
    """Put the pages into one body, parted by a blank line; each page's place is its own text.

    Raises:
        CannotRead: the file is encrypted, damaged, empty, too large, or a scan without text.
    """
    pages = _pages(document, progress)
    read_pages = [page for page in pages if page.unread is None]
    places: list[Place] = []
    start = 0
    for page in read_pages:
        places.append(Place(str(page.number), start, start + len(page.text)))
        start += len(page.text) + 2
    body = "\n\n".join(page.text for page in read_pages)
    unread = tuple(page.unread for page in pages if page.unread)
    return LocatedText(document.id, body, tuple(places), _across_pages(body, places), unread)


def _pages(document: Document, progress: Tell | None) -> list[PdfPage]:
    name = printable(document.path.name)
    raw = parse(document.path, Kind.PDF, name, progress)
    texts = without_repeated_margins([part.text for part in raw])
    pages = [_page(name, part, text) for part, text in zip(raw, texts, strict=True)]
    if not any(page.text for page in pages):
        raise CannotRead(
            f"{name}: no text on any of its {len(pages)} pages, so it may be a scan. "
            f"Run text recognition (OCR) on it and add the result."
        )
    return pages


def _page(name: str, raw: Part, lines: str) -> PdfPage:
    number = raw.page or 0
    if raw.role == "lost":
        return PdfPage(number, "", f"{name}, page {number}: is damaged. Check it in the original.")
    text = paragraphs(lines)
    if not text:
        why = "no text found. If it is a scan, run OCR on the file and add it again."
        return PdfPage(number, "", f"{name}, page {number}: {why}")
    share = letter_share(text)
    if share < MIN_LETTER_SHARE:
        why = f"only {share:.0%} of its characters are letters. Check it in the original."
        return PdfPage(number, "", f"{name}, page {number}: {why}")
    return PdfPage(number, text)


def letter_share(text: str) -> float:
    """Give the share of letters among the characters that are not white space.

    pypdf drops or garbles the letters of fonts that do not say what their glyphs mean.
    """
    visible = [character for character in text if not character.isspace()]
    return sum(character.isalpha() for character in visible) / len(visible) if visible else 0.0


def _across_pages(body: str, pages: Sequence[Place]) -> tuple[Place, ...]:
    """Look for headings page by page (what ends a page heads nothing); sections run on."""
    found = [
        (section.name, page.start + section.start)
        for page in pages
        for section in text_sections(body[page.start : page.end])
    ]
    return sections_at(found, len(body))
