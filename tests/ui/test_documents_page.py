"""The page Documents as a whole: who gets what."""

import pytest

from assistant.phrases import phrases_of, spoken


@pytest.mark.parametrize("language", sorted(spoken()))
def test_without_a_sign_in_there_is_the_form_and_nothing_else(language, documents_page, shown):
    page = documents_page(language)

    phrases = phrases_of(language)
    assert not page.exception
    assert page.text_input(key="sign-in-name").label == phrases("Name")
    assert page.button(key="sign-in-send").label == phrases("Sign in")
    assert not page.tabs
    assert not page.get("file_uploader")
    assert "POOLING4CLUSTERS: objective" not in shown(page)


@pytest.mark.parametrize("language", ["bg", "et", "mt"])
def test_staff_see_four_tabs_in_their_language(language, staff_page, shown):
    page = staff_page("Add", language)

    phrases = phrases_of(language)
    assert not page.exception
    assert [tab.label for tab in page.tabs] == [
        phrases("Add"),
        phrases("Versions and history"),
        phrases("Search"),
        phrases("Unanswered questions"),
    ]
    assert phrases("Signed in as {name}", name="mari") in shown(page)
    assert page.get("file_uploader")


def test_what_cannot_be_read_is_a_line_and_the_other_tabs_stay_usable(staff_page, served, shown):
    home = served.settings.home
    (home / "unanswered.jsonl").mkdir(parents=True)

    page = staff_page("Unanswered questions")

    assert not page.exception
    assert "cannot be read" in shown(page)
    assert len(page.tabs) == 4
