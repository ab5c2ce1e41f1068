"""Rows of cells: each line understandable by itself."""

import pytest

from ingest.parts import Part
from ingest.rows import MAX_ROWS, MAX_SPAN, MAX_STRETCH_CHARS, Grid, labelled_parts


def a_cell(words):
    return [Part("paragraph", words)]


def parts_of(*rows):
    grid = Grid()
    for row in rows:
        grid.begin_row()
        for words in row:
            grid.add(a_cell(words))
    return [(part.role, part.text) for part in grid.parts()]


def labelled(*rows):
    return [part.text for part in labelled_parts(rows)]


def test_a_row_is_a_line_of_cells():
    assert parts_of(["Name", "Cost"], ["", ""], ["Desk\nin\u00a0town", "1"]) == [
        ("table", "Name | Cost"),
        ("row", "Desk in town | 1"),
    ]


def test_in_a_long_table_the_first_row_comes_again():
    parts = parts_of(["Name", "Cost"], *([str(n), "1"] for n in range(2 * MAX_ROWS)))

    tops = [number for number, part in enumerate(parts) if part[0] == "table"]
    assert {parts[number][1] for number in tops} == {"Name | Cost"}
    assert tops == [0, MAX_ROWS + 1]


def test_long_rows_see_the_first_row_more_often():
    wide = "x" * (MAX_STRETCH_CHARS // 2)

    roles = [role for role, _ in parts_of(["Name", "Cost"], *[[wide, "1"]] * 3)]

    assert roles == ["table", "row", "table", "row", "table", "row"]


def test_a_table_of_one_column_is_no_table():
    assert parts_of(["one"], ["two"]) == [("paragraph", "one"), ("paragraph", "two")]


def test_merged_cells_are_said_in_each_row_and_column_they_reach():
    grid = Grid()
    grid.begin_row()
    grid.add(a_cell("wide"), down=2, across=2)
    grid.add(a_cell("a"))
    grid.begin_row()
    grid.add(a_cell("b"))
    grid.begin_row()
    grid.add(a_cell("x"))
    grid.add_as_above()
    grid.add_as_above()

    assert [part.text for part in grid.parts()] == ["wide |  | a", "wide |  | b", "x |  | b"]


def test_what_is_merged_in_a_page_layout_is_said_once():
    grid = Grid()
    for row in range(2):
        grid.begin_row()
        if row == 0:
            grid.add([Part("heading", "Aims")], down=2)
        grid.add(a_cell("words"))

    assert [part.text for part in grid.parts()] == ["Aims", "words", "words"]


def test_a_span_without_end_is_cut():
    grid = Grid()
    grid.begin_row()
    grid.add(a_cell("a"), across=10**9)

    (part,) = grid.parts()

    assert part.text.count("|") == MAX_SPAN - 1


def test_an_empty_table_has_no_parts():
    assert list(Grid().parts()) == []


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Name", "Cost"], ["Desk", "1"]], ["Name: Desk | Cost: 1"]),
        ([["Name", "Cost"], ["Desk", ""]], ["Name: Desk"]),
        ([["Name", ""], ["Desk", "1"]], ["Name", "Desk | 1"]),
        ([["Name", "Cost"], ["Desk", "1", "more"]], ["Name: Desk | Cost: 1 | more"]),
        ([["Report"], [], ["Name", "Cost"], ["Desk", "1"]], ["Report", "Name: Desk | Cost: 1"]),
        ([["1", "2"], ["3", "4"]], ["1 | 2", "3 | 4"]),
        ([["Name", "Name"], ["a", "b"]], ["Name | Name", "a | b"]),
        ([["Name\nof it", "Cost"], ["a\nb", "1"]], ["Name of it: a b | Cost: 1"]),
    ],
)
def test_each_row_of_a_sheet_says_its_columns(rows, lines):
    assert labelled(*rows) == lines
