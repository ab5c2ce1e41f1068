"""Sections of plots: the tables under them hold the summary's figures."""

import pytest

from evals.markup import number
from evals.metric_names import METRICS
from evals.report_figures import (
    confusion_section,
    flipped,
    languages_section,
    latency_section,
    risk_section,
    types_section,
    variants_section,
)
from ingest.languages import LANGUAGES
from tests.evals.made_up import HOSTILE, Page, a_figure, a_summary, an_empty_summary


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_stands_with_its_figures_and_n(code):
    summary = a_summary()
    right = summary.languages[code]["right"]
    rows = Page(languages_section(summary)).texts("tr")
    told = f"{LANGUAGES[code].english}{number(right.value)}{number(right.low)} to "

    assert any(row.startswith(told) and f"n {right.n}" in row for row in rows)


def test_the_worst_language_is_named():
    told = Page(languages_section(a_summary())).texts("p")[0]

    assert told.startswith("The worst language is Bulgarian: 0.500 of its answers")
    assert "(n 40), against 0.960 in Swedish, the best (n 63)." in told


def test_where_all_languages_are_alike_none_is_worst():
    alike = {code: {"right": a_figure()} for code in LANGUAGES}
    page = Page(languages_section(a_summary(languages=alike)))

    assert page.texts("p")[0].startswith("No language is worse")
    assert page.of_class("worst") == []


def test_every_measure_has_its_figure_and_meaning():
    metrics = {m: a_figure(0.812) for m in METRICS} | {HOSTILE: a_figure(0.5, n=7)}
    page = Page(languages_section(a_summary(metrics=metrics)))
    rows = page.texts("tr")

    for name in METRICS.values():
        assert f"{name.label}0.8120.762 to 0.86212030{name.meaning}" in rows
    assert any("[U+202E]" in row and row.endswith("0.5000.450 to 0.550730") for row in rows)
    assert page.all("script") == []


def test_gaps_to_english_stand_with_their_n():
    rows = Page(languages_section(a_summary())).texts("tr")

    assert "Swedish+0.031n 63" in rows
    assert "Gap to English" not in languages_section(a_summary(gaps={}))


def test_case_types_stand_with_interval_and_n():
    rows = Page(types_section(a_summary())).texts("tr")

    assert "Needs a caveat0.7310.681 to 0.78112030" in rows


def test_variants_tell_the_share_right_and_the_share_flipped():
    rows = Page(variants_section(a_summary())).texts("tr")

    assert "Typing slips: right0.8520.802 to 0.90212030" in rows
    assert "Typing slips: flipped0.0560.006 to 0.10612030" in rows


def test_what_is_flipped_has_its_interval_turned_around():
    found = flipped(a_figure(0.9, low=0.8, high=1.0))

    assert (found.value, found.low, found.high) == (0.1, 0.0, 0.2)
    assert flipped(a_figure(low=None, high=None)).low is None


def test_risk_stands_with_its_points_and_bounds():
    page = Page(risk_section(a_summary().risk))

    assert "0.5000.020" in page.texts("tr")
    assert "0.050.8001,510" in page.texts("tr")
    assert "n 1,510" in page.texts("caption")[0]


def test_refusals_stand_with_counts_and_n():
    rows = Page(confusion_section(a_summary().confusion)).texts("tr")

    assert "answered90100100" in rows
    assert "asked back0033" in rows


def test_times_stand_with_every_quantile_and_n():
    page = Page(latency_section(a_summary().latency))

    assert "(n 777)" in page.texts("p")[0]
    assert {"0 %10.0", "50 %20.0", "100 %30.0"} <= set(page.texts("tr"))


def test_what_was_not_measured_is_said_in_words():
    empty = an_empty_summary()
    told = [
        languages_section(empty),
        types_section(empty),
        variants_section(empty),
        risk_section(empty.risk),
        confusion_section(empty.confusion),
        latency_section(empty.latency),
    ]

    assert [Page(one).texts("p") != [] and "svg" not in one for one in told] == [True] * 6
