"""Judging: what counts as a fault, and what the shares are of."""

import json

import pytest

from assistant.answer import Answer, Citation
from evals.questions import Case, as_lines, judge, load_cases, shares
from ingest.errors import Misuse
from ingest.languages import LANGUAGES
from ingest.located import Locator

CASE = {"id": "a", "type": "need", "questions": {"en": "Q?"}, "status": ["answered"]}


def a_case(**changes):
    return Case.model_validate_json(json.dumps(CASE | changes))


def an_answer(*quotes, **changes):
    citations = tuple(
        Citation(
            marker=number,
            document="d",
            title="D",
            language="en",
            locator=Locator(page=None, section=None, start=0, end=len(quote)),
            quote=quote,
        )
        for number, quote in enumerate(quotes, 1)
    )
    told = {"question": "Q?", "language": "en", "status": "answered", "answer": "In all 96. [15]"}
    return Answer.model_validate(told | {"citations": citations} | changes)


def verdict_on(answer, **case):
    [verdict] = judge([a_case(**case)], lambda question, history: answer)
    return verdict


@pytest.fixture
def file(tmp_path):
    return tmp_path / "q.jsonl"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"id": "a"}', "q.jsonl, line 3, type: Field required. Correct it."),
        (json.dumps(CASE | {"statsu": []}), "line 3, statsu: Extra inputs are not permitted"),
        (json.dumps(CASE | {"status": ["yes"]}), "line 3, status.0: Input should be"),
        (json.dumps(CASE | {"split": "test"}), "line 3, split: Input should be"),
        ("not JSON", "line 3: Invalid JSON"),
        ("[]", "line 3: Input should be an object"),
    ],
)
def test_a_line_that_is_wrong_is_named_by_file_and_number(file, line, fault):
    file.write_text(f"{json.dumps(CASE)}\n\n{line}\n", encoding="utf-8")

    with pytest.raises(Misuse) as raised:
        load_cases(file)

    assert fault in str(raised.value)
    assert str(file) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_file_without_questions_is_refused(file, content):
    file.write_bytes(content)

    with pytest.raises(Misuse, match=r"q\.jsonl: holds no questions"):
        load_cases(file)


def test_a_file_that_is_not_there_or_not_text_is_refused_by_name(file):
    with pytest.raises(Misuse, match=r"q\.jsonl: cannot be read .*No such file"):
        load_cases(file)

    file.write_bytes(b"\xff\xfe")
    with pytest.raises(Misuse, match=r"q\.jsonl: cannot be read .*utf-8"):
        load_cases(file)


def test_a_question_may_hold_any_character_that_ends_a_line_elsewhere(file):
    question = "Who\u2028tests\u0085it?"
    line = json.dumps(CASE | {"questions": {"en": question}}, ensure_ascii=False)
    file.write_text(line + "\r\n", encoding="utf-8", newline="")

    [case] = load_cases(file)

    assert case.questions["en"] == question


def test_a_case_is_asked_in_every_language_with_the_conversation_in_that_language():
    asked = []
    case = a_case(
        questions={language: f"{language}?" for language in LANGUAGES},
        history={"mt": ["Qabel?"]},
    )

    def ask(question, history):
        asked.append((question, tuple(history)))
        return an_answer()

    verdicts = list(judge([case], ask))

    assert [verdict.language for verdict in verdicts] == list(LANGUAGES)
    assert asked == [
        (f"{language}?", ("Qabel?",) if language == "mt" else ()) for language in LANGUAGES
    ]


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ({"status": ["clarify"]}, "status answered"),
        ({"practices_first": ["help-desk"]}, "first practice ('co-location', 'help-desk')"),
        ({"practices": ["help-desk", "x"]}, "practices without ['x']"),
        ({"partners": ["bep"]}, "partners without ['bep']"),
        ({"not_stated": ["cost"]}, "not_stated without ['cost']"),
        ({"numbers": ["15"]}, "number 15 missing"),
        ({"numbers": ["9"]}, "number 9 missing"),
        ({"cites": ["verbatim", "absent"]}, "no quote of 'absent'"),
        ({"cites_any": ["absent", "gone"]}, "no quote of any 'absent'"),
    ],
)
def test_each_thing_that_is_missing_is_a_fault(case, fault):
    answer = an_answer("It is verbatim. 2015", practices=("co-location", "help-desk"))

    [found] = verdict_on(answer, **case).faults

    assert fault.startswith(found)


def test_an_answer_that_holds_all_has_no_fault():
    answer = an_answer(
        "It is verbatim.",
        "One of 15.",
        practices=("help-desk", "co-location"),
        partners=("bep", "mita"),
        not_stated=("cost",),
    )

    verdict = verdict_on(
        answer,
        practices_first=["co-location", "help-desk"],
        practices=["co-location"],
        partners=["mita"],
        numbers=["96", "15"],
        cites=["verbatim", "One of 15. And more, not quoted."],
        cites_any=["absent", "verbatim"],
        not_stated=["cost"],
    )

    assert verdict.faults == ()


def test_refusals_are_counted_apart_from_right_answers():
    verdicts = [
        verdict_on(
            an_answer(status="not_in_corpus"),
            type="not_stated",
            status=["not_in_corpus"],
            not_stated=["cost"],
        ),
        verdict_on(an_answer(), type="off_subject", status=["out_of_scope"]),
        verdict_on(an_answer(status="clarify"), type="false_premise", status=["answered"]),
        verdict_on(an_answer(status="out_of_scope"), type="off_subject", status=["out_of_scope"]),
        verdict_on(an_answer(status="out_of_scope")),
        verdict_on(an_answer(), practices=["help-desk"]),
        verdict_on(an_answer()),
        verdict_on(an_answer(), type="vague", status=["clarify", "answered"]),
    ]

    assert shares(verdicts) == {
        "not_stated": 0.0,  # the silence does not say what it is about
        "off_subject": 0.5,
        "false_premise": 0.0,
        "refused": 0.5,
        "need": 1 / 3,
        "vague": 1.0,
        "wrongly refused": 1 / 3,
    }


def test_the_lines_hold_the_shares_how_many_were_asked_and_what_went_wrong():
    refused = verdict_on(an_answer(status="out_of_scope"))

    lines = as_lines([refused, verdict_on(an_answer())])

    assert lines == [
        "need               0.500",
        "wrongly refused    0.500",
        '{"n": 2}',
        "a en: Q? -> status out_of_scope",
    ]
