"""Rows of numbers with their classes become weights, in closed form."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

RIDGE = 2.0
# Share of the mean variance that is added to every direction before the covariance is inverted.
SHRINKAGE = 0.9
# How much the number of a class's examples speaks for it: that is what we wrote, not what is asked.
PRIOR = 0.5
# How a softmax regression goes on from there: see `sharpened`.
SOFTEN = 0.3
STEPS = 40
PACE = 0.05
PENALTY = 1e-5
MEMORY, LONG_MEMORY = 0.9, 0.99
# Rows that are taken to double precision at a time.
STRETCH = 2048


def ridge(rows: Array, classes: Sequence[int], columns: int) -> Array:
    """Weights (features + 1, columns) of a ridge classifier, W = (AᵀA + λI)⁻¹AᵀY.

    Source: Hoerl & Kennard 1970, Technometrics 12:55-67; A has a column of ones, Y one a class.
    """
    design = np.concatenate([rows, np.ones((len(rows), 1), np.float32)], axis=1)
    targets = np.eye(columns, dtype=np.float32)[np.asarray(classes)]
    penalised = gram(design) + RIDGE * np.eye(design.shape[1])
    return np.linalg.solve(penalised, (design.T @ targets).astype(np.float64)).astype(np.float32)


def discriminant(rows: Array, classes: Sequence[int], columns: int) -> Array:
    """Weights (features + 1, columns) whose softmax is the probability of each class.

    Linear discriminant analysis with a shrunken common covariance S: the score of class k is
    xᵀS⁻¹μₖ − ½μₖᵀS⁻¹μₖ + ln πₖ. Source: Hastie, Tibshirani & Friedman, The Elements of
    Statistical Learning (2009), section 4.3.
    """
    numbers = np.asarray(classes)
    shares = np.bincount(numbers, minlength=columns) / len(numbers)
    means: NDArray[np.floating] = np.stack(
        [rows[numbers == number].mean(axis=0, dtype=np.float64) for number in range(columns)]
    )
    # Within the classes: all scatter about zero, less that of the classes' means.
    covariance = gram(rows) / len(rows) - (means.T * shares) @ means
    size = len(covariance)
    covariance += SHRINKAGE * np.trace(covariance) / size * np.eye(size)
    weights = np.asarray(np.linalg.solve(covariance, means.T), np.float64)
    offsets = PRIOR * np.log(shares) - 0.5 * (means * weights.T).sum(axis=1)
    return np.concatenate([weights, offsets[None, :]]).astype(np.float32)


def sharpened(weights: Array, rows: Array, classes: Sequence[int]) -> Array:
    """Weights of a softmax regression that sets out from a discriminant's (features + 1, columns).

    The discriminant takes every class for one round cloud; this looks at where examples of two
    classes meet. Full gradient steps by Adam (Kingma & Ba 2015, ICLR), the same ones each time,
    with a penalty on large weights. Examples of a class count by the root of one over their number.
    """
    design = np.concatenate([rows, np.ones((len(rows), 1), np.float32)], axis=1)
    numbers = np.asarray(classes)
    targets = np.eye(weights.shape[1], dtype=np.float32)[numbers]
    counts = (1 / np.bincount(numbers, minlength=weights.shape[1])[numbers] ** 0.5)[:, None]
    counts = (counts / counts.sum()).astype(np.float32)
    sharp = (weights * SOFTEN).astype(np.float32)
    mean, spread = np.zeros_like(sharp), np.zeros_like(sharp)
    for step in range(1, STEPS + 1):
        shares = softmax(design @ sharp)
        slope = design.T @ ((shares - targets) * counts) + PENALTY * sharp
        mean = MEMORY * mean + (1 - MEMORY) * slope
        spread = LONG_MEMORY * spread + (1 - LONG_MEMORY) * slope * slope
        size = np.sqrt(spread / (1 - LONG_MEMORY**step)) + 1e-7
        sharp -= (PACE * mean / (1 - MEMORY**step) / size).astype(np.float32)
    return sharp


def softmax(scores: Array) -> Array:
    """Scores (rows, columns) as probabilities."""
    likelihoods = np.exp(scores - scores.max(axis=1, keepdims=True))
    return likelihoods / likelihoods.sum(axis=1, keepdims=True)


def gram(rows: Array) -> NDArray[np.float64]:
    """AᵀA in double precision, without a copy of all rows in it."""
    total = np.zeros((rows.shape[1], rows.shape[1]))
    for first in range(0, len(rows), STRETCH):
        part = rows[first : first + STRETCH].astype(np.float64)
        total += part.T @ part
    return total
