"""A ranking and what is relevant become recall, reciprocal rank, nDCG and success.

The definitions are those of trec_eval (NIST); tests/evals/test_ranking.py has it as referee. Three
things hold for all of them:

- A ranking is best first. An id that comes twice counts once, at its first place, and takes no
  second place: what follows moves up.
- `relevant` holds gains, finite numbers; an id with a gain of 0 or below is not relevant.
- An empty ranking scores 0. Nothing relevant at all is a ValueError: there trec_eval gives 0, which
  drags a mean down for questions that have no right practice. Ask of those whether they were
  refused, not how they were ranked.
"""

import math
from collections.abc import Iterable, Mapping, Sequence


def recall_at(ranking: Sequence[str], relevant: Mapping[str, float], k: int) -> float:
    """The share of relevant ids that are among the first k.

    |relevant ∩ first k| / |relevant|, with gains of 0.5 or 2 counting alike. At most
    k / |relevant| can be reached. Source: `recall` of trec_eval.

    Raises:
        ValueError: Nothing is relevant, or k is below 1.
    """
    gains = _gains(relevant, k)
    return sum(id_ in gains for id_ in _first(ranking, k)) / len(gains)


def success_at(ranking: Sequence[str], relevant: Mapping[str, float], k: int) -> float:
    """1 if a relevant id is among the first k, otherwise 0.

    Source: `success` of trec_eval.

    Raises:
        ValueError: Nothing is relevant, or k is below 1.
    """
    gains = _gains(relevant, k)
    return float(any(id_ in gains for id_ in _first(ranking, k)))


def reciprocal_rank(ranking: Sequence[str], relevant: Mapping[str, float], k: int = 10) -> float:
    """1 / the rank of the first relevant id, or 0 if none is among the first k.

    Source: Voorhees, "The TREC-8 Question Answering Track Report", 1999; `recip_rank` of trec_eval
    over the first k.

    Raises:
        ValueError: Nothing is relevant, or k is below 1.
    """
    gains = _gains(relevant, k)
    ranks = (rank for rank, id_ in enumerate(_first(ranking, k), 1) if id_ in gains)
    return 1 / next(ranks, math.inf)


def ndcg_at(ranking: Sequence[str], relevant: Mapping[str, float], k: int) -> float:
    """How near the gains of the first k come to those of the best order.

    Σ gain / log2(rank + 1) over the first k, divided by the same sum for the min(k, |relevant|)
    greatest gains, greatest first. Gains are taken as they are (not 2^gain - 1). It may fall as
    k grows, since the best order gains too. Source: Järvelin and Kekäläinen, ACM TOIS 20, 2002,
    with the discount from rank 2 on; `ndcg_cut` of trec_eval.

    Raises:
        ValueError: Nothing is relevant, or k is below 1.
    """
    gains = _gains(relevant, k)
    best = sorted(gains.values(), reverse=True)[:k]
    return _discounted(gains.get(id_, 0.0) for id_ in _first(ranking, k)) / _discounted(best)


def _gains(relevant: Mapping[str, float], k: int) -> dict[str, float]:
    """The ids that are relevant, with their gains."""
    if k < 1:
        raise ValueError(f"a ranking at k = {k!r}: k counts places. Give 1 or more.")
    gains = {id_: gain for id_, gain in relevant.items() if gain > 0}
    if not gains:
        raise ValueError("a ranking: nothing is relevant. Leave this question out of the mean.")
    return gains


def _first(ranking: Sequence[str], k: int) -> list[str]:
    """The first k different ids."""
    return list(dict.fromkeys(ranking))[:k]


def _discounted(gains: Iterable[float]) -> float:
    """Gains in order of rank, each divided by log2(rank + 1), added up without rounding errors.

    fsum and not sum: a ranking in the best order must score 1.0, not 0.9999999999999999.
    """
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
