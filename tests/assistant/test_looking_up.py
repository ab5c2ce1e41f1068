"""Looking up passages in the project's own document."""

import pytest

from assistant.looking_up import look_up

OFFICES, DESK = "permanent representation", "Information Desk for funding"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("permanent offices in a target country", OFFICES),
        ("μόνιμα γραφεία σε χώρα-στόχο", OFFICES),
        ("uffiċċji permanenti f'pajjiż fil-mira", OFFICES),
        ("infolaud rahastuse otsimiseks", DESK),
    ],
)
def test_words_in_any_language_find_the_passage_that_says_it(words, said, assistant):
    found = look_up(words, assistant.refreshed(), most=5)

    assert any(said in hit.passage.text for hit in found)


def test_the_best_passages_come_first_and_no_more_than_asked_for(assistant):
    found = look_up("contrat de croissance", assistant.refreshed(), most=3)

    assert len(found) == 3
    assert "croissance" in found[0].passage.text.casefold()


@pytest.mark.parametrize("words", ["", " \n", "\x00", "\ud800"])
def test_words_that_hold_nothing_find_nothing(words, assistant):
    assert look_up(words, assistant.refreshed(), most=5) == []


def test_very_long_words_are_cut(assistant):
    assert len(look_up("fair " * 10_000, assistant.refreshed(), most=2)) == 2
