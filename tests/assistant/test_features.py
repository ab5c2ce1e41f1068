"""assistant/features.py: a question's names, meaning and letters become one row of numbers."""

import zlib
from pathlib import Path

import numpy as np
import pytest

from assistant.features import (
    CONCEPTS_WEIGHT,
    GROUPS,
    NAMED,
    features,
    groups,
    letters,
    named_features,
    unshouted,
)
from assistant.lexicon import load_lexicon

LEXICON = load_lexicon(Path(__file__).parents[2] / "corpus")


def test_names_present_are_told_by_numbers():
    features = named_features((2, 1, 0))

    assert (features > 0).tolist() == [True, True, True, False, False]
    assert (named_features((0, 0, 0)) > 0).tolist() == [False, False, False, False, True]


def test_a_row_holds_names_vector_letters_and_concepts_in_this_order():
    vector = np.full(384, 0.5, np.float32)

    bag = np.array([0, 1, 0], np.float32)

    row = features((1, 0, 0), vector, "Who tests X?", bag)

    assert row.shape == (NAMED + 384 + GROUPS + 3,)
    assert np.array_equal(row[:NAMED], named_features((1, 0, 0)))
    assert np.array_equal(row[NAMED : NAMED + 384], vector)
    assert np.array_equal(row[NAMED + 384 : -3], letters("Who tests X?"))
    assert np.allclose(row[-3:], CONCEPTS_WEIGHT * bag)


def test_letters_are_those_of_words_and_their_neighbours():
    found = {
        *(" ka", "kas", "as ", " kas", "kas ", " kas "),
        *(" ee", "ees", "est", "sti", "ti "),
        *(" ees", "eest", "esti", "sti "),
        *(" eest", "eesti", "esti "),
        *("^_kas", "kas_eesti", "eesti_$"),
    }
    row = np.zeros(GROUPS, np.float32)
    for number in (zlib.crc32(group.encode()) for group in found):
        row[number % GROUPS] += 1 if (number >> 20) & 1 else -1

    assert {*groups("kas"), *groups("eesti")} == {group for group in found if "_" not in group}
    assert np.array_equal(letters("Kas Eesti"), row / np.linalg.norm(row))


@pytest.mark.parametrize("language", LEXICON.languages)
def test_accents_and_capitals_do_not_count_a_slip_counts_little(language):
    text = LEXICON.of(language).practices["co-location"].needs[0]
    slip = text[:5] + text[6:]

    assert np.allclose(letters(text.upper()) @ letters(text), 1, atol=0.08)
    assert letters(slip) @ letters(text) > 0.6
    assert letters("") @ letters(text) == 0


@pytest.mark.parametrize("language", LEXICON.languages)
def test_a_question_in_capitals_is_read_as_it_is_usually_written(language):
    text = LEXICON.of(language).practices["co-location"].needs[0]

    calm = unshouted(text.upper())

    assert calm[1:] == calm[1:].lower()
    assert len(calm) == len(text.upper()), "letter for letter, so that names stay in place"
    assert unshouted(text) == text


@pytest.mark.parametrize("text", ["BEP", "MITA?", "P4C", "WRS: BSC?", ""])
def test_abbreviations_alone_stay_as_they_are(text):
    assert unshouted(text) == text
