"""The parts that a parser found become one text, with the places of its pages and sections."""

import re
from collections.abc import Iterable

from ingest.decoding import clean
from ingest.located import LocatedText, Place
from ingest.parts import LEFT_OUT, Part

MAX_HEADING_CHARS = 200  # a longer one is a paragraph in a heading's dress
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060")  # soft hyphens, borders of words
_SPACES = re.compile(r"[ \t]+")
_ON_NEXT_LINE = {("item", "item"), ("table", "row"), ("row", "row")}


def assemble(document: str, parts: Iterable[Part]) -> LocatedText:
    """Put parts into one body: list items and rows on a new line, all else after a blank line.

    A section reaches from its heading to the next one, a page from its first part to its last.
    """
    pieces: list[str] = []
    pages: list[Place] = []
    headings: list[tuple[str, int]] = []
    end, before = 0, None
    for part in parts:
        text = _tidy(part)
        if not text or part.role in LEFT_OUT:
            continue
        if before:
            pieces.append("\n" if (before, part.role) in _ON_NEXT_LINE else "\n\n")
            end += len(pieces[-1])
        pieces.append(text)
        start, end, before = end, end + len(text), part.role
        if part.role == "heading" and len(text) <= MAX_HEADING_CHARS:
            headings.append((text, start))
        if part.page is not None:
            _extend(pages, Place(str(part.page), start, end))
    return LocatedText(document, "".join(pieces), tuple(pages), sections_at(headings, end))


def sections_at(headings: list[tuple[str, int]], end: int) -> tuple[Place, ...]:
    """Make sections of headings and where they stand: each reaches to the next, or to the end."""
    ends = [*(start for _, start in headings), end][1:]
    return tuple(Place(*heading, stop) for heading, stop in zip(headings, ends, strict=True))


def _tidy(part: Part) -> str:
    text = clean(part.text.translate(_INVISIBLE))
    if part.role == "heading":
        return " ".join(text.split())
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _extend(pages: list[Place], page: Place) -> None:
    """Add a page, or what goes on of the last one."""
    if pages and pages[-1].name == page.name:
        page = Place(page.name, pages.pop().start, page.end)
    pages.append(page)
