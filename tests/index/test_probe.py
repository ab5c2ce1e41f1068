import shutil
import subprocess
import sys

import numpy as np

from index.generations import current
from index.probe import find_itself


def test_a_sound_generation_finds_itself(home):
    assert find_itself(current(home)) is None


def test_vectors_that_chroma_does_not_hold_are_not_found(home):
    path = current(home) / "vectors.npy"
    vectors = np.load(path)
    rng = np.random.default_rng(0)
    other = rng.normal(size=vectors.shape).astype(np.float32)
    np.save(path, other / np.linalg.norm(other, axis=1, keepdims=True))

    assert "passages found" in find_itself(current(home))


def test_a_wrong_number_of_vectors_is_told(home):
    path = current(home) / "vectors.npy"
    np.save(path, np.load(path)[1:])

    assert "vectors" in find_itself(current(home))


def test_run_as_a_process_it_ends_with_one_line(home):
    [pickle] = (current(home) / "chroma").glob("*/index_metadata.pickle")
    shutil.rmtree(pickle.parent)

    run = subprocess.run(
        [sys.executable, "-m", "index.probe", current(home)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode != 0
    assert run.stdout == ""
