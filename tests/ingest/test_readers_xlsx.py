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


def changed(path, old, new):
    copy = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for info in source.infolist():
            target.writestr(info.filename, source.read(info).replace(old, new))
    return copy


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


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1, "0%", "100%"),
        (0, "0%", "0%"),
        (0.125, "0.0%", "12.5%"),
        (True, "0%", "True"),
        (1234.5, "#,##0.00 €", "1234.50 €"),
        (1234.5, '"€"#,##0.00', "€1234.50"),
        (-1234.5, '"€"#,##0.00', "-€1234.50"),
        (1234.5, "[$€-407] #,##0.00", "€ 1234.50"),
        (1234, "#,##0 [$Ft-40E]", "1234 Ft"),
        (1234.5, '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-', "1234.50 €"),
        (2.675, r"#,##0.00\ [$€-1];[Red]\-#,##0.00\ [$€-1]", "2.68 €"),
        (2.5, "0 €", "3 €"),
        (12.5, '0.## "kg"', "12.5 kg"),
        (-0.001, '0.00 "€"', "0.00 €"),
        (1050, "00000", "01050"),
        (1050.0, "00000", "01050"),
        (7, '"GR-"000', "GR-007"),
        (1234.5, r"_-* #,##0.00\ _€_-", "1234.5"),
        (1234.5, "#,##0.00", "1234.5"),
        (1500000, '#,##0.0,,"M€"', "1500000"),
        (1500000, '[<1000]0 "€";0.0,"k€"', "1500000"),
        (12345.0, "0.00E+00", "12345"),
        (10**20, '0 "€"', "1e+20"),
        (5, "General", "5"),
    ],
)
def test_numbers_are_shown_as_their_format_asks(workbook, tmp_path, value, number_format, shown):
    workbook.active.append([value])
    workbook.active["A1"].number_format = number_format

    assert parts_of(saved(workbook, tmp_path)) == [("heading", "Sheet"), ("paragraph", shown)]


def test_hidden_rows_and_columns_are_left_out(workbook, tmp_path):
    sheet = workbook.active
    for row in (
        ["Name", "Salary", "Bonus", "Town"],
        ["Ana", 1, 2, "Graz"],
        ["Bo", 3, 4, "Pécs"],
        [],
        ["Cy", 5, 6, "Brno"],
    ):
        sheet.append(row)
    sheet.column_dimensions.group("B", "C", hidden=True)
    sheet.row_dimensions[3].hidden = True
    workbook.create_sheet("all shown").append(["Ana", 1])

    assert parts_of(saved(workbook, tmp_path)) == [
        ("heading", "Sheet"),
        ("paragraph", "Name: Ana | Town: Graz"),
        ("paragraph", "Name: Cy | Town: Brno"),
        ("hidden cells", "Sheet"),
        ("heading", "all shown"),
        ("paragraph", "Ana | 1"),
    ]


def test_hidden_rows_that_do_not_say_their_number_are_left_out(workbook, tmp_path):
    for name in ("one", "two", "three"):
        workbook.active.append([name])
    workbook.active.row_dimensions[2].hidden = True

    assert parts_of(changed(saved(workbook, tmp_path), b'<row r="2"', b"<row")) == [
        ("heading", "Sheet"),
        ("paragraph", "one"),
        ("paragraph", "three"),
        ("hidden cells", "Sheet"),
    ]


def test_formulas_without_what_they_come_to_are_told(workbook, tmp_path):
    workbook.active.append(["Ana", "=1+1"])  # openpyxl computes nothing, so it saves no result
    workbook.create_sheet("typed").append(["Bo", 2])

    assert parts_of(saved(workbook, tmp_path)) == [
        ("heading", "Sheet"),
        ("paragraph", "Ana"),
        ("unsaved formulas", "Sheet"),
        ("heading", "typed"),
        ("paragraph", "Bo | 2"),
    ]


def test_formulas_with_what_they_come_to_are_not_told(workbook, tmp_path):
    workbook.active.append(["Ana", "=1+1"])
    path = changed(saved(workbook, tmp_path), b"<v></v>", b"<v>2</v>")

    assert parts_of(path) == [("heading", "Sheet"), ("paragraph", "Ana | 2")]


@pytest.mark.parametrize("number", [b"1048576", b"99999999999999999999"])
def test_a_row_of_any_number_is_reached_at_once_or_left_out(workbook, tmp_path, number):
    for name in ("one", "two"):
        workbook.active.append([name])
    path = changed(saved(workbook, tmp_path), b'<row r="2"', b'<row r="%b"' % number)

    texts = [text for _, text in parts_of(path)]

    assert texts == (["Sheet", "one", "two"] if number == b"1048576" else ["Sheet", "one"])


def test_a_hidden_sheet_is_left_out_and_said_to_be(workbook, tmp_path):
    workbook.create_sheet("draft").sheet_state = "hidden"

    parts = parts_of(saved(workbook, tmp_path))

    assert parts == [("heading", "Sheet"), ("hidden sheet", "draft")]


def test_a_sheet_that_claims_to_be_endless_is_read_to_its_last_row(workbook, tmp_path):
    workbook.active.append(["only", "row"])
    path = saved(workbook, tmp_path)

    assert parts_of(changed(path, b'ref="A1:B1"', b'ref="A1:XFD1048576"'))[0] == (
        "heading",
        "Sheet",
    )


def test_a_package_that_is_no_workbook_is_damaged(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(Refused, match="damaged"):
        parts_of(tmp_path / "a.xlsx")
