"""evals/comparing.py: two runs are compared on what was asked in both."""

import pytest

from evals.comparing import change_of, flips, only_of, paired
from evals.standing import standing_of
from ingest.languages import LANGUAGES
from tests.evals.runs import a_verdict, many


def pairs_of(old, new):
    return paired(standing_of(old), standing_of(new))


def test_a_change_is_told_with_interval_chance_and_what_could_be_seen():
    pairs = pairs_of(many(1.0), many(lambda n: float(n >= 8)))

    found = change_of(pairs, "right")

    assert (found.old, found.new, found.change) == (1.0, 0.6, -0.4)
    assert found.low < -0.4 < found.high < 0
    assert found.p < 0.02
    assert 0 < found.detectable < 0.5
    assert (found.n, found.cases) == (40, 20)


def test_runs_that_are_the_same_show_no_change():
    found = change_of(pairs_of(many(1.0), many(1.0)), "right")

    assert (found.change, found.p) == (0.0, 1.0)


def test_a_metric_that_neither_has_shows_nothing():
    assert change_of(pairs_of(many(1.0), many(1.0)), "first") is None


def test_one_case_in_many_languages_is_no_proof():
    old = [a_verdict("a", code) for code in list(LANGUAGES)[:10]]
    new = [v.model_copy(update={"scores": {"right": 0.0}}) for v in old]

    assert change_of(pairs_of(old, new), "right").p == 1.0


def test_only_questions_of_both_runs_are_compared():
    old, new = [a_verdict("a"), a_verdict("b")], [a_verdict("b"), a_verdict("c")]

    assert [after.case for _, after in pairs_of(old, new)] == ["b"]


def test_flips_tell_what_became_right_or_wrong():
    old = [a_verdict("a"), a_verdict("b", faults=["x"]), a_verdict("c")]
    new = [a_verdict("a", faults=["lost"]), a_verdict("b"), a_verdict("c")]

    found = {flip.case: flip for flip in flips(pairs_of(old, new))}

    assert {case: flip.is_better for case, flip in found.items()} == {"a": False, "b": True}
    assert found["a"].faults == ("lost",)


@pytest.mark.parametrize(("language", "n"), [("en", 20), ("fr", 0)])
def test_pairs_can_be_chosen(language, n):
    pairs = pairs_of(many(1.0), many(1.0))

    assert len(only_of(pairs, lambda one: one.language == language)) == n
