"""The page's logic, run by Streamlit's own test runner on the real assistant."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.ask import ask
from assistant.phrases import phrases_of, spoken
from assistant.settings import read_settings
from assistant.unanswered import FILE, read_unanswered, switch
from assistant.understand import MAX_CHARACTERS
from ui.chat_page import example_questions
from ui.served import hand_over

APP = Path(__file__).parents[2] / "ui" / "app.py"


@pytest.fixture
def page(assistant):
    hand_over(assistant)
    return AppTest.from_file(str(APP), default_timeout=30).run()


def shown(page):
    return "".join(element.value for element in page.get("html"))


def kept():
    return read_unanswered(read_settings().home)


def turns(page):
    return page.session_state["conversation"].turns


def test_an_empty_page_offers_examples_and_says_what_it_is(page):
    assert len([button for button in page.button if button.key.startswith("example-")]) == 4
    assert "automated assistant" in shown(page)
    assert "POOLING4CLUSTERS: objective" in shown(page)


def test_a_written_question_is_answered_and_the_examples_go(page):
    page.chat_input[0].set_value("Which partners plan to test Permanent Offices?").run()

    assert "Corallia" in shown(page)
    assert not [button for button in page.button if button.key.startswith("example-")]


def test_a_click_on_an_example_asks_it(page):
    page.button(key="example-1").click().run()

    assert turns(page)[0].question == example_questions(phrases_of("en"))[1]
    assert "p4c-answered" in shown(page)


def test_a_follow_up_is_read_in_the_light_of_the_question_before(page):
    page.chat_input[0].set_value("What are Permanent Offices?").run()
    page.chat_input[0].set_value("How much does it cost?").run()

    answer = turns(page)[1].outcome.answer
    assert answer.status == "not_in_corpus"
    assert answer.practices == ("permanent-offices",)


def test_a_new_conversation_is_empty_and_keeps_the_language(page):
    page.selectbox(key="language").select("de").run()
    page.chat_input[0].set_value("Was sind Permanent Offices?").run()
    page.button(key="new").click().run()

    assert turns(page) == []
    assert page.selectbox(key="language").value == "de"


def test_switching_the_language_keeps_the_conversation(page):
    page.chat_input[0].set_value("What are Permanent Offices?").run()
    before = turns(page)[0].outcome
    page.selectbox(key="language").select("el").run()

    assert turns(page)[0].outcome is before
    assert page.query_params["lang"] == "el"


def test_an_answer_in_another_language_is_offered_again_in_the_page_s(page):
    page.selectbox(key="language").select("el").run()
    page.chat_input[0].set_value("What are Permanent Offices?").run()
    assert turns(page)[0].outcome.answer.language == "en"

    page.button(key="again").click().run()

    assert turns(page)[0].outcome.answer.language == "el"
    assert len(turns(page)) == 1


def test_a_question_that_is_too_long_is_not_asked_and_comes_back(page):
    written = "x" * (MAX_CHARACTERS + 1)
    page.chat_input[0].set_value(written).run()

    assert turns(page) == []
    assert str(MAX_CHARACTERS + 1) in shown(page)


def test_the_words_on_a_too_long_question_go_with_the_next_one(page):
    page.chat_input[0].set_value("x" * (MAX_CHARACTERS + 1)).run()
    page.chat_input[0].set_value("What are Permanent Offices?").run()

    assert len(turns(page)) == 1
    assert str(MAX_CHARACTERS + 1) not in shown(page)


def test_an_empty_question_is_not_asked(page):
    page.chat_input[0].set_value("   ").run()

    assert turns(page) == []


UNANSWERED = "How much do Permanent Offices cost?"


def test_a_question_without_an_answer_is_kept_for_staff_once(page):
    page.chat_input[0].set_value(UNANSWERED).run()
    page.chat_input[0].set_value("What are Permanent Offices?").run()

    assert [each.question for each, _ in kept()] == [UNANSWERED]
    assert [times for _, times in kept()] == [1]
    assert "Questions without an answer are kept for staff" in shown(page)


@pytest.mark.parametrize("way", ["variable", "switch"])
def test_nothing_is_kept_or_said_to_be_where_that_is_switched_off(way, assistant):
    settings = read_settings({"P4C_KEEP_QUESTIONS": "no"} if way == "variable" else {})
    settings = settings.model_copy(update={"home": read_settings().home})
    if way == "switch":
        switch(settings.home, on=False)
    hand_over(assistant, settings)

    page = AppTest.from_file(str(APP), default_timeout=30).run()
    page.chat_input[0].set_value(UNANSWERED).run()

    assert kept() == []
    assert "are kept for staff" not in shown(page)


def test_a_question_is_answered_even_if_it_cannot_be_kept(page):
    (read_settings().home / FILE).mkdir(parents=True)

    page.chat_input[0].set_value(UNANSWERED).run()

    assert "p4c-not_in_corpus" in shown(page)


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_address_chooses_the_language(language, assistant):
    hand_over(assistant)
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.query_params["lang"] = language

    page.run()

    phrases = phrases_of(language)
    assert page.chat_input[0].placeholder == phrases("Write your question here")
    assert page.button(key="new").label == phrases("New conversation")


@pytest.mark.parametrize("language", sorted(spoken()))
@pytest.mark.parametrize("number", range(4))
def test_every_example_is_answered_in_its_language(number, language, assistant):
    answer = ask(example_questions(phrases_of(language))[number], assistant)

    assert (answer.status, answer.language) == ("answered", language)
