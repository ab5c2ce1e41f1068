"""assistant/learned.py: kinds, practices and partners are told from what a question holds."""

from pathlib import Path

import numpy as np
import pytest

from assistant.features import features
from assistant.lexicon import load_lexicon
from assistant.names import masked

LEXICON = load_lexicon(Path(__file__).parents[2] / "corpus")


@pytest.fixture(scope="module")
def learned(parts):
    return parts.mind.learned


def test_probabilities_of_kinds_add_up_to_one(learned, parts):
    vector = learned.centred(learned.examples[0])
    bag = parts.mind.dictionaries.bag("What does X cost?", "en")

    for named in ((0, 0, 0), (2, 0, 0), (1, 1, 1)):
        shares = learned.score_kinds(features(named, vector, "What does X cost?", bag))
        assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
        assert "elsewhere" not in shares, "it counts as off the subject"


def test_every_example_but_a_few_fits_its_own_practice_best(learned, parts):
    needs = [
        (practice, need)
        for practice, words in LEXICON.of("en").practices.items()
        for need in words.needs[:3]
    ]

    right = 0
    for practice, need in needs:
        vector = learned.centred(parts.mind.embed(need))
        bag = parts.mind.dictionaries.bag(need, "en")
        scores = learned.score_needs(features((0, 0, 0), vector, need, bag))
        right += max(scores, key=lambda name: scores[name]) == practice

    assert right >= 0.95 * len(needs)


def test_a_centred_vector_has_length_one_even_where_nothing_is_left(learned):
    assert np.linalg.norm(learned.centred(learned.examples[3])) == pytest.approx(1, abs=1e-5)
    assert np.all(np.isfinite(learned.centred(learned.centre)))


@pytest.mark.parametrize("language", LEXICON.languages)
def test_the_partner_whose_plan_is_asked_after_fits_best(language, learned, parts):
    asked = [
        (partner, question)
        for partner, words in LEXICON.of(language).partners.items()
        for question in words.asked
    ]

    right = 0
    for partner, question in asked:
        bare = masked(question, learned.names.find(question, language))
        bag = parts.mind.dictionaries.bag(bare, language)
        row = features((0, 0, 0), learned.centred(parts.mind.embed(bare)), bare, bag)
        scores = learned.score_plans(row)
        right += max(scores, key=lambda name: scores[name]) == partner

    assert right >= 0.9 * len(asked)
