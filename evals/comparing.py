"""Two runs become what changed between them, on the questions asked in both."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from evals.cases import Frozen
from evals.gate import Flip
from evals.standing import Standing
from evals.statistics import cluster_bootstrap, minimum_detectable, sign_flip

Pair = tuple[Standing, Standing]


class Change(Frozen):
    """How a metric changed on the questions scored in both runs (new minus old).

    `p` is the chance of so large a change by accident, by flipping the signs of whole cases;
    `detectable` the smallest change that so many cases would show four times in five. Both, and
    the interval, are None where there are too few cases.
    """

    metric: str
    old: float
    new: float
    change: float
    low: float | None
    high: float | None
    p: float
    detectable: float | None
    n: int
    cases: int


def paired(old: Sequence[Standing], new: Sequence[Standing]) -> list[Pair]:
    """The questions of both runs, side by side."""
    before = {one.key: one for one in old}
    return [(before[one.key], one) for one in new if one.key in before]


def change_of(pairs: Sequence[Pair], metric: str) -> Change | None:
    """How a metric changed over these pairs; None if none has it in both."""
    scored = [
        (before.scores[metric], after.scores[metric], after.case)
        for before, after in pairs
        if metric in before.scores and metric in after.scores
    ]
    if not scored:
        return None
    old, new = (np.array([row[column] for row in scored]) for column in (0, 1))
    numbers = {case: n for n, case in enumerate(sorted({case for *_, case in scored}))}
    clusters = np.array([numbers[case] for *_, case in scored])
    interval = cluster_bootstrap(new - old, clusters)
    detectable = minimum_detectable(new - old, clusters)
    return Change(
        metric=metric,
        old=round(float(old.mean()), 4),
        new=round(float(new.mean()), 4),
        change=round(float((new - old).mean()), 4),
        low=round(interval.low, 4) if interval else None,
        high=round(interval.high, 4) if interval else None,
        p=sign_flip(new - old, clusters),
        detectable=None if detectable is None else round(detectable, 4),
        n=len(scored),
        cases=len(numbers),
    )


def flips(pairs: Sequence[Pair]) -> Iterator[Flip]:
    """The questions that became right or wrong."""
    for before, after in pairs:
        if before.is_right != after.is_right:
            yield Flip(
                case=after.case,
                language=after.language,
                variant=after.variant,
                severity=after.severity,
                is_better=after.is_right,
                faults=after.faults,
            )


def only_of(pairs: Sequence[Pair], holds: Callable[[Standing], bool]) -> list[Pair]:
    """The pairs whose newer question is of some sort."""
    return [pair for pair in pairs if holds(pair[1])]
