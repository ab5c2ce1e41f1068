"""assistant/spelling.py: slips, case and accents make no other word of a word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon import load_lexicon
from assistant.spelling import Word, fold, same_word
from ingest.languages import LANGUAGES

LEXICON = load_lexicon(Path(__file__).parents[2] / "corpus")


LONG_WORDS = sorted(
    {
        fold(word)
        for language in LANGUAGES
        for words in LEXICON.of(language).practices.values()
        for name in (words.name, *words.aliases)
        for word in name.split()
        if word.isalpha() and len(fold(word)) >= 5 and not word.isupper()
    }
)


@given(st.sampled_from(LONG_WORDS), st.data())
def test_a_long_word_forgives_one_slip_after_its_first_letter(word, data):
    place = data.draw(st.integers(1, len(word) - 2))
    slip = data.draw(st.sampled_from(["swap", "drop", "double"]))
    start, end = word[:place], word[place:]
    typo = {
        "swap": start + end[1] + end[0] + end[2:],
        "drop": start + end[1:],
        "double": start + end[0] + end,
    }[slip]
    # A word of four letters left over could be any word.
    expected = len(typo) >= 5

    assert bool(same_word(Word(typo, typo), Word(word, word))) or not expected


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Škrinja", "skrinja"),
        ("ŁÓDŹ", "lodz"),
        ("Ħal", "hal"),
        ("Straße", "strasse"),
        ("Ελλάς", "ελλασ"),
    ],
)
def test_case_and_diacritics_do_not_count(written, folded):
    assert fold(written) == folded
