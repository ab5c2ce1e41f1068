"""The list of questions without an answer, as a member of staff sees it."""

import pytest

from assistant.answer import Answer
from assistant.phrases import phrases_of
from assistant.unanswered import FILE, is_kept, note, read_unanswered
from ui.documents_questions import KEPT

HOSTILE = "What does <img src=x> cost?"


def keep(home, question, language="en", times=1):
    answer = Answer(question="", language=language, status="not_in_corpus", answer="")
    for _ in range(times):
        note(home, question, answer)


@pytest.mark.parametrize("language", ["bg", "et", "mt"])
def test_questions_are_listed_with_language_and_number(language, staff_page, served, shown):
    keep(served.settings.home, "Kui palju see maksab?", "et", times=3)
    keep(served.settings.home, HOSTILE)
    phrases = phrases_of(language)

    page = staff_page("Unanswered questions", language)

    assert not page.exception
    assert "eesti: 3 · English: 1" in shown(page)
    assert phrases("The documents do not say") in shown(page)
    assert page.button(key="documents-forget").label == phrases("Delete all")
    assert phrases("This cannot be undone.") in shown(page)


def test_a_question_is_text(staff_page, served):
    keep(served.settings.home, HOSTILE)

    page = staff_page("Unanswered questions")

    html = "".join(element.value for element in page.get("html"))
    assert "&lt;img src=x&gt;" in html
    assert "<img" not in html


def test_keeping_is_switched_off_and_on_again(staff_page, served):
    page = staff_page("Unanswered questions")

    page.toggle(key=KEPT).set_value(False).run()
    assert not is_kept(served.settings.home)
    assert page.toggle(key=KEPT).value is False

    page.toggle(key=KEPT).set_value(True).run()
    assert is_kept(served.settings.home)


def test_all_are_deleted_at_once(staff_page, served, shown):
    keep(served.settings.home, HOSTILE)
    page = staff_page("Unanswered questions")

    page.button(key="documents-forget").click().run()

    assert read_unanswered(served.settings.home) == []
    assert "There is no question without an answer." in shown(page)


def test_what_cannot_be_written_is_one_line(staff_page, served, shown):
    page = staff_page("Unanswered questions")
    (served.settings.home / "unanswered.off").mkdir()

    page.toggle(key=KEPT).set_value(False).run()

    assert "cannot be written" in shown(page)


def test_where_it_is_switched_off_for_the_machine_there_is_no_switch(staff_page, served, shown):
    page = staff_page("Unanswered questions", keep_questions=False)

    assert not page.toggle
    assert "Whoever runs this machine has switched it off." in shown(page)
    assert not (served.settings.home / FILE).exists()
