"""lines_of: which lines there are, and which begin a list item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import lines_of


@pytest.mark.parametrize(
    "mark", ["-", "*", "+", "•", "▪", "–", "1.", "12)", "(3)", "a)", "β)", "г)"]
)
def test_a_line_with_a_mark_begins_a_list_item(mark):
    assert [line.is_list_item for line in lines_of(f"They are:\n{mark} one\nmore")] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("line", ["-one", "**bold**", "15.5 m", "2010. aasta", "--- x", "*one*"])
def test_other_lines_begin_none(line):
    assert not any(found.is_list_item for found in lines_of(line))


def test_a_line_with_borders_of_cells_is_the_row_of_a_table():
    assert [line.is_row for line in lines_of("Desk | 2010\na|b")] == [True, False]


def test_blank_lines_are_counted_and_left_out():
    lines = list(lines_of("\n \na\nb\n\n\t\nc\n"))

    assert [(line.text, line.gap) for line in lines] == [("a", 2), ("b", 0), ("c", 2)]


@given(st.text(alphabet=st.characters() | st.sampled_from("\n\n -*1.")))
def test_lines_lie_where_they_say(text):
    assert all(text[line.start : line.end] == line.text for line in lines_of(text))
