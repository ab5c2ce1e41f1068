"""Intervals hold the truth as often as they say, and chance is not taken for a change."""

import itertools
import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics import (
    Interval,
    bootstrap_weights,
    cluster_bootstrap,
    holm,
    mcnemar,
    minimum_detectable,
    risk_coverage,
    sign_flip,
    wilson,
    zero_failures_bound,
)

chances = st.lists(st.floats(0, 1), max_size=12)
answers = st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.booleans()), min_size=1)


def rows(clusters):
    """As a test would see them that takes every answer for a case of its own."""
    return np.arange(len(clusters))


def right_or_wrong(chance, cases):
    """Cases of 3 to 7 languages, hard or easy in all of them; 80 % are right in the long run."""
    clusters = np.repeat(np.arange(cases), chance.integers(3, 8, cases))
    easy = chance.beta(1.6, 0.4, cases)[clusters]
    return (chance.random(len(clusters)) < easy).astype(float), clusters


def bell_shaped(chance, cases):
    """Values around 0, much alike within a case."""
    clusters = np.repeat(np.arange(cases), chance.integers(3, 8, cases))
    values = chance.normal(0, 1, cases)[clusters] + chance.normal(0, 0.5, len(clusters))
    return values, clusters


def covered(draw, truth, times, as_clusters=lambda clusters: clusters):
    """How often the interval of 100 cases holds the true mean."""
    chance = np.random.default_rng(100)
    hits = 0
    for time in range(times):
        values, clusters = draw(chance, 100)
        interval = cluster_bootstrap(values, as_clusters(clusters), draws=1000, seed=time)
        hits += interval.low <= truth <= interval.high
    return hits / times


@pytest.mark.parametrize(("draw", "truth"), [(right_or_wrong, 0.8), (bell_shaped, 0.0)])
def test_the_interval_holds_the_true_mean_in_95_of_100_runs(draw, truth):
    assert 0.93 <= covered(draw, truth, times=2000) <= 0.97


@pytest.mark.parametrize(("draw", "truth"), [(right_or_wrong, 0.8), (bell_shaped, 0.0)])
def test_an_interval_that_takes_languages_for_cases_does_not(draw, truth):
    assert covered(draw, truth, times=300, as_clusters=rows) < 0.88


def two_equal_runs(chance, cases):
    """Differences of two runs, neither of which is better: each has its own hard cases."""
    clusters = np.repeat(np.arange(cases), chance.integers(3, 8, cases))
    old, new = (chance.beta(1.6, 0.4, cases)[clusters] for _ in range(2))
    right = chance.random((2, len(clusters))) < [old, new]
    return right[1].astype(float) - right[0], clusters


def false_alarms(draw, cases, times, as_clusters=lambda clusters: clusters):
    """How often p is below 0.05 where there is no difference in the long run."""
    chance = np.random.default_rng(cases)
    alarms = 0
    for time in range(times):
        differences, clusters = draw(chance, cases)
        alarms += sign_flip(differences, as_clusters(clusters), draws=1000, seed=time) < 0.05
    return alarms / times


@pytest.mark.parametrize("draw", [two_equal_runs, bell_shaped])
@pytest.mark.parametrize("cases", [8, 40])
def test_equal_runs_raise_a_false_alarm_in_6_of_100_at_most(draw, cases):
    assert false_alarms(draw, cases, times=4000) <= 0.06


@pytest.mark.parametrize("draw", [two_equal_runs, bell_shaped])
def test_flipping_languages_one_by_one_raises_many(draw):
    assert false_alarms(draw, 40, times=400, as_clusters=rows) > 0.1


def test_a_real_change_is_seen():
    values, clusters = bell_shaped(np.random.default_rng(1), 60)

    assert sign_flip(values + 1, clusters) == 1 / 10_001
    assert cluster_bootstrap(values + 1, clusters).low > 0


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17, 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_values_of_the_literature(successes, n, low, high):
    interval = wilson(successes, n)
    mirrored = wilson(n - successes, n)

    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)
    assert (mirrored.low, mirrored.high) == pytest.approx((1 - interval.high, 1 - interval.low))


def test_wilson_is_exact_at_both_ends_and_narrower_at_a_lower_level():
    assert wilson(0, 7).low == 0
    assert wilson(7, 7).high == 1
    assert wilson(5, 9).low < wilson(5, 9, level=0.8).low < 5 / 9


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_a_share_of_nothing_is_refused(successes, n):
    with pytest.raises(ValueError, match="a share of"):
        wilson(successes, n)


@pytest.mark.parametrize(("n", "bound"), [(1, 0.95), (40, 0.072), (100, 0.030), (1000, 0.003)])
def test_no_failure_leaves_room_for_some(n, bound):
    assert round(zero_failures_bound(n), 3) == bound
    assert (1 - zero_failures_bound(n)) ** n == pytest.approx(0.05)


