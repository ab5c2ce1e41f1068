"""Verdict and gate: failed lines first, in words and symbols, and every flip."""

import pytest

from evals.report_gate import (
    MOST_FLIPS,
    chance,
    day,
    flips_section,
    gate_section,
    sentence,
    short_commit,
    value_of,
    verdict,
)
from tests.evals.made_up import (
    HOSTILE,
    Page,
    a_flip,
    a_gate,
    a_gate_line,
    a_manifest,
    a_summary,
    an_empty_summary,
)

PASSED = a_gate_line("caveats given", "passed", reasons=())
WARNED = a_gate_line("vital facts said", "warned")
FAILED = a_gate_line("lists exact", "failed")


@pytest.mark.parametrize(
    ("gate", "told"),
    [
        (None, "No baseline yet"),
        (a_gate(), "no lines"),
        (a_gate(PASSED), "✓ The gate is passed on all of 1 line."),
        (a_gate(PASSED, WARNED), "with 1 warning: “vital facts said”."),
        (a_gate(PASSED, WARNED, FAILED), "✕ The gate failed on 1 of 3 lines: “lists exact”."),
    ],
)
def test_the_verdict_is_one_sentence(gate, told):
    assert told in sentence(gate)


def test_reasons_of_failed_lines_come_before_warnings():
    page = Page(verdict(a_summary(), a_gate(WARNED, PASSED, FAILED)))

    assert [e["class"] for e in page.all("ul")] == ["reasons failed", "reasons warned"]
    assert page.texts("li")[0].startswith("✕ failed: lists exact. Fell from")


def test_the_facts_of_the_run_are_told():
    page = Page(verdict(a_summary(), None))

    assert page.texts("dd") == ["24 November 2026, 00:48 UTC", "1fbe992c0f", "2,637", "231", "24"]
    assert "0.812 (95 % interval 0.762 to 0.862, n\u00a02,637)" in page.texts("p")[1]


def test_a_run_that_is_not_whole_says_so():
    lacking = a_summary(manifest=a_manifest(seconds=None), missing=("a/en",), stale=("b", "c"))
    told = "".join(Page(verdict(lacking, None)).of_class("red")[0]["texts"])

    assert "stopped before its end; 1 answer missing; 2 cases with a quote that moved" in told
    assert Page(verdict(a_summary(), None)).of_class("red") == []


def test_a_run_without_figures_has_a_verdict():
    assert Page(verdict(an_empty_summary(), None)).texts("dd")[2] == "0"


def test_odd_moments_and_changed_code_are_told_as_they_are():
    assert day("yesterday") == "yesterday"
    assert day("2026-11-24T02:48:00+02:00") == "24 November 2026, 00:48 UTC"
    assert short_commit("1fbe992c0ffee-changed-aa") == "1fbe992c0f (changed)"


def test_the_gate_table_has_failed_lines_first_and_all_figures():
    page = Page(gate_section(a_gate(PASSED, WARNED, FAILED)))
    rows = page.texts("tr")

    assert ["".join(e["texts"]) for e in page.of_class("state")] == [
        "✕ failed",
        "▲ warning",
        "✓ passed",
    ]
    assert rows[1] == ("lists exact✕ failedno fall0.8814200.931−0.050−0.070 to −0.030< 0.0010.031")


def test_without_a_baseline_there_is_no_gate():
    assert "no baseline yet" in gate_section(None)


def test_counts_are_whole_and_chances_never_zero():
    assert value_of(a_gate_line(value=2.0, baseline=None)) == "2"
    assert value_of(a_gate_line(value=1.0, low=1.0, high=1.0, baseline=None)) == "1.000"
    assert value_of(a_gate_line(value=None, baseline=None)) == "–"
    assert [chance(0.0), chance(0.04), chance(None)] == ["< 0.001", "0.040", "–"]


def test_lines_without_a_change_have_no_plot():
    line = a_gate_line(value=2.0, baseline=None, change=None)

    assert Page(gate_section(a_gate(line))).all("svg") == []
    assert len(Page(gate_section(a_gate(FAILED))).all("svg")) == 1


def test_every_flip_is_listed_critical_ones_first():
    flips = (
        a_flip("need-02", faults=(HOSTILE,)),
        a_flip("list-01", severity="critical"),
        a_flip("need-03", is_better=True),
    )
    page = Page(flips_section(a_summary(), a_gate(flips=flips), None))

    assert page.texts("h3") == ["▼ 2 questions became wrong", "▲ 1 question became right"]
    assert page.texts("th", scope="row") == ["list-01", "need-02", "need-03"]
    assert page.all("script") == []


def test_too_many_flips_are_counted():
    flips = tuple(a_flip(f"need-{n}") for n in range(MOST_FLIPS + 3))

    assert "3 more are left out here." in flips_section(a_summary(), a_gate(flips=flips), None)


def test_what_differs_between_two_runs_is_named():
    baseline = a_summary(manifest=a_manifest(run="old", corpus="9" * 64))
    page = Page(flips_section(a_summary(), None, baseline))
    rows = page.texts("tr")

    assert "corpus9999999999cccccccccc≠ differs" in rows
    assert "goldenffffffffffffffffffffsame" in rows
    assert any(row.startswith("All questions0.812") for row in rows)


def test_without_an_earlier_run_nothing_is_compared():
    assert "no earlier run" in flips_section(a_summary(), None, None)
