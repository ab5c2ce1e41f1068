"""The alphabets: one for each language, in small composed letters."""

import unicodedata

import pytest

from ingest.alphabets import ALPHABETS
from ingest.languages import LANGUAGES


def test_every_language_has_an_alphabet():
    assert ALPHABETS.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("language", ALPHABETS)
def test_an_alphabet_holds_small_composed_letters_beyond_ascii(language):
    for letter in ALPHABETS[language]:
        assert letter.islower()
        assert letter > "\x7f"
        assert unicodedata.is_normalized("NFC", letter)
