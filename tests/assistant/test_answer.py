"""assistant/answer.py: claims become Markdown, an answer becomes the JSON contract."""

import json

import pytest
from pydantic import ValidationError

from assistant.answer import Answer, Citation, Claim, as_markdown
from ingest.languages import LANGUAGES
from ingest.located import Locator

FIELDS = [
    *("id", "question", "language", "status", "answer", "practices", "partners", "citations"),
    *("caveats", "not_stated", "generator", "timings_ms"),
]


def an_answer(**changes) -> Answer:
    claim = Claim(text="It helps.", markers=(1,), shape="lead")
    citation = Citation(
        marker=1,
        document="notes",
        title="Notes",
        language="en",
        locator=Locator(page=None, section="Start", start=0, end=9),
        quote="It helps.",
    )
    fields = {
        "question": "Does it help?",
        "language": "en",
        "status": "answered",
        "answer": as_markdown((claim,)),
        "citations": (citation,),
        "claims": (claim,),
    }
    return Answer.model_validate(fields | changes)


def test_paragraphs_are_set_apart_and_items_stand_together():
    claims = (
        Claim(text="First.", shape="lead"),
        Claim(text="one", shape="item"),
        Claim(text="two", shape="item"),
        Claim(text="Last."),
    )

    assert as_markdown(claims) == "First.\n\n- one\n- two\n\nLast."


def test_a_claim_is_followed_by_its_markers():
    claims = (Claim(text="Both say so", markers=(2, 1), shape="item"),)

    assert as_markdown(claims) == "- Both say so [2][1]"


def cell(row, column, text, *markers):
    return Claim(text=text, markers=markers, shape="cell", row=row, column=column)


def test_cells_that_follow_each_other_are_a_table_with_their_markers():
    claims = (
        Claim(text="Two.", shape="lead"),
        *(cell("Aim", "A", "to help", 1), cell("Aim", "B", "to grow", 2)),
        *(cell("Who", "A", "members", 1), cell("Who", "B", "not said")),
        Claim(text="Last."),
    )

    assert as_markdown(claims).splitlines() == [
        *("Two.", "", "|  | A | B |", "| --- | --- | --- |"),
        *("| Aim | to help [1] | to grow [2] |", "| Who | members [1] | not said |", "", "Last."),
    ]


def test_a_cell_that_was_taken_out_moves_no_other():
    table = as_markdown((cell("Aim", "A", "to help"), cell("Who", "B", "members")))

    assert table.splitlines()[2:] == ["| Aim | to help |  |", "| Who |  | members |"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a | b", "a \\| b"),
        ("a \\| b", "a \\| b"),
        ("a \\\\| b", "a \\\\\\| b"),
        ("a\nb\r\n\nc\u2028d", "a b c d"),
        ("||", "\\|\\|"),
    ],
)
def test_no_text_ends_its_cell_or_its_row(text, told):
    assert as_markdown((cell(text, text, text),)).splitlines() == [
        *(f"|  | {told} |", "| --- | --- |", f"| {told} | {told} |")
    ]


def test_a_cell_by_itself_says_its_row_and_column():
    assert cell("Aim", "Help Desk", "to help").by_itself == "Help Desk, Aim: to help"
    assert Claim(text="It helps.").by_itself == "It helps."


def test_nothing_said_is_an_empty_text():
    assert as_markdown(()) == ""


def test_the_contract_holds_every_field_but_the_claims():
    contract = json.loads(an_answer().contract_json())

    assert list(contract) == FIELDS
    assert contract["citations"][0]["locator"] == {
        "page": None,
        "section": "Start",
        "start": 0,
        "end": 9,
    }


def test_the_contract_of_an_answer_can_be_read_back():
    answer = an_answer()

    assert Answer.model_validate_json(answer.contract_json()) == answer.model_copy(
        update={"claims": ()}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_every_language_stand_in_the_contract_as_they_are(language):
    name = LANGUAGES[language].endonym

    assert f'"{name}"' in an_answer(question=name).contract_json()


@pytest.mark.parametrize("status", ["unknown", "", None])
def test_there_is_no_other_status(status):
    with pytest.raises(ValidationError):
        an_answer(status=status)


def test_an_answer_has_no_other_field():
    with pytest.raises(ValidationError):
        an_answer(mood=0.9)


def test_an_answer_does_not_change():
    with pytest.raises(ValidationError):
        an_answer().status = "clarify"
