"""Lines of a batch: what is answered, and what a bad line gives."""

import json

import pytest

from ingest.errors import BadSettings, Misuse
from ui.batch import answer_line, check_language, read_lines


def test_a_file_that_is_not_utf8_is_refused_by_name(tmp_path):
    file = tmp_path / "q.jsonl"
    file.write_bytes("{'question': 'é'}".encode("latin-1"))

    with pytest.raises(Misuse, match=r"q\.jsonl: is not UTF-8"):
        read_lines(file)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(Misuse, match=r"none\.jsonl: cannot be read"):
        read_lines(tmp_path / "none.jsonl")


def test_blank_lines_are_left_out_and_the_others_keep_their_numbers(tmp_path):
    file = tmp_path / "q.jsonl"
    file.write_text('{"a": 1}\n\n{"b": 2}\n', encoding="utf-8")

    assert [number for number, _ in read_lines(file)] == [1, 3]


def test_an_unknown_language_is_refused_with_those_that_there_are():
    with pytest.raises(BadSettings, match="'xx': is none of bg cs"):
        check_language("xx")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("not json", "is not JSON"),
        ('{"id": 2}', "question: Field required"),
        ('{"id": 3, "question": "   "}', "question: is empty"),
        ('{"id": 4, "question": "Hello", "lang": "xx"}', "--lang 'xx'"),
        ("[1, 2]", "the line: "),
    ],
)
def test_a_bad_line_gives_an_error_with_its_number(assistant, line, fault):
    text, ok = answer_line(7, line, assistant, None)

    record = json.loads(text)
    assert not ok
    assert record["line"] == 7
    assert fault in record["error"]


def test_a_line_keeps_its_id_and_its_conversation(assistant):
    line = json.dumps(
        {"id": "x", "question": "Who tests it?", "history": ["What is Permanent Offices?"]}
    )

    text, ok = answer_line(1, line, assistant, None)

    record = json.loads(text)
    assert ok
    assert record["id"] == "x"
    assert record["partners"] == ["corallia"]
