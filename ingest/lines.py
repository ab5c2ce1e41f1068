"""A text becomes its lines: which are blank, and which begin a list item."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ingest.parts import CELL_BORDER

_BULLET = regex.compile(r"[ \t]*[-*+•‣▪◦·–][ \t]+\S")
_NUMBER = regex.compile(r"[ \t]*(?:\(?\d{1,3}[.)]|\(?[a-zα-ωа-я]\))[ \t]+\S")
_PAUSE = regex.compile(r"[.:;,!?][\"'”’»)*_]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without its line end, and the number of blank lines before it."""

    text: str
    start: int
    end: int
    gap: int
    is_list_item: bool

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table, as readers write it."""
        return CELL_BORDER in self.text


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines that are not blank, in order."""
    start, gap = 0, 0
    before: Line | None = None
    for words in text.split("\n"):
        if words.strip():
            begins = _begins_list_item(words, before, gap)
            before = Line(words, start, start + len(words), gap, begins)
            yield before
            gap = 0
        else:
            gap += 1
        start += len(words) + 1


def _begins_list_item(words: str, before: Line | None, gap: int) -> bool:
    """Tell list items from lines that a line break has put "15. Oktober" at the head of."""
    if _BULLET.match(words):
        return True
    if not _NUMBER.match(words):
        return False
    return before is None or gap > 0 or before.is_list_item or bool(_PAUSE.search(before.text))
