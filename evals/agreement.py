"""What two or more raters said of the same things becomes how far they agree."""

from collections.abc import Sequence

import numpy as np


def nominal_alpha(ratings: Sequence[Sequence[str | None]]) -> float | None:
    """Krippendorff's alpha for categories without order: 1 is full agreement, 0 is chance.

    alpha = 1 - (n - 1) · Σ_{c≠k} o_ck / Σ_{c≠k} n_c·n_k. The coincidences o_ck are summed over
    the units with m_u >= 2 ratings: pairs of ratings (c, k) of a unit / (m_u - 1). n_c is the sum
    of a row of them, n of all. Source: Krippendorff, "Computing Krippendorff's
    Alpha-Reliability", University of Pennsylvania, 2011, sections A to C.

    None where it is not defined: no unit with two ratings, or one category only.

    Args:
        ratings: By rater, a category for each unit, None where the rater gave none.

    Raises:
        ValueError: Raters have not the same number of units.
    """
    units = list(zip(*ratings, strict=True))
    categories = sorted({rating for unit in units for rating in unit if rating is not None})
    coincidences = np.zeros((len(categories), len(categories)))
    for unit in units:
        counts = np.array([unit.count(category) for category in categories])
        if counts.sum() >= 2:
            coincidences += (np.outer(counts, counts) - np.diag(counts)) / (counts.sum() - 1)
    totals = coincidences.sum(axis=1)
    observed = coincidences.sum() - np.trace(coincidences)
    by_chance = totals.sum() ** 2 - (totals**2).sum()
    if not by_chance:
        return None
    return float(1 - (totals.sum() - 1) * observed / by_chance)


def share_agreed(first: Sequence[str], second: Sequence[str]) -> float:
    """The share of units (at least one) of which two raters said the same."""
    pairs = list(zip(first, second, strict=True))
    return sum(one == other for one, other in pairs) / len(pairs)
