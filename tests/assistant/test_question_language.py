"""assistant/question_language.py: short questions with names show their language, all 24."""

import numpy as np
import pytest

from assistant.question_language import Vocabulary, language_of
from ingest.languages import LANGUAGES


@pytest.fixture(scope="module")
def told(parts):
    learned = parts.mind.learned
    return lambda text, prior=None: language_of(text, learned.names, learned.vocabulary, prior)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_with_an_english_title_in_it_is_told(told, parts, language):
    questions = parts.words_of(language).questions["testers"]

    asked = [question.replace("{practice}", "Permanent Offices") for question in questions]
    right = [told(question) == language for question in asked if len(question.split()) > 3]

    assert sum(right) >= len(right) - 1


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("X'inhu l-Help Desk?", "mt"),
        ("Was ist Business Intelligence?", "de"),
        ("And who tests it?", "en"),
        ("Et à Malte ?", "fr"),
        ("Permanent Offices", None),
        ("Τι είναι το Help Desk;", "el"),
        ("这是什么", None),
        ("${jndi:ldap://a}", None),
        ("", None),
    ],
)
def test_what_a_few_words_show(told, question, language):
    assert told(question) == language


@pytest.mark.parametrize(("prior", "language"), [("sk", "sk"), ("pl", "pl")])
def test_the_conversation_decides_what_the_words_leave_open(told, prior, language):
    assert told("Kto testuje Permanent Offices?", prior) == language


def test_a_follow_up_of_two_words_is_in_the_language_of_the_talk(told):
    assert told("Ja Maltal?", "et") == "et"


def test_the_sentence_that_asks_decides_where_another_language_stands_beside_it(told):
    assert told("Dobrý den! Which practice suits our small companies best?") == "en"
    assert told("Koja praksa najbolje odgovara našim tvrtkama? Thanks a lot in advance.") == "hr"


def test_a_name_alone_tells_its_language_unless_it_is_the_title(told):
    assert told("servicio de help desk") == "es"
    assert told("Help Desk") in {None, "en"}


def test_a_vocabulary_ranks_languages_by_the_words_of_their_examples():
    vocabulary = Vocabulary.of({"en": ["Who tests {practice}?"], "sl": ["Kdo preizkuša to?"]})

    assert vocabulary.ranked("who TESTS what?")[0][0] == "en"
    assert vocabulary.ranked("kdo")[0][0] == "sl"
    assert [code for code, score in vocabulary.ranked("who") if score > -np.inf] == ["en", "sl"]
    assert vocabulary.ranked("1984 ?") == []
    assert vocabulary.ranked("zzyzx qwrtp") == []
