"""evals/cases.py: a case is whole, or says what it lacks."""

import pytest
from pydantic import ValidationError

from evals.cases import Case
from ingest.languages import LANGUAGES

TURN = {"questions": {"en": "Q?", "mt": "M?"}, "gold": {"status": ["answered"]}}


def case(*turns, **changes):
    return Case.model_validate({"id": "a-1", "type": "need", "turns": turns or [TURN]} | changes)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"id": "Two Words"}, "id"),
        ({"type": "riddle"}, "type"),
        ({"severity": "grave"}, "severity"),
        ({"turns": []}, "turns"),
        ({"turns": [TURN | {"gold": None}]}, "the last turn needs gold"),
        ({"turns": [TURN | {"gold": {"status": []}}]}, "status"),
        ({"turns": [TURN | {"questions": {"xx": "Q?"}}]}, "'xx' is no official language"),
        ({"turns": [TURN, TURN | {"questions": {"en": "Q?"}}]}, "turn 2: is not told in the same"),
        ({"turns": [TURN | {"asked_in": "fr"}]}, "turn 1: has no question in 'fr'"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_case_that_is_not_whole_is_refused(changes, fault):
    with pytest.raises(ValidationError, match=fault):
        case(**changes)


@pytest.mark.parametrize(
    ("nugget", "fault"),
    [({"kind": "phrase"}, "wordings"), ({"kind": "number"}, "a number needs a value")],
)
def test_a_nugget_has_what_its_kind_needs(nugget, fault):
    gold = {"status": ["answered"], "nuggets": [nugget]}
    with pytest.raises(ValidationError, match=fault):
        case(TURN | {"gold": gold})


def test_a_turn_in_another_language_is_asked_in_that_one():
    switched = {"questions": {"fr": "F?"}, "asked_in": "fr", "gold": None}

    found = case(switched, TURN)

    assert found.languages == ("en", "mt")
    assert [turn.question("mt") for turn in found.turns] == [("F?", "fr"), ("M?", "mt")]


@pytest.mark.parametrize(
    ("status", "answerable"),
    [(["answered"], True), (["answered", "clarify"], False), (["not_in_corpus"], False)],
)
def test_a_case_is_answerable_if_only_an_answer_is_right(status, answerable):
    assert case(TURN | {"gold": {"status": status}}).is_answerable is answerable


def test_a_case_may_be_told_in_all_official_languages():
    questions = {language: f"{language}?" for language in LANGUAGES}

    assert case(TURN | {"questions": questions}).languages == tuple(LANGUAGES)
