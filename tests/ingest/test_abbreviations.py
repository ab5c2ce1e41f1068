"""The abbreviations: written as sentences.py looks them up."""

import pytest

from ingest.abbreviations import BEFORE_NUMBER, CLOSING, INNER, ORDINAL_LANGUAGES
from ingest.languages import LANGUAGES


@pytest.mark.parametrize("table", [INNER, BEFORE_NUMBER, CLOSING])
def test_words_are_small_and_without_their_last_full_stop(table):
    words = {word for found in table.values() for word in found}

    assert table.keys() <= LANGUAGES.keys() | {""}
    assert all(word == word.casefold() and not word.endswith(".") for word in words)


def test_every_language_has_its_own_abbreviations():
    assert INNER.keys() | BEFORE_NUMBER.keys() == LANGUAGES.keys() | {""}
    assert LANGUAGES.keys() > ORDINAL_LANGUAGES


def test_no_abbreviation_both_goes_on_and_ends():
    for language, words in CLOSING.items():
        assert not words & INNER.get(language, frozenset())