def test_no_failure_in_no_case_is_refused():
    with pytest.raises(ValueError, match="says nothing"):
        zero_failures_bound(0)


def test_the_interval_of_many_cases_is_that_of_the_clustered_standard_error():
    values, clusters = right_or_wrong(np.random.default_rng(3), 400)
    residuals = np.bincount(clusters, values - values.mean())
    error = math.sqrt(400 / 399 * (residuals**2).sum()) / len(values)

    interval = cluster_bootstrap(values, clusters)

    assert (interval.low + interval.high) / 2 == pytest.approx(values.mean(), abs=0.1 * error)
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * error, rel=0.05)


def test_the_interval_is_the_same_each_time_in_any_order_of_answers():
    values, clusters = bell_shaped(np.random.default_rng(4), 30)
    order = np.random.default_rng(5).permutation(len(values))
    interval = cluster_bootstrap(values, clusters)

    assert cluster_bootstrap(values, clusters) == interval
    assert cluster_bootstrap(values, clusters, seed=1) != interval
    again = cluster_bootstrap(values[order], clusters[order] * 10 + 7)
    assert (again.low, again.high) == pytest.approx((interval.low, interval.high))


def test_values_that_are_all_the_same_have_an_interval_without_width():
    assert cluster_bootstrap(np.ones(40), np.arange(40) % 20) == Interval(1, 1)


@pytest.mark.parametrize(("cases", "is_given"), [(0, False), (9, False), (10, True)])
def test_too_few_cases_have_no_interval(cases, is_given):
    clusters = np.repeat(np.arange(cases), 24)

    assert (cluster_bootstrap(np.ones(24 * cases), clusters) is not None) == is_given


@pytest.mark.parametrize("measure", [cluster_bootstrap, sign_flip, minimum_detectable])
def test_values_without_a_case_and_values_that_are_none_are_refused(measure):
    with pytest.raises(ValueError, match="give one of each"):
        measure(np.ones(3), np.arange(4))
    with pytest.raises(ValueError, match="not finite"):
        measure(np.array([1.0, math.nan]), np.arange(2))


@pytest.mark.parametrize("cases", [7, 255, 300])
def test_weights_count_how_often_each_case_is_drawn(cases):
    weights = bootstrap_weights(cases, 10_000, seed=2)

    assert weights.shape == (10_000, cases)
    assert (weights.sum(axis=1, dtype=int) == cases).all()
    assert weights.mean(axis=0) == pytest.approx(np.ones(cases), abs=0.06)
    assert weights.var() == pytest.approx(1 - 1 / cases, rel=0.02)
    assert (weights == bootstrap_weights(cases, 10_000, seed=2)).all()
    assert not weights.flags.writeable


def test_two_thousand_cases_need_less_than_a_hundred_megabytes():
    values = np.random.default_rng(0).random(4000)
    tracemalloc.start()
    cluster_bootstrap(values, np.arange(4000) % 2000)
    sign_flip(values, np.arange(4000) % 2000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 100e6


def tried_out(sums):
    """p by trying all signs one after the other."""
    reached = abs(math.fsum(sums))
    totals = [
        abs(math.fsum(s * d for s, d in zip(signs, sums, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(sums))
    ]
    return sum(total >= reached - 1e-9 for total in totals) / len(totals)


def test_few_cases_are_flipped_in_all_ways():
    assert sign_flip(np.array([0.1, 0.2, 0.3]), np.arange(3)) == 2 / 8
    assert sign_flip(np.array([0.3, 0.3, -0.1]), np.arange(3)) == 4 / 8
    assert sign_flip(np.zeros(5), np.arange(5)) == 1
    assert sign_flip(np.array([]), np.array([], int)) == 1


@given(st.lists(st.integers(-5, 5).map(lambda n: n / 10), min_size=1, max_size=8))
def test_all_ways_are_those_tried_out_one_by_one(sums):
    assert sign_flip(np.array(sums), np.arange(len(sums))) == tried_out(sums)


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 20))
def test_flipping_whole_cases_is_mcnemars_test_and_cases_that_stay_do_not_count(up, down, same):
    signs = np.array([1.0] * up + [-1.0] * down + [0.0] * same)
    languages = np.tile(signs, 3)
    clusters = np.tile(np.arange(len(signs)), 3)

    assert sign_flip(languages, clusters) == pytest.approx(mcnemar(up, down))
    assert sign_flip(-languages, clusters) == sign_flip(languages, clusters)


def test_flips_drawn_come_near_to_flips_enumerated():
    sums = np.array([0.9, 0.8, -0.2, 0.4, 0.4, -0.5, 0.3, 0.6, -0.1, 0.2, 0.7, -0.6, -0.5])

    assert sign_flip(sums, np.arange(13)) == pytest.approx(tried_out(sums), abs=0.01)


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1), (1, 0, 1), (5, 5, 1), (0, 5, 2 / 32), (9, 1, 22 / 1024), (2, 6, 74 / 256)],
)
def test_mcnemar_by_hand(better, worse, p):
    assert mcnemar(better, worse) == mcnemar(worse, better) == p


