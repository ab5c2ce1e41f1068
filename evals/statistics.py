"""Scores become intervals, chances and curves that count translations of a case as one.

A case is asked in many languages, and what one language gets wrong the others tend to get wrong
too. So a *cluster* is a case, and whole clusters are drawn or flipped (Miller, "Adding Error Bars
to Evals", arXiv 2411.00640). Numbers are drawn from a seed: the same scores, the same figures.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.integer[Any]]

# Below, an interval is not worth printing: see cluster_bootstrap.
FEWEST_CLUSTERS = 10
# Up to so many clusters all 2^12 ways to flip are tried: fewer than the 10,000 drawn otherwise.
MOST_ENUMERATED = 12
# Draws are made in blocks of so many cells (8 MB as float64), however many clusters there are.
BLOCK_CELLS = 1_000_000
# 32 sets of weights of 2.6 MB at most: 82 MB.
REMEMBERED_SETS = 32
REMEMBERED_CELLS = 255 * 10_000
DETECTED = 1.96 + 0.84


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where a figure may lie, both ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The share answered (`coverages`, rising to 1) and the share wrong of it (`risks`).

    One point for each confidence that occurs. `aurc` and `augrc`: lower is better.
    """

    coverages: tuple[float, ...]
    risks: tuple[float, ...]
    aurc: float
    augrc: float

    def coverage_at(self, risk: float) -> float:
        """The largest share that can be answered with at most so much of it wrong; 0 if none.

        At less coverage the risk may be higher, where the surest answers are the wrong ones.
        """
        points = zip(self.coverages, self.risks, strict=True)
        return max((coverage for coverage, wrong in points if wrong <= risk), default=0.0)


def wilson(successes: int, n: int, level: float = 0.95) -> Interval:
    """The interval of a share of n independent cases.

    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p = successes / n. Source: Wilson,
    JASA 22, 1927. Not for several languages of the same cases: use `cluster_bootstrap`.

    Raises:
        ValueError: There is no case, or more (or less) successes than cases.
    """
    if n < 1 or not 0 <= successes <= n:
        raise ValueError(f"a share of {successes!r} in {n!r}: give 0 to n successes of n >= 1.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = successes / n
    centre = p + z * z / (2 * n)
    reach = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    # Exact ends: the two roots cancel there but for their last digit.
    low = 0.0 if successes == 0 else (centre - reach) / whole
    high = 1.0 if successes == n else (centre + reach) / whole
    return Interval(low, high)


def zero_failures_bound(n: int) -> float:
    """How large a failure rate may be (95 %, one-sided) if n independent cases showed none.

    1 - 0.05^(1/n), near 3/n: 40 cases without a failure do not rule out 7.2 %. Source: Hanley
    and Lippman-Hand, "If Nothing Goes Wrong, Is Everything All Right?", JAMA 249, 1983.

    Raises:
        ValueError: There is no case.
    """
    if n < 1:
        raise ValueError(f"no failure in {n!r} cases: says nothing. Give one case or more.")
    return 1 - 0.05 ** (1 / n)


def cluster_bootstrap(
    values: Floats, clusters: Ints, draws: int = 10_000, seed: int = 0
) -> Interval | None:
    """The 95 % interval of the mean of all values, by drawing whole clusters anew.

    As many clusters as there are, with repetition; the mean of their values (a large cluster
    weighs more); from the 2.5 % to the 97.5 % quantile of the means of all draws. Source: Davison
    and Hinkley, "Bootstrap Methods and their Application", 1997; Field and Welsh, "Bootstrapping
    Clustered Data", JRSS B 69, 2007.

    None below 10 clusters: a percentile interval is too narrow then. Of 4,000 made-up runs with
    right and wrong answers, a 95 % interval held the true mean in 80 % at 5 clusters, 88 % at 10,
    92 % at 20, 94 % at 60. And it has no width where all values are equal: there see
    `zero_failures_bound`.

    Args:
        values: One value an answer.
        clusters: The number of each answer's case, as long as `values`. The interval hangs on
            the order of these numbers (not on the order of answers), as it hangs on the seed.
        draws: How often clusters are drawn.
        seed: Where the drawing starts.

    Raises:
        ValueError: Lengths differ, or a value is not finite.
    """
    sums, counts = _per_cluster(values, clusters)
    if len(counts) < FEWEST_CLUSTERS:
        return None
    weights = bootstrap_weights(len(counts), draws, seed)
    both = np.stack([sums, counts], axis=1)
    blocks = _blocks(draws, len(counts))
    drawn = np.concatenate([weights[block.start : block.stop] @ both for block in blocks])
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], (0.025, 0.975))
    return Interval(float(low), float(high))


