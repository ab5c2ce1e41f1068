"""assistant/linear.py: weights in closed form tell classes apart."""

import numpy as np
import pytest

from assistant.linear import STRETCH, discriminant, gram, ridge


@pytest.mark.parametrize("solve", [ridge, discriminant])
def test_both_models_tell_classes_apart_that_lie_apart(solve):
    chance = np.random.default_rng(0)
    classes = [number % 3 for number in range(300)]
    rows = np.eye(3, 8, dtype=np.float32)[classes] + chance.normal(0, 0.1, (300, 8))
    rows = rows.astype(np.float32)

    weights = solve(rows, classes, 3)

    scores = np.concatenate([rows, np.ones((300, 1))], axis=1) @ weights
    assert weights.shape == (9, 3)
    assert scores.argmax(axis=1).tolist() == classes


def test_the_gram_matrix_in_stretches_is_the_gram_matrix():
    rows = np.random.default_rng(1).normal(size=(STRETCH + 7, 3)).astype(np.float32)

    assert np.allclose(gram(rows), rows.astype(np.float64).T @ rows.astype(np.float64))
