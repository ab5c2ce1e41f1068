"""Searching in the documents, and a document with its passages."""

import pytest

from assistant.phrases import phrases_of


@pytest.mark.parametrize("language", ["bg", "et", "mt"])
def test_words_find_passages_with_document_and_place(language, staff_page, shown):
    page = staff_page("Search", language)

    page.text_input(key="documents-words").set_value("permanent offices").run()

    assert not page.exception
    assert "POOLING4CLUSTERS: objective" in shown(page)
    assert "permanent representation in a target-country" in shown(page)
    assert page.text_input(key="documents-words").label == phrases_of(language)(
        "Search in the documents"
    )


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_is_looked_for_without_words(words, staff_page, shown):
    page = staff_page("Search")

    page.text_input(key="documents-words").set_value(words).run()

    assert "p4c-found" not in shown(page)


def test_words_that_hold_nothing_find_nothing(staff_page, shown):
    page = staff_page("Search")

    page.text_input(key="documents-words").set_value("\x00").run()

    assert "Nothing was found." in shown(page)
