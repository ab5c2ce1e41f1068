"""What a parser finds in a document, in order: headings, paragraphs, list items, table rows.

Parsers run in a child process that must start quickly: this module imports nothing of ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Role: TypeAlias = Literal[
    "heading",  # opens a section
    "paragraph",
    "item",  # of a list, with its bullet or number
    "table",  # the first row of a table, or of one of its stretches
    "row",
    "page",  # the raw lines of a PDF's page
    "lost",  # a page that is damaged; its text is empty
    "hidden slide",  # was left out; its text is the number
    "hidden sheet",  # was left out; its text is the name
    "hidden cells",  # rows or columns were left out; its text is the name of the sheet
    "unsaved formulas",  # what they come to is not in the file; its text is the name of the sheet
    "attachment",  # was not read; its text is the name
]
LEFT_OUT = frozenset(
    {"hidden slide", "hidden sheet", "hidden cells", "unsaved formulas", "attachment"}
)
CELL_BORDER = " | "  # between the cells of a row; a semicolon would be Greek's question mark
Tell: TypeAlias = Callable[[int, int], None]


def tell_nobody(_done: int, _total: int) -> None:
    """Let nobody hear how far a work is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document, and its page or slide (from 1) where the format has such."""

    role: Role
    text: str
    page: int | None = None