def bootstrap_weights(n_clusters: int, draws: int, seed: int) -> Ints:
    """How often each cluster is in each draw: multinomial counts, (draws, n_clusters), read only.

    Every metric of as many clusters shares them: they are remembered where they are small.
    Counting drawn integers takes a tenth of the time of numpy's `multinomial` (12 ms for 200).
    """
    if n_clusters * draws <= REMEMBERED_CELLS:
        return _remembered_weights(n_clusters, draws, seed)
    return _drawn_weights(n_clusters, draws, seed)


def sign_flip(differences: Floats, clusters: Ints, draws: int = 10_000, seed: int = 0) -> float:
    """The chance of a mean difference at least so large, up or down, if runs were exchangeable.

    If neither run is better, each cluster's sum of differences could as well have had the other
    sign. With at most 12 clusters that differ at all, p is the share of all ways to flip whose sum
    is at least as far from 0; otherwise (1 + such draws) / (1 + draws), which is never 0.
    No difference at all gives 1. Source: Fisher's randomisation test as in Smucker, Allan and
    Carterette, CIKM 2007; Phipson and Smyth, "Permutation P-values Should Never Be Zero", 2010.

    Raises:
        ValueError: Lengths differ, or a difference is not finite.
    """
    sums, _ = _per_cluster(differences, clusters)
    # A cluster that sums to 0 is the same flipped: without it the chances are the same.
    sums = sums[sums != 0]
    total = float(np.abs(sums).sum())
    # Flips that differ in the order of adding only are equal: 0.1 + 0.2 is 0.3.
    reached = abs(float(sums.sum())) - 1e-9 * total
    if len(sums) <= MOST_ENUMERATED:
        ways = np.arange(1 << len(sums)).reshape(-1, 1) >> np.arange(len(sums)) & 1
        return float(np.mean(np.abs(_flipped(sums, ways)) >= reached))
    generator = np.random.default_rng(seed)
    hits = 0
    for block in _blocks(draws, len(sums)):
        ways = generator.integers(0, 2, (len(block), len(sums)))
        hits += int(np.sum(np.abs(_flipped(sums, ways)) >= reached))
    return (1 + hits) / (1 + draws)


def mcnemar(better: int, worse: int) -> float:
    """The chance of so uneven a split of cases that changed, if better and worse were as likely.

    min(1, 2 Σ_{i <= min(better, worse)} C(n, i) / 2^n) with n = better + worse: exact, two-sided.
    Give cases, not answers: languages of one case are not independent. Source: McNemar,
    Psychometrika 12, 1947, with the binomial distribution in place of his chi-squared.

    Raises:
        ValueError: A count is negative.
    """
    if better < 0 or worse < 0:
        raise ValueError(f"{better!r} better, {worse!r} worse: give counts of cases, 0 or more.")
    n = better + worse
    term = tail = 1
    for i in range(min(better, worse)):  # math.comb for each took 4 s at 10,000 cases
        term = term * (n - i) // (i + 1)
        tail += term
    return min(1.0, 2 * tail / 2**n)


def holm(p_values: Sequence[float]) -> list[float]:
    """Chances made larger for how many are looked at, in the order given.

    The i-th smallest of m becomes the largest of min(1, (m - j + 1) p_j) over j <= i. Below 0.05,
    any false alarm among them has a chance of 5 %. Source: Holm, Scand. J. Statistics 6, 1979.

    Raises:
        ValueError: A chance is not from 0 to 1.
    """
    if not all(0 <= p <= 1 for p in p_values):
        raise ValueError(f"chances {list(p_values)!r}: each must be from 0 to 1.")
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return adjusted


