"""Names of measures, types and variants: every one that the evaluations know has one."""

import pytest

from assistant.phrases import phrases_of, spoken
from evals.metric_names import METRICS, TYPES, VARIANTS
from evals.standing import KEPT
from tests.evals.made_up import a_manifest
from ui.quality_names import (
    asked_in_words,
    endonym,
    ends,
    measure_names,
    moment,
    named,
    several,
    type_names,
    variant_names,
)


@pytest.mark.parametrize("language", sorted(spoken()))
@pytest.mark.parametrize(
    ("names", "known"),
    [(measure_names, METRICS), (type_names, TYPES), (variant_names, VARIANTS)],
)
def test_everything_that_is_measured_has_a_name_of_its_own(names, known, language):
    found = names(phrases_of(language))

    assert found.keys() == known.keys()
    assert len(set(found.values())) == len(found)


def test_what_runs_are_compared_by_has_names():
    assert {*KEPT} <= measure_names(phrases_of("en")).keys()


def test_an_id_without_a_name_shows_as_it_is():
    assert named("new_measure", {}) == "new_measure"
    assert endonym("xx") == "xx"
    assert endonym("el") == "ελληνικά"


def test_what_a_run_asked_is_said_in_words():
    phrases = phrases_of("en")
    options = {"languages": "mt el", "types": "list", "variants": "none"}

    assert asked_in_words(a_manifest(options={}), phrases) == "the whole set"
    assert asked_in_words(a_manifest(options=options), phrases) == (
        "Malti, ελληνικά · Lists and counts · plain questions only"
    )


def test_many_names_are_cut_with_their_number():
    assert several(["a", "b", "c", "d", "e"]) == "a, b, c … (+2)"


def test_times_and_intervals_are_the_same_in_all_languages():
    assert moment("2026-11-24T01:38:04+00:00") == "2026-11-24 01:38 UTC"
    assert ends(0.5, 0.75) == "0.500 … 0.750"
    assert ends(None, 0.75) == ""
