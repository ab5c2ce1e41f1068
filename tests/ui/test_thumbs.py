"""Thumbs under the answers of the chat."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.phrases import phrases_of, spoken
from ui.feedback import read_thumbs

APP = Path(__file__).parents[2] / "ui" / "app.py"


@pytest.fixture
def page(served):
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    return page.chat_input[0].set_value("What are Permanent Offices?").run()


def kept(served):
    return read_thumbs(served.settings.home)


def test_nothing_is_kept_before_a_press_and_the_line_says_what_would_be(page, served, shown):
    assert "If you press one, the questions so far and this answer are kept" in shown(page)
    assert kept(served) == []


def test_a_press_is_kept_with_question_answer_and_history(page, served, shown):
    page.chat_input[0].set_value("Who plans to test it?").run()
    page.button(key="thumb-down-2").click().run()

    (thumb,) = kept(served)
    assert (thumb.way, thumb.question) == ("down", "Who plans to test it?")
    assert thumb.history == ("What are Permanent Offices?",)
    assert thumb.answer.practices == ("permanent-offices",)
    assert "Thank you." in shown(page)


def test_the_other_thumb_changes_it_and_the_same_takes_it_back(page, served):
    page.button(key="thumb-down-1").click().run()
    page.button(key="thumb-up-1").click().run()
    assert [thumb.way for thumb in kept(served)] == ["up"]

    page.button(key="thumb-up-1").click().run()

    assert kept(served) == []


def test_a_press_loses_nothing_of_the_conversation(page, served):
    before = page.session_state["conversation"].turns[0].outcome
    page.button(key="thumb-up-1").click().run()

    assert page.session_state["conversation"].turns[0].outcome is before
    assert len(page.session_state["conversation"].turns) == 1


def test_a_home_that_cannot_be_written_is_said_under_the_answer(page, served, shown):
    served.settings.home.write_text("a file", encoding="utf-8")

    page.button(key="thumb-up-1").click().run()

    assert "This could not be kept" in shown(page)
    assert page.session_state["conversation"].turns[0].thumb is None


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_buttons_say_in_the_reader_s_language_what_they_are(language, served):
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.query_params["lang"] = language
    page.run().chat_input[0].set_value("Permanent Offices").run()

    phrases = phrases_of(language)
    assert page.button(key="thumb-up-1").label == phrases("Helpful")
    assert page.button(key="thumb-down-1").label == phrases("Not helpful")
