"""Rows of numbers with their classes become weights: ridge, discriminant, softmax regression."""

# pyright: basic
# (scipy gives the results of its sparse arrays no types)

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

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
# So many rows lie in memory with their zeros while they are put together.
AT_ONCE = 512


@dataclass(frozen=True)
class Rows:
    """Rows of features: the first columns are dense; of the others few in a row are not zero.

    About 27,000 rows have some 3,700 columns: as one dense table they would take 400 MB, and most
    of it would be zeros to multiply.
    """

    dense: Array
    sparse: csr_array

    @classmethod
    def of_parts(cls, parts: Iterable[tuple[Array, Array]]) -> "Rows":
        """Put rows together of their dense and sparse parts."""
        dense: list[Array] = []
        sparse: list[csr_array] = []
        waiting = iter(parts)
        while some := tuple(islice(waiting, AT_ONCE)):
            ones, others = zip(*some, strict=True)
            dense.append(np.stack(ones))
            sparse.append(csr_array(np.stack(others)))
        return cls(np.concatenate(dense), csr_array(vstack(sparse, format="csr")))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.dense)

    def of(self, numbers: Sequence[int], first: int = 0) -> "Rows":
        """Some of the rows, without their first columns."""
        return Rows(self.dense[numbers, first:], csr_array(self.sparse[numbers]))

    def times(self, weights: Array) -> Array:
        """Each row's scores (rows, classes) with weights (features, classes)."""
        split = self.dense.shape[1]
        return self.dense @ weights[:split] + self.sparse @ weights[split:]

    def summed(self, values: Array) -> Array:
        """The rows' features, summed by values (rows, classes): (features, classes)."""
        return np.concatenate([self.dense.T @ values, self.sparse.T @ values])

    def gram(self) -> NDArray[np.float64]:
        """AᵀA (features, features), A being the rows, in double precision."""
        dense = self.dense.astype(np.float64)
        sparse = self.sparse.astype(np.float64)
        across = sparse.T @ dense
        within = (sparse.T @ sparse).toarray()
        return np.block([[dense.T @ dense, across.T], [across, within]])


def members(classes: Sequence[int], columns: int) -> Array:
    """Which row is of which class, as ones and zeros (rows, columns)."""
    return np.eye(columns, dtype=np.float32)[np.asarray(classes)]


def ridge(rows: Rows, classes: Sequence[int], columns: int) -> Array:
    """Weights (features + 1, columns) of a ridge classifier, W = (AᵀA + λI)⁻¹AᵀY.

    Source: Hoerl & Kennard 1970, Technometrics 12:55-67; A has a column of ones, Y one a class.
    """
    targets = members(classes, columns)
    sums = rows.summed(np.ones((len(rows), 1), np.float32)).astype(np.float64)
    penalised = np.block([[rows.gram(), sums], [sums.T, np.array([[float(len(rows))]])]])
    penalised += RIDGE * np.eye(len(penalised))
    wanted = np.concatenate([rows.summed(targets), targets.sum(axis=0, keepdims=True)])
    return np.linalg.solve(penalised, wanted.astype(np.float64)).astype(np.float32)


def discriminant(rows: Rows, classes: Sequence[int], columns: int) -> Array:
    """Weights (features + 1, columns) whose softmax is the probability of each class.

    Linear discriminant analysis with a shrunken common covariance S: the score of class k is
    xᵀS⁻¹μₖ − ½μₖᵀS⁻¹μₖ + ln πₖ. Source: Hastie, Tibshirani & Friedman, The Elements of
    Statistical Learning (2009), section 4.3.
    """
    counts = np.bincount(np.asarray(classes), minlength=columns)
    shares = counts / len(rows)
    means = (rows.summed(members(classes, columns)) / counts).T.astype(np.float64)
    # Within the classes: all scatter about zero, less that of the classes' means.
    covariance = rows.gram() / len(rows) - (means.T * shares) @ means
    size = len(covariance)
    covariance += SHRINKAGE * np.trace(covariance) / size * np.eye(size)
    weights = np.asarray(np.linalg.solve(covariance, means.T), np.float64)
    offsets = PRIOR * np.log(shares) - 0.5 * (means * weights.T).sum(axis=1)
    return np.concatenate([weights, offsets[None, :]]).astype(np.float32)


def sharpened(weights: Array, rows: Rows, classes: Sequence[int]) -> Array:
    """Weights of a softmax regression that sets out from a discriminant's (features + 1, columns).

    The discriminant takes every class for one round cloud; this looks at where examples of two
    classes meet. Full gradient steps by Adam (Kingma & Ba 2015, ICLR), the same ones each time,
    with a penalty on large weights. Examples of a class count by the root of one over their number.
    """
    numbers = np.asarray(classes)
    targets = members(classes, weights.shape[1])
    counts = (1 / np.bincount(numbers, minlength=weights.shape[1])[numbers] ** 0.5)[:, None]
    counts = (counts / counts.sum()).astype(np.float32)
    sharp = (weights * SOFTEN).astype(np.float32)
    mean, spread = np.zeros_like(sharp), np.zeros_like(sharp)
    for step in range(1, STEPS + 1):
        miss = (softmax(rows.times(sharp[:-1]) + sharp[-1]) - targets) * counts
        slope = np.concatenate([rows.summed(miss), miss.sum(axis=0, keepdims=True)])
        slope += PENALTY * sharp
        mean = MEMORY * mean + (1 - MEMORY) * slope
        spread = LONG_MEMORY * spread + (1 - LONG_MEMORY) * slope * slope
        size = np.sqrt(spread / (1 - LONG_MEMORY**step)) + 1e-7
        sharp -= (PACE * mean / (1 - MEMORY**step) / size).astype(np.float32)
    return sharp


def softmax(scores: Array) -> Array:
    """Scores (rows, columns) as probabilities."""
    likelihoods = np.exp(scores - scores.max(axis=1, keepdims=True))
    return likelihoods / likelihoods.sum(axis=1, keepdims=True)
