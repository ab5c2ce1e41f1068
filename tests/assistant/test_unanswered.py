"""Questions without an answer: which are kept, and what of them."""

import json

import pytest

from assistant.answer import Answer
from assistant.unanswered import (
    FILE,
    MOST_BYTES,
    MOST_CHARACTERS,
    forget_all,
    is_kept,
    masked,
    note,
    read_unanswered,
    switch,
)


def an_answer(status="not_in_corpus", **changes):
    return Answer(**{"question": "", "language": "et", "status": status, "answer": ""} | changes)


@pytest.mark.parametrize(
    ("status", "kept"),
    [("not_in_corpus", 1), ("clarify", 1), ("out_of_scope", 1), ("answered", 0)],
)
def test_only_what_the_documents_hold_no_answer_to_is_kept(status, kept, tmp_path):
    note(tmp_path, "Kui palju see maksab?", an_answer(status))

    assert len(read_unanswered(tmp_path)) == kept


def test_a_line_holds_day_language_status_and_fields_and_nothing_on_who_asked(tmp_path):
    note(tmp_path, "Kui palju see maksab?", an_answer(not_stated=("cost",)))

    (line,) = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert len(kept.pop("day")) == len("2026-11-27")
    assert kept == {
        "question": "Kui palju see maksab?",
        "language": "et",
        "status": "not_in_corpus",
        "not_stated": ["cost"],
    }


@pytest.mark.parametrize(
    "hidden",
    [
        "mari.tamm@example.ee",
        "ΓΙΩΡΓΟΣ@παράδειγμα.ελ",
        "@mari_tamm",
        "https://example.org/mari?token=1",
        "www.example.org",
        "+372 5555 1234",
        "(0)20 / 7946-0958",
        "EE382200221020145685",
        "38001085718",
    ],
)
def test_addresses_and_long_numbers_are_masked(hidden):
    said = masked(f"Write to {hidden} about fairs")

    assert said.startswith("Write to ")
    assert said.endswith(" about fairs")
    assert "[…]" in said
    assert not any(part in said for part in hidden.split() if len(part) > 3)


@pytest.mark.parametrize(
    "question",
    [
        "What did the 2014-2020 programme cost?",
        "Which of the 96 practices cost 25 000 euros?",
        "Τι λέει η σελίδα 12;",
    ],
)
def test_years_pages_and_amounts_stay(question):
    assert masked(question) == question


def test_a_question_is_kept_in_one_line_of_bounded_length(tmp_path):
    note(tmp_path, "long\n" * 10_000, an_answer())

    ((kept, _),) = read_unanswered(tmp_path)
    assert len(kept.question) <= MOST_CHARACTERS
    assert "\n" not in kept.question


def test_the_same_question_is_listed_once_with_how_often_it_was_asked(tmp_path):
    for question in ("Rare?", "Often?", "OFTEN?", "New?"):
        note(tmp_path, question, an_answer())
    note(tmp_path, "Often?", an_answer(language="en"))

    listed = [(each.question, each.language, n) for each, n in read_unanswered(tmp_path)]
    assert listed == [
        ("OFTEN?", "et", 2),
        ("Often?", "en", 1),
        ("New?", "et", 1),
        ("Rare?", "et", 1),
    ]


def test_nothing_is_kept_while_it_is_switched_off_and_what_was_kept_can_be_deleted(tmp_path):
    note(tmp_path, "Before?", an_answer())
    switch(tmp_path, on=False)
    note(tmp_path, "Meanwhile?", an_answer())
    assert not is_kept(tmp_path)
    assert [each.question for each, _ in read_unanswered(tmp_path)] == ["Before?"]

    forget_all(tmp_path)
    switch(tmp_path, on=True)
    note(tmp_path, "After?", an_answer())

    assert [each.question for each, _ in read_unanswered(tmp_path)] == ["After?"]


def test_a_line_that_was_cut_off_hides_no_other(tmp_path):
    (tmp_path / FILE).write_text('{"day": "2026-\n', encoding="utf-8")

    note(tmp_path, "Whole?", an_answer())

    assert [each.question for each, _ in read_unanswered(tmp_path)] == ["Whole?"]


def test_the_file_stays_small_whatever_is_asked(tmp_path):
    line = '{"day": "2026-11-27", "question": "old", "language": "et", "status": "clarify"}\n'
    (tmp_path / FILE).write_text(line * (MOST_BYTES // len(line) + 1), encoding="utf-8")

    note(tmp_path, "Newest?", an_answer())

    assert (tmp_path / FILE).stat().st_size < MOST_BYTES
    assert "Newest?" in [each.question for each, _ in read_unanswered(tmp_path)]
