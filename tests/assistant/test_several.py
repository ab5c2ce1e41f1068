"""assistant/several.py: a text that asks two things gets both answered."""

import pytest

from assistant.ask import ask
from assistant.several import questions_in

BOTH = {
    "en": "What is the Help Desk? And how much does it cost?",
    "de": "Was ist der Help Desk? Und was kostet das alles zusammen?",
    "el": "Τι είναι το Help Desk; Και πόσο κοστίζει αυτό συνολικά;",
    "sl": "Kaj je praksa Help Desk? In koliko stane to na leto?",
}


@pytest.mark.parametrize("language", BOTH)
def test_two_questions_in_one_are_both_answered(language, assistant):
    answer = ask(BOTH[language], assistant)

    assert answer.status == "answered"
    assert answer.language == language
    assert answer.practices[0] == "help-desk"
    assert "cost" in answer.not_stated
    assert answer.question == BOTH[language]


def test_two_sentences_on_one_thing_are_one_question():
    assert questions_in("We are a university. Which practice fits?", "en") == []


def test_a_short_afterthought_is_no_question_of_its_own():
    assert questions_in("Did efficiency weigh more? By how much?", "en") == []


def test_what_stands_before_a_question_belongs_to_it():
    text = "We are a small agency. Which practice fits us best? Who plans to test this one?"

    assert questions_in(text, "en") == [
        "We are a small agency. Which practice fits us best?",
        "Who plans to test this one?",
    ]
