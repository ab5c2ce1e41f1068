"""Turns on the real assistant: answered once, kept, and honest when it goes wrong."""

import logging

import pytest

from ingest.languages import LANGUAGES
from ui.conversation import REMEMBERED, Conversation, Failure, Reply, Turn, answer_language

ASKED = {
    "en": "Which partners plan to test Permanent Offices?",
    "fr": "Quels partenaires vont tester les bureaux permanents ?",
    "el": "Ποιοι εταίροι σχεδιάζουν να δοκιμάσουν τα Permanent Offices;",
    "sl": "Kateri partnerji nameravajo preizkusiti Permanent Offices?",
    "de": "Welche Partner wollen die Permanent Offices testen?",
    "mt": "Liema sħab qed jittestjaw il-Permanent Offices?",
    "et": "Millised partnerid kavatsevad Permanent Offices'i katsetada?",
}


@pytest.mark.parametrize("language", ASKED)
def test_a_reply_holds_an_excerpt_for_each_citation(language, assistant):
    turn = Turn(ASKED[language], None)

    turn.settle(assistant, [])

    assert isinstance(turn.outcome, Reply)
    answer, excerpts = turn.outcome.answer, turn.outcome.excerpts
    assert answer.language == language
    assert answer.citations
    for citation in answer.citations:
        part = excerpts[citation.marker]
        body = assistant.refreshed().library.body(citation.document)
        assert part.quote == citation.quote
        assert part.before + part.quote + part.after in body


def test_an_answered_question_is_not_asked_again(assistant):
    turn = Turn(ASKED["en"], None)
    turn.settle(assistant, [])
    before = turn.outcome

    turn.settle(assistant, [])

    assert turn.outcome is before


def test_a_question_that_cannot_be_used_gives_its_reason(assistant):
    turn = Turn(" \u200b ", None)

    turn.settle(assistant, [])

    assert isinstance(turn.outcome, Failure)
    assert turn.outcome.reason.startswith("question: is empty")


def test_a_bug_is_kept_from_the_reader_and_goes_to_the_log(caplog):
    turn = Turn(ASKED["en"], None)

    with caplog.at_level(logging.ERROR):
        turn.settle("no assistant at all", [])

    assert turn.outcome == Failure(None)
    assert "Traceback" in caplog.text


def test_the_history_of_a_turn_is_what_was_asked_before_it():
    conversation = Conversation()
    for n in range(REMEMBERED + 3):
        conversation.put(f"Question {n}?", "en")

    assert conversation.history(conversation.turns[0]) == []
    assert conversation.history(conversation.turns[2]) == ["Question 0?", "Question 1?"]
    assert conversation.history(conversation.turns[-1])[-1] == f"Question {REMEMBERED + 1}?"
    assert len(conversation.history(conversation.turns[-1])) == REMEMBERED


def test_the_same_question_twice_is_two_turns():
    conversation = Conversation()
    conversation.put("Why?", "en")
    conversation.put("Why?", "en")

    assert conversation.history(conversation.turns[1]) == ["Why?"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_alone_is_answered_in_the_language_of_the_page(language):
    assert answer_language("Corallia", language) == language


@pytest.mark.parametrize("language", ASKED)
def test_a_sentence_is_answered_in_its_own_language(language):
    assert answer_language(ASKED[language], "hu") is None


def test_the_last_question_can_be_answered_in_another_language():
    conversation = Conversation()
    conversation.put(ASKED["mt"], "el")
    conversation.turns[0].outcome = Failure(None)

    conversation.again("el")

    turn = conversation.turns[0]
    assert (turn.question, turn.language, turn.outcome) == (ASKED["mt"], "el", None)
