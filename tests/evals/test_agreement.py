"""evals/agreement.py: alpha is what Krippendorff's own examples come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.agreement import nominal_alpha, share_agreed

# The examples of "Computing Krippendorff's Alpha-Reliability" (2011), a row for each rater.
TWO_BY_TWO = ("0100000000", "1110010010")
FIVE_CATEGORIES = ("aabbdcccedda", "babbbccceddd")
WITH_GAPS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def rows(texts):
    return [[None if rating == "." else rating for rating in text] for text in texts]


@pytest.mark.parametrize(
    ("ratings", "alpha"), [(TWO_BY_TWO, 0.095), (FIVE_CATEGORIES, 0.692), (WITH_GAPS, 0.743)]
)
def test_alpha_is_what_the_paper_says(ratings, alpha):
    assert nominal_alpha(rows(ratings)) == pytest.approx(alpha, abs=0.0005)


def test_alpha_of_four_units_by_hand():
    # Pairs: yy yn nn nn. Coincidences: o_yn = 1 each way, n_y = 3, n_n = 5, n = 8.
    # 1 - 7 · (1 + 1) / (3·5 + 5·3) = 16/30.
    assert nominal_alpha(["yynn", "ynnn"]) == pytest.approx(16 / 30)


def test_full_agreement_is_one_and_systematic_disagreement_is_below_nothing():
    assert nominal_alpha(["ynyn", "ynyn"]) == pytest.approx(1)
    # Half of each: 1 - 7 · 8 / (2 · 4 · 4).
    assert nominal_alpha(["ynyn", "nyny"]) == pytest.approx(-0.75)


@pytest.mark.parametrize("ratings", [[], [[], []], ["yyy", "yyy"], [["y", None], [None, "n"]]])
def test_alpha_is_not_defined_without_two_categories_or_two_ratings_of_a_thing(ratings):
    assert nominal_alpha(ratings) is None


def test_raters_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        nominal_alpha(["yy", "y"])


@given(st.lists(st.tuples(*[st.sampled_from(["a", "b", "c", None])] * 3), max_size=12))
def test_alpha_is_at_most_one_and_does_not_hang_on_who_is_who(units):
    raters = [[unit[n] for unit in units] for n in range(3)]
    alpha = nominal_alpha(raters)

    assert alpha is None or alpha <= 1 + 1e-9
    assert nominal_alpha(raters[::-1]) == (None if alpha is None else pytest.approx(alpha))


def test_the_share_agreed_is_of_all_units():
    assert share_agreed("yynn", "ynnn") == 0.75
