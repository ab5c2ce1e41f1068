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


def gram(rows: Array) -> NDArray[np.float64]:
    """AᵀA in double precision, without a copy of all rows in it."""
    total = np.zeros((rows.shape[1], rows.shape[1]))
    for first in range(0, len(rows), STRETCH):
        part = rows[first : first + STRETCH].astype(np.float64)
        total += part.T @ part
    return total
