"""The gate's verdict as a table."""

from html import unescape

import pytest

from assistant.phrases import phrases_of, spoken
from tests.evals.made_up import HOSTILE, Page, a_gate, a_gate_line
from ui.quality_gate import gate_html

EN = phrases_of("en")


@pytest.mark.parametrize("language", sorted(spoken()))
def test_a_gate_is_open_only_if_no_rule_is_broken(language):
    phrases = phrases_of(language)
    warned = a_gate(a_gate_line(state="warned"), a_gate_line(state="passed"))
    broken = a_gate(a_gate_line(state="failed"))

    assert phrases("The gate is open: no rule is broken.") in unescape(gate_html(warned, phrases))
    assert phrases("The gate is closed. Rules broken: {n}.", n=1) in unescape(
        gate_html(broken, phrases)
    )


def test_broken_rules_stand_first_with_their_reasons_and_figures():
    report = a_gate(a_gate_line("fine", "passed", reasons=()), a_gate_line("lists exact"))

    page = Page(gate_html(report, EN))

    names = page.texts("th", scope="row")
    assert names[0].startswith("lists exact")
    assert "Fell from 0.931 to 0.881." in names[0]
    assert page.all("th", scope="row")[0]["lang"] == "en"
    cells = page.texts("td")[:5]
    assert cells == ["✗ fails", "0.881", "0.931", "−0.050−0.070 … −0.030p 0.000", "420"]


def test_without_a_baseline_it_says_how_to_make_one():
    assert "p4c eval bless" in gate_html(None, EN)


def test_nothing_in_a_reason_acts():
    assert "<script" not in gate_html(a_gate(a_gate_line(reasons=(HOSTILE,))), EN)
