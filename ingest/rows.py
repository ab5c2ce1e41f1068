"""Rows of cells become lines of text that can be understood one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.parts import CELL_BORDER, Part

MAX_CELL_CHARS = 400  # a longer cell is no cell of a table: a page is laid out by it
MAX_ROWS = 20
MAX_STRETCH_CHARS = 500  # so that most passages of a table hold its header
MAX_LABEL_CHARS = 100
MAX_SPAN = 1000
_LETTER = re.compile(r"[^\W\d_]")


class Grid:
    """The rows of a table as they come, each cell a list of parts; merged cells are said again."""

    def __init__(self) -> None:
        self._rows: list[list[list[Part]]] = []
        self._reaching: dict[int, tuple[int, list[Part]]] = {}  # column: rows that are left, cell

    def begin_row(self) -> None:
        """Go on to the next row."""
        self._fill()
        self._rows.append([])

    def add(self, cell: list[Part], down: int = 1, across: int = 1) -> None:
        """Add a cell that may reach over the next rows and columns."""
        self._fill()
        row = self._rows[-1]
        for parts in (cell, *([] for _ in range(1, min(across, MAX_SPAN)))):
            if down > 1:
                self._reaching[len(row)] = (min(down, MAX_SPAN) - 1, parts)
            row.append(parts)

    def add_as_above(self, across: int = 1) -> None:
        """Add the cell above once more."""
        above = self._rows[-2] if len(self._rows) > 1 else []
        at = len(self._rows[-1])
        self.add(above[at] if at < len(above) else [], across=across)

    def parts(self, page: int | None = None) -> Iterator[Part]:
        """Give each row as a line, `cell | cell`; in a long table the first row comes again.

        What only lays out a page (one column, headings or long texts in cells) comes by cells.
        """
        self._fill()
        if self._lays_out():
            cells = {id(cell): cell for row in self._rows for cell in row}
            return (part for cell in cells.values() for part in cell)
        return _lines([CELL_BORDER.join(map(_line, row)) for row in self._rows], page)

    def _fill(self) -> None:
        """Fill the next columns of the row with the cells that reach into it."""
        while self._rows and len(self._rows[-1]) in self._reaching:
            left, cell = self._reaching.pop(len(self._rows[-1]))
            if left > 1:
                self._reaching[len(self._rows[-1])] = (left - 1, cell)
            self._rows[-1].append(cell)

    def _lays_out(self) -> bool:
        if all(len(row) <= 1 for row in self._rows):
            return True
        return any(
            any(part.role == "heading" for part in cell) or len(_line(cell)) > MAX_CELL_CHARS
            for row in self._rows
            for cell in row
        )


def labelled_parts(rows: Iterable[Sequence[str]]) -> Iterator[Part]:
    """Give each row of a sheet as a paragraph of its own, `column: value | column: value`."""
    labels: Sequence[str] | None = None
    for row in rows:
        values = [" ".join(value.split()) for value in row]
        if not any(values):
            continue
        if labels is None and sum(map(bool, values)) > 1:
            labels = values if _are_labels(values) else ()
            if labels:
                continue
        named = zip(labels or (), values, strict=False)
        pairs = [f"{label}: {value}" if label else value for label, value in named if value]
        pairs.extend(value for value in values[len(labels or ()) :] if value)
        yield Part("paragraph", CELL_BORDER.join(pairs))


def _are_labels(values: Sequence[str]) -> bool:
    known = [value for value in values if value]
    are_words = all(_LETTER.search(v) and len(v) <= MAX_LABEL_CHARS for v in known)
    return are_words and len(set(known)) == len(known)


def _lines(lines: Sequence[str], page: int | None) -> Iterator[Part]:
    header, count, chars = "", 0, 0
    for line in lines:
        if not line.strip(CELL_BORDER):
            continue
        if header and (count > MAX_ROWS or chars + len(line) > MAX_STRETCH_CHARS):
            yield Part("table", header, page)
            count, chars = 1, len(header)
        yield Part("row" if header else "table", line, page)
        header = header or line
        count, chars = count + 1, chars + len(line)


def _line(cell: Sequence[Part]) -> str:
    return " ".join(" ".join(part.text for part in cell).split())
