"""A PDF's file becomes paragraphs, page by page, and a line for each page that was not read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.assembling import sections_at
from ingest.decoding import printable
from ingest.errors import CannotRead
from ingest.left_out import left_out
from ingest.located import Document, LocatedText, Place
from ingest.parsing import parse
from ingest.parts import LEFT_OUT, Part, Tell
from ingest.pdf_layout import paragraphs
from ingest.pdf_margins import without_repeated_margins
from ingest.recognition import recognise, why_unread
from ingest.sections import text_sections
from ingest.sniffing import Kind
from ingest.wording import Notice

MIN_LETTER_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What was read of one page: its paragraphs, or why there are none."""

    number: int
    text: str
    unread: str | None = None


def read_pdf(document: Document, progress: Tell | None = None) -> LocatedText:
    """Put the pages into one body, parted by a blank line; each page's place is its own text.

    Pages that are pictures go through text recognition, where that is installed.

    Raises:
        CannotRead: the file is encrypted, damaged, empty, too large, or a scan without text.
    """
    name = printable(document.path.name)
    found = parse(document.path, Kind.PDF, name, progress)
    raw = [part for part in found if part.role not in LEFT_OUT]
    seen = _recognised(document.path, raw, progress)
    pages = _pages(name, [seen.get(part.page, part) for part in raw])
    read_pages = [page for page in pages if page.unread is None]
    places: list[Place] = []
    start = 0
    for page in read_pages:
        places.append(Place(str(page.number), start, start + len(page.text)))
        start += len(page.text) + 2
    body = "\n\n".join(page.text for page in read_pages)
    return LocatedText(
        document.id,
        body,
        tuple(places),
        _across_pages(body, places),
        unread=tuple(page.unread for page in pages if page.unread),
        recognised=tuple(page.number for page in read_pages if page.number in seen),
        notes=tuple(left_out(name, found)),
    )


def _recognised(path: Path, raw: Sequence[Part], progress: Tell | None) -> dict[int | None, Part]:
    """Read pages anew that have no text, are damaged, or hold signs without meaning."""
    pictures = [
        part.page for part in raw if part.page and _share(part.text, str.isalnum) < MIN_LETTER_SHARE
    ]
    texts = recognise(path, pictures, progress) if pictures else {}
    return {page: Part("page", text, page) for page, text in texts.items()}


def _pages(name: str, raw: Sequence[Part]) -> list[PdfPage]:
    texts = without_repeated_margins([part.text for part in raw])
    remedy = "" if all(texts) else why_unread()
    pages = [_page(part, text, remedy) for part, text in zip(raw, texts, strict=True)]
    if not any(page.text for page in pages):
        raise CannotRead(
            "{file}: no text on any of its {pages} pages, so it may be a scan. {remedy}",
            file=name,
            pages=len(pages),
            remedy=remedy,
        )
    return [_named(page, name) for page in pages]


def _page(raw: Part, lines: str, remedy: str) -> PdfPage:
    """Give a page's paragraphs; `remedy` says what to do about pictures."""
    number = raw.page or 0
    if raw.role == "lost":
        return PdfPage(number, "", Notice("is damaged. Check it in the original."))
    text = paragraphs(lines)
    if not text and raw.text.strip():
        why = Notice("says only what stands on other pages too. Check it in the original.")
        return PdfPage(number, "", why)
    if not text:
        return PdfPage(number, "", Notice("no text found. {remedy}", remedy=remedy))
    share = letter_share(text)
    if share < MIN_LETTER_SHARE:
        why = Notice(
            "only {share} of its characters are letters. Check it in the original.",
            share=f"{share:.0%}",
        )
        return PdfPage(number, "", why)
    return PdfPage(number, text)


def _named(page: PdfPage, name: str) -> PdfPage:
    if not page.unread:
        return page
    line = Notice(
        "{file}, page {page}: {problem}", file=name, page=str(page.number), problem=page.unread
    )
    return replace(page, unread=line)


def letter_share(text: str) -> float:
    """Give the share of letters among the characters that are not white space.

    pypdf drops or garbles the letters of fonts that do not say what their glyphs mean.
    """
    return _share(text, str.isalpha)


def _share(text: str, is_wanted: Callable[[str], bool]) -> float:
    visible = [character for character in text if not character.isspace()]
    return sum(map(is_wanted, visible)) / len(visible) if visible else 0.0


def _across_pages(body: str, pages: Sequence[Place]) -> tuple[Place, ...]:
    """Look for headings page by page (what ends a page heads nothing); sections run on."""
    found = [
        (section.name, page.start + section.start)
        for page in pages
        for section in text_sections(body[page.start : page.end])
    ]
    return sections_at(found, len(body))
