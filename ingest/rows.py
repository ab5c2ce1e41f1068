"""Rows of cells become lines of text that can be understood one by one."""

from collections.abc import Iterator, Sequence

from ingest.parts import Part

MAX_CELL_CHARS = 400  # a longer cell is no cell of a table: a page is laid out by it
MAX_ROWS = 20
MAX_STRETCH_CHARS = 500  # so that most passages of a table hold its header


def table_parts(
    rows: Sequence[Sequence[Sequence[Part]]], page: int | None = None
) -> Iterator[Part]:
    """Give each row as a line, `cell | cell`; in a long table the first row comes again.

    What only lays out a page (one column, headings or long texts in cells) comes cell by cell.
    """
    if _lays_out(rows):
        yield from (part for row in rows for cell in row for part in cell)
        return
    header, count, chars = "", 0, 0
    for row in rows:
        line = " | ".join(_line(cell) for cell in row)
        if not line.strip(" |"):
            continue
        if header and (count > MAX_ROWS or chars + len(line) > MAX_STRETCH_CHARS):
            yield Part("table", header, page)
            count, chars = 1, len(header)
        yield Part("row" if header else "table", line, page)
        header = header or line
        count, chars = count + 1, chars + len(line)


def _lays_out(rows: Sequence[Sequence[Sequence[Part]]]) -> bool:
    if all(len(row) <= 1 for row in rows):
        return True
    cells = (cell for row in rows for cell in row)
    return any(
        any(part.role == "heading" for part in cell) or len(_line(cell)) > MAX_CELL_CHARS
        for cell in cells
    )


def _line(cell: Sequence[Part]) -> str:
    return " ".join(" ".join(part.text for part in cell).split())
