"""Names of metrics: every one that is scored has words, unknown ones show as they are."""

import inspect
import typing

import pytest

from assistant.answer import Status
from evals import citing, scoring, summing
from evals.cases import CaseType
from evals.metric_names import (
    MAIN,
    METRICS,
    STATUSES,
    TYPES,
    VARIANTS,
    in_order,
    label_of,
    language_name,
    meaning_of,
    status_name,
)
from evals.variants import VARIANTS as MADE
from ingest.languages import LANGUAGES


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_has_a_short_label_and_a_sentence(metric):
    assert 0 < len(label_of(metric)) <= 30
    assert meaning_of(metric).endswith(".")


def test_no_two_metrics_have_the_same_label():
    assert len({name.label for name in METRICS.values()}) == len(METRICS)


def test_every_name_is_that_of_a_metric_that_is_scored():
    code = "".join(inspect.getsource(module) for module in (scoring, citing, summing))

    assert [metric for metric in METRICS if f'"{metric}"' not in code] == []
    assert [metric for metric in scoring.DEMANDED if metric not in METRICS] == []


def test_every_type_status_and_variant_has_words():
    assert set(typing.get_args(CaseType)) == TYPES.keys()
    assert {*typing.get_args(Status), "none"} == STATUSES.keys()
    assert MADE.keys() == VARIANTS.keys()
    assert METRICS.keys() >= set(MAIN)


def test_what_is_not_known_shows_under_its_id():
    assert [label_of("new"), meaning_of("new"), language_name("xx")] == ["new", "", "xx"]
    assert status_name("answered or new") == "answered or new"
    assert in_order(["zz", "first", "aa", "right"], METRICS) == ["right", "first", "aa", "zz"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_english_name(language):
    assert language_name(language) == LANGUAGES[language].english


def test_statuses_that_are_joined_are_told_one_by_one():
    assert status_name("not_in_corpus or clarify") == "not in the corpus or asked back"
