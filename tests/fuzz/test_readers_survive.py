"""Damaged files of every kind: read or refused, never more. What fuzzing found is kept as cases."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import run
from tests.fuzz.corrupting import corrupt, seeds
from tests.fuzz.target import KINDS, try_bytes

CASES = sorted((Path(__file__).parents[1] / "data/fuzz").iterdir())
EXAMPLES = 25  # a kind; `python -m tests.fuzz.run` tries many more


def test_there_are_seeds_of_every_kind():
    assert all(seeds(kind) for kind in KINDS)
    assert set(run.KINDS) == set(KINDS)
    assert len(CASES) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_is_read_to_the_end(kind):
    # Among the PDFs are one that is encrypted, one that is cut and one that is a scan.
    assert any(try_bytes(kind, raw) for raw in seeds(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_refused(kind):
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
    @given(st.integers(0, len(seeds(kind)) - 1), st.integers(0, 2**32))
    def attempt(number, damage):
        try_bytes(kind, corrupt(kind, seeds(kind)[number], damage))

    attempt()


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_without_any_sense_are_read_or_refused(kind):
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
    @given(st.binary(max_size=300))
    def attempt(raw):
        try_bytes(kind, raw)

    attempt()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_fuzzing_found_is_read_by_now(path):
    assert try_bytes(path.suffix[1:], path.read_bytes())