def test_mcnemar_of_thousands_of_cases_neither_overflows_nor_vanishes():
    assert mcnemar(5000, 5000) == 1
    assert 0 < mcnemar(900, 1100) < 1e-4


def test_mcnemar_refuses_less_than_no_case():
    with pytest.raises(ValueError, match="counts of cases"):
        mcnemar(-1, 3)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.5, 0.9]) == [1, 1]
    assert holm([0.02]) == [0.02]
    assert holm([]) == []


@given(chances)
def test_holm_makes_no_chance_smaller_and_keeps_their_order(found):
    adjusted = holm(found)
    pairs = sorted(zip(found, adjusted, strict=True))

    assert all(p <= larger <= min(1, len(found) * p) for p, larger in pairs)
    assert [larger for _, larger in pairs] == sorted(adjusted)


@pytest.mark.parametrize("p", [-0.1, 1.1, math.nan])
def test_holm_refuses_what_is_no_chance(p):
    with pytest.raises(ValueError, match="from 0 to 1"):
        holm([0.5, p])


@pytest.mark.parametrize(("cases", "points"), [(100, 8.9), (200, 6.3), (400, 4.4)])
def test_more_cases_show_smaller_changes(cases, points):
    # One case in ten changes, half for the better, in all of its three languages.
    signs = np.array([1.0, -1.0] * (cases // 20) + [0.0] * (cases - cases // 10))

    found = minimum_detectable(np.tile(signs, 3), np.tile(np.arange(cases), 3))

    assert round(100 * found, 1) == points


def test_the_smallest_change_by_hand():
    # The deviation of five times +1 and five times -1 is √(10/9).
    assert minimum_detectable(np.array([1.0, -1.0] * 5), np.arange(10)) == pytest.approx(2.8 / 3)


@pytest.mark.parametrize(("cases", "is_given"), [(0, False), (1, False), (9, False), (10, True)])
def test_too_few_cases_do_not_tell_what_they_could_show(cases, is_given):
    differences = np.arange(2.0 * cases)

    assert (minimum_detectable(differences, np.arange(2 * cases) // 2) is not None) == is_given


def test_risk_and_coverage_by_hand():
    curve = risk_coverage([0.5, 0.9, 0.8, 0.9], [False, True, True, False])

    assert curve.coverages == (0.5, 0.75, 1.0)
    assert curve.risks == pytest.approx((1 / 2, 1 / 3, 1 / 2))
    assert curve.aurc == pytest.approx((1 / 2 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    # Right and wrong pairs: one is in order, one is not, one is level, one is in order: 2.5 of 4.
    assert curve.augrc == pytest.approx((1 - 2.5 / 4) * 0.25 + 0.25 / 2)
    assert [curve.coverage_at(risk) for risk in (0.1, 0.4, 0.5)] == [0, 0.75, 1]


def test_the_surest_answers_being_right_is_best():
    good = risk_coverage([4, 3, 2, 1], [True, True, True, False])
    bad = risk_coverage([1, 2, 3, 4], [True, True, True, False])

    assert good.aurc < bad.aurc
    assert good.augrc < bad.augrc
    assert (good.coverage_at(0), bad.coverage_at(0)) == (0.75, 0)


@given(answers)
def test_the_area_of_undetected_failures_is_that_of_its_formula(found):
    sure, right = zip(*found, strict=True)
    share = sum(right) / len(right)
    pairs = [(s, t) for s, good in found if good for t, bad in found if not bad]
    misordered = sum((s < t) + (s == t) / 2 for s, t in pairs) / len(found) ** 2

    assert risk_coverage(sure, right).augrc == pytest.approx(misordered + (1 - share) ** 2 / 2)


@given(answers)
def test_only_the_order_of_confidences_matters(found):
    sure, right = zip(*found, strict=True)
    curve = risk_coverage(sure, right)
    backwards = risk_coverage([10 * s - 3 for s in sure[::-1]], right[::-1])

    assert backwards == curve
    assert curve.risks[-1] == pytest.approx(1 - sum(right) / len(right))
    assert curve.coverages[-1] == 1
    assert curve.coverage_at(1) == 1
    assert len(curve.coverages) == len({*sure})


def test_answers_all_as_sure_are_given_together():
    curve = risk_coverage([0.7] * 4, [True, False, True, True])

    assert (curve.coverages, curve.risks, curve.aurc) == ((1.0,), (0.25,), 0.25)


@pytest.mark.parametrize(("sure", "right"), [([], []), ([0.5], []), ([math.nan], [True])])
def test_a_curve_of_nothing_is_refused(sure, right):
    with pytest.raises(ValueError, match="give one of each"):
        risk_coverage(sure, right)
