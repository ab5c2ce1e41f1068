"""Workbooks: what their sheets show, row by row."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ingest.readers_xlsx import parse
from ingest.refusals import Refused

MADE_BY_CALC = Path(__file__).parents[1] / "data/ingest/calc.xlsx"


def parts_of(path):
    parts = parse(path, lambda page, pages: None)
    return [(part.role, part.text) for part in parts if part.text]


@pytest.fixture
def workbook():
    return openpyxl.Workbook()


def saved(workbook, tmp_path):
    workbook.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_each_sheet_is_a_section_and_each_row_says_its_columns():
    assert parts_of(MADE_BY_CALC) == [
        ("heading", "s"),
        ("paragraph", "Υπηρεσία: Γραφείο | Τιμή: 1,5 | Έτος: 2010"),
        ("paragraph", "Υπηρεσία: Περίπτερο | Τιμή: 2 | Έτος: 2012"),
    ]


def test_a_workbook_is_read_whatever_it_is_called(tmp_path):
    (tmp_path / "a.docx").write_bytes(MADE_BY_CALC.read_bytes())

    assert parts_of(tmp_path / "a.docx") == parts_of(MADE_BY_CALC)


def test_values_are_written_as_people_write_them(workbook, tmp_path):
    sheet = workbook.active
    sheet.append(["what", "value"])
    for value in (12.0, 1 / 3, datetime.datetime(2010, 5, 1), datetime.time(9, 30), True, 0.25):
        sheet.append(["a", value])
    sheet.cell(7, 2).number_format = "0%"

    values = [text.partition("value: ")[2] for _, text in parts_of(saved(workbook, tmp_path))[1:]]

    assert values == ["12", "0.333333333333333", "2010-05-01", "09:30:00", "True", "25%"]


def test_a_hidden_sheet_is_left_out_and_said_to_be(workbook, tmp_path):
    workbook.create_sheet("draft").sheet_state = "hidden"

    parts = parts_of(saved(workbook, tmp_path))

    assert parts == [("heading", "Sheet"), ("hidden sheet", "draft")]


def test_a_sheet_that_claims_to_be_endless_is_read_to_its_last_row(workbook, tmp_path):
    workbook.active.append(["only", "row"])
    path, claimed = saved(workbook, tmp_path), tmp_path / "claimed.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(claimed, "w") as changed:
        for info in source.infolist():
            content = source.read(info).replace(b'ref="A1:B1"', b'ref="A1:XFD1048576"')
            changed.writestr(info.filename, content)

    assert parts_of(claimed)[0] == ("heading", "Sheet")


def test_a_package_that_is_no_workbook_is_damaged(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(Refused, match="damaged"):
        parts_of(tmp_path / "a.xlsx")
