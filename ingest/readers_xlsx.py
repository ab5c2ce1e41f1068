"""A workbook becomes a section for each sheet, and a line for each row."""

# pyright: basic
# (openpyxl has no types)

import datetime
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ingest.archives import BROKEN, check_sizes, open_archive
from ingest.parts import Part, Tell
from ingest.refusals import Refused
from ingest.rows import labelled_parts

_DAMAGE = (InvalidFileException, SyntaxError, *BROKEN)  # a syntax error is that of XML
_MAX_COLUMNS = 500


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give the values of each sheet that is shown; formulas count as what they came to.

    Raises:
        Refused: it is damaged, or would unpack to too much.
    """
    with open_archive(path) as archive:
        check_sizes(archive.infolist())
    with path.open("rb") as file:  # of a path openpyxl would look at the name's end
        sheets = _opened(file).worksheets
        for number, sheet in enumerate(sheets, start=1):
            tell(number, len(sheets))
            if sheet.sheet_state != "visible":
                yield Part("hidden sheet", sheet.title)
                continue
            yield Part("heading", sheet.title)
            sheet.reset_dimensions()  # what the file says of its size may be a million empty rows
            yield from labelled_parts(_rows(sheet))


def _opened(file: BinaryIO) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on drawings and validations, which are not read
            return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _DAMAGE as error:
        raise Refused("damaged") from error


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    try:
        for row in sheet.iter_rows(max_col=_MAX_COLUMNS):
            yield [_shown(cell.value, cell.number_format) for cell in row]
    except _DAMAGE as error:
        raise Refused("damaged") from error


def _shown(value: object, number_format: str) -> str:
    """Write a value about as its sheet shows it."""
    match value:
        case None:
            return ""
        case datetime.datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00")
        case float() if "%" in number_format:
            return f"{value * 100:.6g}%"
        case float():
            return f"{value:.15g}"
        case _:
            return str(value)
