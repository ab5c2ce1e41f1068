"""Near-duplicates: texts that hold much of a new one, however they are set."""

import random

import pytest

from ingest.near_duplicates import near_duplicates

WORDS = ["cluster", "φάρος", "езеро", "għajn", "õpetaja", "straße", "village", "wiosna", "nómos"]


def a_text(seed, words=2000):
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(300)}" for _ in range(words))


NEW = a_text(1)


def test_the_same_text_is_found_whatever_its_lines_case_and_punctuation():
    set_otherwise = NEW.upper().replace(" ", ",\n  ")

    assert near_duplicates(NEW, {"other": a_text(2), "same": set_otherwise}) == {"same": 1.0}


@pytest.mark.parametrize(("share", "found"), [(0.9, True), (0.6, True), (0.4, False)])
def test_a_text_counts_from_a_half_on(share, found):
    words = NEW.split()
    cut = int(len(words) * share)
    other = " ".join([*words[:cut], *a_text(3).split()[cut:]])

    likenesses = near_duplicates(NEW, {"other": other})

    assert bool(likenesses) is found
    assert all(abs(each - share) < 0.05 for each in likenesses.values())


def test_an_excerpt_of_a_document_that_we_have_is_found_and_the_most_alike_comes_first():
    excerpt = " ".join(NEW.split()[500:800])
    most = " ".join(NEW.split()[500:720])

    assert list(near_duplicates(excerpt, {"most": most, "all": NEW})) == ["all", "most"]


@pytest.mark.parametrize("short", ["Tere", "Only seven words are in this text."])
def test_short_texts_are_compared_by_letters(short):
    assert near_duplicates(short, {"same": f"Before. {short} After.", "none": "Other words"}) == {
        "same": 1.0
    }


@pytest.mark.parametrize("empty", ["", " \n", "***"])
def test_a_text_without_words_is_like_none(empty):
    assert near_duplicates(empty, {"a": "", "b": "words"}) == {}