def minimum_detectable(differences: Floats, clusters: Ints) -> float | None:
    """The smallest change that so many cases would show four times in five (5 %, two-sided).

    (1.96 + 0.84) sd / √n with sd the deviation (n - 1) of the clusters' mean differences and n the
    number of clusters. Clusters are taken to be of like size. None below 10 clusters, where 1.96
    is too small: see `cluster_bootstrap`. Source: Miller, arXiv 2411.00640.

    Raises:
        ValueError: Lengths differ, or a difference is not finite.
    """
    sums, counts = _per_cluster(differences, clusters)
    if len(counts) < FEWEST_CLUSTERS:
        return None
    return DETECTED * float(np.std(sums / counts, ddof=1)) / math.sqrt(len(counts))


def risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> RiskCoverage:
    """How wrong answers are if only those at least so sure are given, for every confidence.

    No threshold parts equal confidences, so they are answered together or not at all.

    - aurc = Σ risk at each answer's own confidence / n: mean share wrong among those given.
      Source: Geifman, Uziel and El-Yaniv, "Bias-Reduced Uncertainty Estimation", ICLR 2019.
    - augrc = the area, by trapezia, under (wrong and given) / n over coverage: mean share of
      wrong answers that get through, (1 - AUROC) a (1 - a) + (1 - a)² / 2 with a the share right.
      Source: Traub et al., "Overcoming Common Flaws in the Evaluation of Selective
      Classification Systems", NeurIPS 2024.

    Args:
        confidence: How sure each answer is; higher is surer.
        right: Whether it is right, as long as `confidence`.

    Raises:
        ValueError: There is no answer, lengths differ, or a confidence is not a number.
    """
    sure, wrong = np.array(confidence, np.float64), ~np.array(right, np.bool_)
    if sure.ndim != 1 or sure.shape != wrong.shape or not len(sure) or np.isnan(sure).any():
        raise ValueError(f"{sure.shape} confidences, {wrong.shape} verdicts: give one of each.")
    _, places, sizes = np.unique(-sure, return_inverse=True, return_counts=True)
    given = np.cumsum(sizes)
    failed = np.cumsum(np.bincount(places, wrong))
    n, risks = len(sure), failed / given
    before = failed - np.bincount(places, wrong)
    return RiskCoverage(
        coverages=tuple((given / n).tolist()),
        risks=tuple(risks.tolist()),
        aurc=float((sizes * risks).sum()) / n,
        augrc=float((sizes * (before + failed)).sum()) / (2 * n * n),
    )


def _per_cluster(values: Floats, clusters: Ints) -> tuple[Floats, Floats]:
    """The sum and the count of the values of each cluster, by the cluster's number."""
    if values.ndim != 1 or values.shape != clusters.shape:
        raise ValueError(f"values {values.shape}, clusters {clusters.shape}: give one of each.")
    if not np.isfinite(values).all():
        raise ValueError("values: one is not finite. Score it, or leave its answer out.")
    _, places = np.unique(clusters, return_inverse=True)
    sums = np.bincount(places, values).astype(np.float64)
    return sums, np.bincount(places).astype(np.float64)


def _blocks(draws: int, width: int) -> list[range]:
    """All draws in stretches, each of as many as fit into BLOCK_CELLS at so many cells a draw."""
    rows = max(1, BLOCK_CELLS // width)
    return [range(start, min(start + rows, draws)) for start in range(0, draws, rows)]


def _drawn_weights(n_clusters: int, draws: int, seed: int) -> Ints:
    """Draw n_clusters of n_clusters, `draws` times; in the smallest type that holds a count."""
    generator = np.random.default_rng(seed)
    weights = np.empty((draws, n_clusters), np.min_scalar_type(n_clusters))
    for block in _blocks(draws, n_clusters):
        rows = len(block)
        first = np.arange(rows).reshape(-1, 1) * n_clusters
        chosen = generator.integers(0, n_clusters, (rows, n_clusters)) + first
        counts = np.bincount(chosen.ravel(), minlength=rows * n_clusters)
        weights[block.start : block.stop] = counts.reshape(rows, n_clusters)
    weights.flags.writeable = False
    return weights


_remembered_weights = lru_cache(REMEMBERED_SETS)(_drawn_weights)


def _flipped(sums: Floats, ways: Ints) -> Floats:
    """The sum after each way to flip: of (ways, clusters), 1 keeps a sign and 0 turns it."""
    return 2 * (ways @ sums) - sums.sum()
