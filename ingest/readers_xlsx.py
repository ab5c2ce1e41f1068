"""A workbook becomes a section for each sheet, and a line for each row."""

# pyright: basic, reportAttributeAccessIssue=false
# (openpyxl and lxml have no types)

import datetime
import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import BinaryIO

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHEET_MAIN_NS

from ingest.archives import BROKEN, check_sizes, open_archive
from ingest.packages import number_in
from ingest.parts import Part, Tell
from ingest.refusals import Refused
from ingest.rows import labelled_parts

_DAMAGE = (InvalidFileException, SyntaxError, *BROKEN)  # a syntax error is that of XML
_MAX_COLUMNS = 500
_MAX_ROWS = 1_048_576  # Excel's own limit: a file may claim a number without end
_MAX_EXACT = 10**15  # from here on a float has no digits after the point that could be shown
_COLUMN, _ROW, _CELL, _FORMULA, _VALUE = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("col", "row", "c", "f", "v")
)
# Quoted, escaped, a currency in brackets; a gap, a filler, and a colour or language in brackets.
_WORDS = re.compile(r'"([^"]*)"|\\(.)|\[\$([^-\]]*)[^\]]*\]|(_).|\*.|\[[^\]<>=]*\]', re.DOTALL)
_AROUND = r"""((?:"[^"]*"|[\\_*].|\[[^\]<>=]*\]|[^"\\_*\[;#?0-9.,@])*)"""
# The words before and after, the digits before and after the point; other forms are not followed.
_AMOUNT = re.compile(
    rf"{_AROUND}([#?0,]{{0,30}}[#?0])(?:\.([#?0]{{0,10}}))?{_AROUND}(?:;.*)?", re.DOTALL
)


@dataclass
class Look:
    """What read-only sheets of openpyxl do not tell: what is hidden, by number, and unsaved."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    last: int = 1  # row that there may be: what a file says may be a number without end
    has_unsaved: bool = False  # formulas without what they come to, as other programs write them


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give what is shown of each sheet that is shown; formulas count as what they came to.

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
            look = _look(sheet)
            yield from labelled_parts(_rows(sheet, look))
            if look.rows or look.columns:
                yield Part("hidden cells", sheet.title)
            if look.has_unsaved:
                yield Part("unsaved formulas", sheet.title)


def _opened(file: BinaryIO) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on drawings and validations, which are not read
            return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _DAMAGE as error:
        raise Refused("damaged") from error


def _rows(sheet: ReadOnlyWorksheet, look: Look) -> Iterator[list[str]]:
    try:
        rows = sheet.iter_rows(max_row=look.last, max_col=_MAX_COLUMNS)
        before: object = None
        for number, row in enumerate(rows, start=1):
            # One empty row stands for each that is missing, up to a million times.
            if row is not before and number not in look.rows:
                yield [
                    _shown(cell.value, cell.number_format)
                    for column, cell in enumerate(row, start=1)
                    if column not in look.columns
                ]
            before = row
    except _DAMAGE as error:
        raise Refused("damaged") from error


def _look(sheet: ReadOnlyWorksheet) -> Look:
    try:
        return _looked_at(sheet)
    except _DAMAGE as error:
        raise Refused("damaged") from error


def _looked_at(sheet: ReadOnlyWorksheet) -> Look:
    look = Look()
    number = 0
    with sheet._get_source() as source:  # the very file that openpyxl reads the cells from
        for _, element in etree.iterparse(
            source, tag=(_COLUMN, _ROW), resolve_entities=False, no_network=True, huge_tree=False
        ):
            is_hidden = element.get("hidden") in ("1", "true")
            if element.tag == _ROW:
                number = int(float(element.get("r") or number + 1))
                look.last = max(look.last, min(number, _MAX_ROWS))
                if is_hidden and number <= _MAX_ROWS:
                    look.rows.add(number)
                elif not look.has_unsaved:
                    look.has_unsaved = any(map(_is_unsaved, element.iterfind(_CELL)))
            elif is_hidden:
                last = min(number_in(element.get("max"), 0), _MAX_COLUMNS)
                look.columns.update(range(number_in(element.get("min"), 1), last + 1))
            element.clear()
            while element.getprevious() is not None:  # else a million empty rows stay in memory
                del element.getparent()[0]
    return look


def _is_unsaved(cell: etree._Element) -> bool:
    if cell.find(_FORMULA) is None or cell.get("t") == "str":  # which may have come to no words
        return False
    value = cell.find(_VALUE)
    return value is None or not value.text


def _shown(value: object, number_format: str) -> str:
    """Write a value about as its sheet shows it."""
    match value:
        case None:
            return ""
        case datetime.datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00")
        case bool():  # which is an int too
            return str(value)
        case int() | float() if "%" in number_format:
            return f"{value * 100:.6g}%"
        case int() | float():
            return _amount(value, number_format) or _plain(value)
        case _:
            return str(value)


def _plain(value: float) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _amount(value: float, number_format: str) -> str:
    """Write a number with the currency or unit, or the leading zeros, that its format asks for.

    Thousands are not parted: how, depends on the reader's language. Nothing is given where the
    format asks for neither, or scales the number, or has conditions.
    """
    form = _AMOUNT.fullmatch(number_format)
    if form is None or abs(value) >= _MAX_EXACT:
        return ""
    before, whole, decimals, after = form.groups(default="")
    before, after = _words(before), _words(after)
    if not (_is_named(before + after) or (len(whole) > 1 and not whole.strip("0"))):
        return ""
    number = Decimal(f"{abs(value):.15g}")  # as Excel does, 15 digits, and halves go up
    if not decimals.strip("0"):  # with # or ? there, digits are shown as far as there are any
        number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, point, rest = f"{number:f}".partition(".")
    sign = "-" if value < 0 and number else ""
    return sign + f"{before}{digits.zfill(whole.count('0'))}{point}{rest}{after}".strip()


def _words(literal: str) -> str:
    return _WORDS.sub(lambda one: one[1] or one[2] or one[3] or (" " if one[4] else ""), literal)


def _is_named(words: str) -> bool:
    return any(one.isalpha() or unicodedata.category(one) == "Sc" for one in words)
