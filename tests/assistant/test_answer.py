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
