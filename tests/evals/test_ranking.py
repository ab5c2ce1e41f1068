"""Rankings are scored as trec_eval scores them, and as one would by hand."""

import math
import random

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

from evals.ranking import ndcg_at, recall_at, reciprocal_rank, success_at

MEASURES = (recall_at, success_at, reciprocal_rank, ndcg_at)
KS = (1, 3, 5, 10)
IDS = [f"p{number:02}" for number in range(20)]


def in_order_of_trec_eval(scores):
    """Best first; among equal scores trec_eval puts the greater id first."""
    return sorted(scores, key=lambda id_: (scores[id_], id_), reverse=True)


def cut(scores, k):
    return {id_: scores[id_] for id_ in in_order_of_trec_eval(scores)[:k]}


def referee(scores, grades, k):
    """The same figures by trec_eval; a query without any hit is not in its answer, and scores 0."""
    measures = {f"recall.{k}", f"success.{k}", f"ndcg_cut.{k}"}
    judge = pytrec_eval.RelevanceEvaluator({"q": grades}, measures)
    found = judge.evaluate({"q": scores}).get("q", {})
    # trec_eval's reciprocal rank has no k: the run is cut instead.
    ranks = pytrec_eval.RelevanceEvaluator({"q": grades}, {"recip_rank"})
    first = ranks.evaluate({"q": cut(scores, k)}).get("q", {})
    return {
        recall_at: found.get(f"recall_{k}", 0.0),
        success_at: found.get(f"success_{k}", 0.0),
        ndcg_at: found.get(f"ndcg_cut_{k}", 0.0),
        reciprocal_rank: first.get("recip_rank", 0.0),
    }


def made_up(seed):
    """Scores, of few sorts so that many are equal, and grades, some of them not above 0."""
    chance = random.Random(seed)
    found = chance.sample(IDS, chance.choice([0, 1, 2, 5, 12, 20]))
    scores = {id_: float(chance.randint(0, 4)) for id_ in found}
    judged = chance.sample(IDS, chance.randint(1, 15))
    grades = {id_: chance.choice([-1, 0, 1, 1, 2, 3]) for id_ in judged}
    return scores, grades | {judged[0]: chance.randint(1, 3)}


def with_repetitions(ranking, seed):
    """The ranking with ids again after their first place."""
    chance = random.Random(seed)
    longer = list(ranking)
    for id_ in chance.sample(ranking, len(ranking) // 3):
        longer.insert(chance.randint(longer.index(id_) + 1, len(longer)), id_)
    return longer


@pytest.mark.parametrize("k", KS)
def test_two_hundred_rankings_score_as_trec_eval_scores_them(k):
    ties = repetitions = empty = 0
    for seed in range(200):
        scores, grades = made_up(seed)
        ranking = in_order_of_trec_eval(scores)
        longer = with_repetitions(ranking, seed)
        ties += len(set(scores.values())) < len(scores)
        repetitions += len(longer) > len(ranking)
        empty += not ranking

        expected = referee(scores, grades, k)

        for measure in MEASURES:
            assert measure(ranking, grades, k) == pytest.approx(expected[measure], abs=1e-12), seed
            assert measure(longer, grades, k) == measure(ranking, grades, k), seed
    assert min(ties, repetitions, empty) > 20


def test_by_hand():
    ranking = ["a", "b", "c", "d"]
    relevant = {"b": 2.0, "d": 1.0, "x": 1.0, "a": 0.0, "c": -1.0}

    assert recall_at(ranking, relevant, 3) == 1 / 3
    assert recall_at(ranking, relevant, 4) == 2 / 3
    assert success_at(ranking, relevant, 1) == 0
    assert success_at(ranking, relevant, 2) == 1
    assert reciprocal_rank(ranking, relevant, 1) == 0
    assert reciprocal_rank(ranking, relevant) == 1 / 2
    best = 2 + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg_at(ranking, relevant, 4) == pytest.approx(
        (2 / math.log2(3) + 1 / math.log2(5)) / best
    )


def test_the_tenth_place_counts_for_the_reciprocal_rank_and_the_eleventh_does_not():
    assert reciprocal_rank([*IDS[:9], "x"], {"x": 1}) == 1 / 10
    assert reciprocal_rank([*IDS[:10], "x"], {"x": 1}) == 0


def test_a_repeated_id_takes_no_place():
    assert success_at(["a", "a", "b"], {"b": 1}, 2) == 1
    assert recall_at(["b", "b"], {"b": 1, "c": 1}, 2) == 1 / 2


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_ranking_scores_nothing(measure):
    assert measure([], {"a": 1.0}, 5) == 0


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("relevant", [{}, {"a": 0.0}, {"a": -1.0}])
def test_nothing_relevant_is_refused_where_trec_eval_gives_0(measure, relevant):
    with pytest.raises(ValueError, match="nothing is relevant"):
        measure(["a"], relevant, 5)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("k", [0, -1])
def test_a_place_below_1_is_refused(measure, k):
    with pytest.raises(ValueError, match="k counts places"):
        measure(["a"], {"a": 1.0}, k)


rankings = st.lists(st.sampled_from(IDS), max_size=30)
gains = st.dictionaries(
    st.sampled_from(IDS), st.floats(-1, 1e6, allow_subnormal=False), min_size=1
).filter(lambda found: any(gain > 0 for gain in found.values()))
places = st.integers(1, 30)


@given(rankings, gains, places)
def test_every_measure_is_from_0_to_1(ranking, relevant, k):
    assert all(0 <= measure(ranking, relevant, k) <= 1 for measure in MEASURES)


@given(rankings, gains, places, places)
def test_looking_further_never_finds_less(ranking, relevant, k, more):
    for measure in (recall_at, success_at, reciprocal_rank):
        assert measure(ranking, relevant, k) <= measure(ranking, relevant, k + more)


@given(rankings, gains, places)
def test_repetitions_change_nothing(ranking, relevant, k):
    for measure in MEASURES:
        assert measure(ranking + ranking, relevant, k) == measure(ranking, relevant, k)
        assert measure(list(dict.fromkeys(ranking)), relevant, k) == measure(ranking, relevant, k)


@given(gains, places)
def test_the_best_order_scores_1(relevant, k):
    best = sorted(relevant, key=lambda id_: -relevant[id_])

    assert ndcg_at(best, relevant, k) == 1
    assert reciprocal_rank(best, relevant, k) == success_at(best, relevant, k) == 1


@given(rankings.filter(bool), gains, places, st.data())
def test_moving_a_more_relevant_id_up_never_lowers_ndcg(ranking, relevant, k, data):
    ranking = list(dict.fromkeys(ranking))
    upper = data.draw(st.integers(0, len(ranking) - 1))
    lower = data.draw(st.integers(upper, len(ranking) - 1))
    swapped = list(ranking)
    swapped[upper], swapped[lower] = ranking[lower], ranking[upper]
    is_better = max(0, relevant.get(ranking[lower], 0)) >= max(0, relevant.get(ranking[upper], 0))

    before, after = ndcg_at(ranking, relevant, k), ndcg_at(swapped, relevant, k)

    assert after >= before - 1e-12 if is_better else after <= before + 1e-12
