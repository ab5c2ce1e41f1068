"""A table in plain text becomes a line for each row, each value with its column's name."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.parts import Part, Tell
from ingest.refusals import MAX_CHARS, Refused
from ingest.rows import labelled_parts

_DELIMITERS = "\t;,|"
_SAMPLE_LINES = 50


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give the rows of a table that is saved in UTF-8; its delimiter is found out.

    Raises:
        Refused: it is no table.
    """
    tell(1, 1)
    csv.field_size_limit(MAX_CHARS)
    lines = path.read_text(encoding="utf-8").split("\n")
    delimiter = _DELIMITERS[0]
    if lines[0].startswith("sep="):  # Excel's own mark
        delimiter = lines.pop(0)[4:5] or delimiter
    else:
        delimiter = _delimiter(lines[:_SAMPLE_LINES])
    try:
        yield from labelled_parts(csv.reader((line + "\n" for line in lines), delimiter=delimiter))
    except (csv.Error, TypeError) as error:
        raise Refused("damaged") from error


def _delimiter(sample: Sequence[str]) -> str:
    """Take the one that parts most lines into the same number of cells."""

    def weight(delimiter: str) -> tuple[int, int]:
        cells = [len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1]
        usual = max(set(cells), key=cells.count, default=0)
        return cells.count(usual), usual

    return max(_DELIMITERS, key=weight)
