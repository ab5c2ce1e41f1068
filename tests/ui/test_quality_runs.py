"""Folders of runs as a list to choose from."""

import pytest

from assistant.phrases import phrases_of
from ingest.errors import Misuse
from tests.evals.made_up import a_gate, a_gate_line
from ui.quality_runs import failures_of, gate_report, known_runs, label, standing_in

EN = phrases_of("en")


def test_runs_stand_newest_first_and_the_baseline_last(a_run, a_baseline, served):
    older, newer = a_run("20261101-000000-a"), a_run("20261102-000000-b")

    known = known_runs(served)

    assert list(known) == [str(newer), str(older), str(a_baseline)]
    assert known[str(a_baseline)].blessing.reason == "All in order"


def test_a_run_says_when_what_and_how_much_was_right(a_run, a_baseline, served):
    folder = a_run(options={"languages": "fr"})
    known = known_runs(served)

    said = label(known[str(folder)], EN)

    assert said == "2026-11-24 00:48 UTC · français · 0.812 right (n 2,637)"
    assert label(known[str(a_baseline)], EN).startswith("Baseline: 2026")


def test_a_run_that_was_stopped_or_damaged_stays_in_the_list(a_run, served):
    stopped, damaged = a_run("2-stopped", seconds=None), a_run("1-damaged")
    (damaged / "manifest.json").write_text("{", encoding="utf-8")

    known = known_runs(served)

    assert "not finished" in label(known[str(stopped)], EN)
    assert label(known[str(damaged)], EN) == "1-damaged (damaged)"
    assert "is no run" in known[str(damaged)].problem


def test_a_damaged_baseline_says_how_to_mend_it(a_baseline, served):
    (a_baseline / "blessed.json").unlink()

    (found,) = known_runs(served).values()

    assert "Restore it from the repository." in found.problem


def test_figures_that_are_written_again_are_read_again(a_run, served):
    folder = a_run()
    before = known_runs(served)[str(folder)].summary
    path = folder / "summary.json"
    text = path.read_text(encoding="utf-8").replace('"unchecked":2400', '"unchecked":7')
    path.write_text(text, encoding="utf-8")

    after = known_runs(served)[str(folder)].summary

    assert (before.unchecked, after.unchecked) == (2400, 7)


def test_the_gate_is_read_as_it_was_judged_and_a_run_without_one_has_none(a_run):
    report = a_gate(a_gate_line())

    assert gate_report(a_run("1", gate=report)) == report
    assert gate_report(a_run("2")) is None


def test_a_damaged_gate_says_how_to_write_it_again(a_run):
    folder = a_run()
    (folder / "gate.json").write_text("[]", encoding="utf-8")

    with pytest.raises(Misuse, match="p4c eval score"):
        gate_report(folder)


def test_failures_are_the_wrong_answers(a_run):
    assert failures_of(a_run(wrong=4)).total == 4


def test_runs_and_the_baseline_can_be_compared(a_run, a_baseline, served):
    folder = a_run(wrong=2)
    known = known_runs(served)

    of_run = standing_in(known[str(folder)].answers)
    of_baseline = standing_in(known[str(a_baseline)].answers)

    assert len(of_run) == len(of_baseline) == 24
    assert sum(not one.is_right for one in of_run) == 2
