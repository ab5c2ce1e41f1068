"""Judging: what counts as a fault, and what the shares are of."""

import pytest

from assistant.answer import Answer
from evals.questions import Case, as_lines, judge, load_cases, shares
from ingest.errors import Misuse


def a_case(**changes):
    told = {"id": "a", "type": "need", "questions": {"en": "Q?"}, "status": ("answered",)}
    return Case.model_validate(told | changes)


def an_answer(**changes):
    told = {"question": "Q?", "language": "en", "status": "answered", "answer": "In all 96."}
    return Answer.model_validate(told | changes)


def verdict_on(answer, **case):
    return next(judge([a_case(**case)], lambda question, history: answer))


def test_a_line_that_is_wrong_is_named_by_file_and_number(tmp_path):
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "a"}\n', encoding="utf-8")

    with pytest.raises(Misuse, match=r"q\.jsonl, line 1, type: Field required"):
        load_cases(file)


def test_a_file_without_questions_is_refused(tmp_path):
    file = tmp_path / "q.jsonl"
    file.write_text("\n", encoding="utf-8")

    with pytest.raises(Misuse, match="holds no questions"):
        load_cases(file)


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({"status": ("clarify",)}, "status answered"),
        ({"practices_first": ("help-desk",)}, "first practice ()"),
        ({"partners": ("bep",)}, "partners without ['bep']"),
        ({"numbers": ("15",)}, "number 15 missing"),
        ({"cites": ("verbatim",)}, "no quote of 'verbatim'"),
        ({"cites_any": ("verbatim",)}, "no quote of any 'verbatim'"),
    ],
)
def test_each_thing_that_is_missing_is_a_fault(case, fault):
    assert verdict_on(an_answer(), **case).faults == (fault,)


def test_an_answer_that_holds_all_has_no_fault():
    assert (
        verdict_on(
            an_answer(practices=("help-desk",)), practices_first=("help-desk",), numbers=("96",)
        ).faults
        == ()
    )


def test_refusals_are_counted_apart_from_right_answers():
    refused = verdict_on(
        an_answer(status="not_in_corpus"), type="not_stated", status=("not_in_corpus",)
    )
    wrongly = verdict_on(an_answer(status="out_of_scope"))

    assert shares([refused, wrongly]) == {
        "not_stated": 1.0,
        "refused": 1.0,
        "need": 0.0,
        "wrongly refused": 1.0,
    }
    assert any("status out_of_scope" in line for line in as_lines([refused, wrongly]))
