"""The page Quality as a whole."""

import pytest

from assistant.phrases import phrases_of, spoken
from tests.evals.made_up import a_gate, a_gate_line


@pytest.mark.parametrize("language", sorted(spoken()))
def test_an_empty_page_says_how_to_begin(language, open_quality, shown):
    phrases = phrases_of(language)

    page = open_quality(phrases("Figures"), language)

    assert not page.exception
    assert phrases("Answer quality") in shown(page)
    assert phrases("There is no run yet. Start one under “New run”, or with p4c eval.") in (
        shown(page)
    )
    assert phrases("New run") in phrases(
        "There is no run yet. Start one under “New run”, or with p4c eval."
    )


def test_the_newest_run_with_figures_is_shown_and_another_can_be_chosen(a_run, open_quality, shown):
    a_run("1-older")
    a_run("2-newer")
    a_run("3-stopped", seconds=None)

    page = open_quality()
    assert "2-newer" in shown(page)

    page.selectbox(key="quality-run").select_index(2).run()
    assert "1-older" in shown(page)

    page.selectbox(key="quality-run").select_index(0).run()
    assert "This run was not finished." in shown(page)


def test_a_run_s_report_can_be_taken_along(a_run, open_quality):
    a_run()

    (button,) = open_quality().get("download_button")

    assert button.proto.label == "Download the whole report"


def test_the_baseline_says_why_it_was_accepted(a_baseline, open_quality, shown):
    assert "Accepted on 2026-11-23: All in order" in shown(open_quality())


def test_the_gate_is_shown_as_it_was_judged(a_run, open_quality, shown):
    a_run(gate=a_gate(a_gate_line("lists exact")))

    assert "The gate is closed. Rules broken: 1." in shown(open_quality("Gate"))


def test_a_run_without_a_gate_says_that_there_was_no_baseline(a_run, open_quality, shown):
    a_run()

    assert "There was no baseline to hold this run against." in shown(open_quality("Gate"))


@pytest.mark.parametrize(
    ("damaged", "tab"),
    [
        ("manifest.json", "Figures"),
        ("summary.json", "Figures"),
        ("gate.json", "Gate"),
        ("cases.jsonl", "Wrong answers"),
    ],
)
def test_a_damaged_file_is_one_line_and_the_page_stays(damaged, tab, a_run, open_quality, shown):
    folder = a_run()
    (folder / damaged).write_text("{}\n{}\n", encoding="utf-8")

    page = open_quality(tab)

    assert not page.exception
    assert "p4c-failure" in shown(page)
    assert page.selectbox(key="quality-run")
