"""Tables in plain text: each row understandable by itself."""

import pytest

from ingest.readers_csv import parse


def lines_of(tmp_path, text):
    (tmp_path / "text").write_text(text, encoding="utf-8")
    return [part.text for part in parse(tmp_path / "text", lambda page, pages: None)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path, delimiter):
    text = delimiter.join(["Name", "Price"]) + "\n" + delimiter.join(["Desk", '"1,5; or 2"']) + "\n"

    assert lines_of(tmp_path, text) == ["Name: Desk | Price: 1,5; or 2"]


def test_the_delimiter_that_excel_names_counts(tmp_path):
    assert lines_of(tmp_path, "sep=;\na;b,c\n1;2,3\n") == ["a: 1 | b,c: 2,3"]


def test_cells_may_hold_quotes_and_line_ends(tmp_path):
    text = 'Name,Words\nDesk,"He said ""yes""\nand left"\n'

    assert lines_of(tmp_path, text) == ['Name: Desk | Words: He said "yes" and left']


def test_a_quote_that_never_ends_loses_nothing(tmp_path):
    assert lines_of(tmp_path, 'a,b\n1,"2\n3,4\n') == ["a: 1 | b: 2 3,4"]


def test_a_single_column_is_read_line_by_line(tmp_path):
    assert lines_of(tmp_path, "one\ntwo\n") == ["one", "two"]
