"""assistant/linear.py: weights tell classes apart, and sparse rows count as dense ones do."""

import numpy as np
import pytest

from assistant.linear import Rows, discriminant, ridge, sharpened

DENSE, SPARSE = 3, 5


@pytest.fixture
def apart():
    """300 rows of three classes that lie apart, as one table and split."""
    chance = np.random.default_rng(0)
    classes = [number % 3 for number in range(300)]
    table = np.eye(3, DENSE + SPARSE, dtype=np.float32)[classes]
    table = (table + chance.normal(0, 0.1, table.shape)).astype(np.float32)
    return table, Rows.of_parts((row[:DENSE], row[DENSE:]) for row in table), classes


@pytest.mark.parametrize("solve", [ridge, discriminant])
def test_both_models_tell_classes_apart_that_lie_apart(solve, apart):
    table, rows, classes = apart

    weights = solve(rows, classes, 3)

    scores = np.concatenate([table, np.ones((300, 1))], axis=1) @ weights
    assert weights.shape == (DENSE + SPARSE + 1, 3)
    assert scores.argmax(axis=1).tolist() == classes


def test_ridge_weights_are_those_of_the_textbook(apart):
    table, rows, classes = apart
    design = np.concatenate([table, np.ones((300, 1))], axis=1).astype(np.float64)
    targets = np.eye(3)[classes]

    wanted = np.linalg.solve(design.T @ design + 2.0 * np.eye(9), design.T @ targets)

    assert np.allclose(ridge(rows, classes, 3), wanted, atol=1e-4)


def test_sharpening_moves_classes_further_apart(apart):
    table, rows, classes = apart
    start = discriminant(rows, classes, 3)

    weights = sharpened(start, rows, classes)

    scores = table @ weights[:-1] + weights[-1]
    assert scores.argmax(axis=1).tolist() == classes
    assert not np.allclose(weights, start)


def test_split_rows_count_as_the_whole_table_does(apart):
    table, rows, _ = apart
    weights = np.random.default_rng(1).normal(size=(DENSE + SPARSE, 4)).astype(np.float32)
    values = np.random.default_rng(2).normal(size=(300, 4)).astype(np.float32)

    assert np.allclose(rows.times(weights), table @ weights, atol=1e-4)
    assert np.allclose(rows.summed(values), table.T @ values, atol=1e-3)
    assert np.allclose(rows.gram(), table.astype(np.float64).T @ table)
    assert len(rows.of([4, 2], first=1)) == 2
    assert np.array_equal(rows.of([4, 2], first=1).dense, table[[4, 2], 1:DENSE])
