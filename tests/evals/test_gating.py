"""evals/gating.py: which change closes the gate, which only warns, which passes."""

import pytest

from evals.gating import DRIFTS, FLOORS, judge_run
from evals.standing import standing_of
from evals.summary import Latency
from evals.summing import summarise
from tests.evals.conftest import a_case
from tests.evals.runs import MANIFEST, a_verdict, many

QUICK = Latency(quantiles=(1.0,) * 21, median=10.0, p95=12.0, embedding=8.0, ratio=1.25, n=100)


@pytest.fixture
def gate():
    def gate(new, old=None, **changes):
        old = new if old is None else old
        latency, stale = changes.pop("latency", QUICK), changes.pop("stale", ())
        manifest = MANIFEST.model_copy(update=changes)

        def summary(verdicts):
            cases = {v.outcome.case: a_case(id=v.outcome.case) for v in verdicts}
            return summarise(manifest, verdicts, cases, stale).model_copy(
                update={"latency": latency}
            )

        report = judge_run(summary(new), new, summary(old), standing_of(old))
        return {line.name: line for line in report.lines}, report

    return gate


def states(lines):
    return {name for name, line in lines.items() if line.state == "failed"}


def test_a_run_that_is_like_the_baseline_passes(gate):
    lines, report = gate(many(1.0))

    assert report.has_passed
    assert {line.state for line in lines.values()} == {"passed"}


@pytest.mark.parametrize("rule", FLOORS, ids=lambda rule: rule.metric)
def test_one_question_that_breaks_a_floor_closes_the_gate(gate, rule):
    verdicts = many(1.0, rule.metric)
    verdicts[7] = a_verdict("c3", "mt", scores={rule.metric: 0.5})

    lines, report = gate(verdicts, many(1.0, rule.metric))

    assert not report.has_passed
    assert lines[rule.name].state == "failed"
    assert lines[rule.name].reasons == ("1 broke this: c3/mt.",)


@pytest.mark.parametrize("rule", DRIFTS, ids=lambda rule: rule.name)
def test_a_broad_fall_closes_the_gate_by_the_line_of_its_figure(gate, rule):
    kind = (rule.types or ("lookup",))[0]
    old = many(1.0, rule.metric, cases=30, type=kind)
    new = many(lambda n: float(n % 2), rule.metric, cases=30, type=kind)

    lines, report = gate(new, old)

    assert not report.has_passed
    assert lines[rule.name].state == "failed"
    assert "Fell from 1.000 to 0.500" in lines[rule.name].reasons[0]


def test_a_fall_that_may_be_chance_warns_and_does_not_close(gate):
    lines, report = gate(many(lambda n: float(n != 3), "first"), many(1.0, "first"))

    assert report.has_passed
    assert lines["right practice first"].state == "warned"


def test_one_list_that_is_no_longer_exact_closes_the_gate(gate):
    lines, _ = gate(many(lambda n: float(n != 3), "exact"), many(1.0, "exact"))

    assert lines["lists exact"].state == "failed"


def test_a_rise_never_closes_the_gate(gate):
    lines, report = gate(many(1.0), many(0.0))

    assert report.has_passed
    assert lines["all questions right"].change == 1.0


def test_one_critical_question_that_became_wrong_closes_the_gate(gate):
    old = [*many(1.0), a_verdict("k", severity="critical")]
    new = [*many(1.0), a_verdict("k", severity="critical", faults=["lost"])]

    lines, report = gate(new, old)

    assert states(lines) == {"no critical question became wrong"}
    assert [flip.case for flip in report.flips] == ["k"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"asked": ("c0/en", "x/en")}, "1 asked but not answered: x/en."),
        ({"stale": ("c1",)}, "1 with a quote that is no longer in its place: c1."),
        ({"seconds": None}, "The run was stopped before its end."),
    ],
)
def test_what_is_missing_stale_or_unfinished_closes_the_gate(gate, changes, reason):
    lines, _ = gate(many(1.0), **changes)

    assert states(lines) == {"nothing missing or stale"}
    assert lines["nothing missing or stale"].reasons == (reason,)


def test_a_case_that_is_gone_since_the_baseline_closes_the_gate_unless_a_part_was_asked(gate):
    new, old = many(1.0, cases=19), many(1.0, cases=20)

    lines, _ = gate(new, old)
    part, _ = gate(new, old, options={"types": "lookup"})

    assert lines["nothing missing or stale"].state == "failed"
    assert part["nothing missing or stale"].state == "passed"


def test_an_empty_run_does_not_pass(gate):
    lines, report = gate([], many(1.0))

    assert not report.has_passed
    assert "Nothing was asked." in lines["nothing missing or stale"].reasons


@pytest.mark.parametrize(
    "latency", [None, QUICK.model_copy(update={"ratio": 3.01})], ids=["none", "slow"]
)
def test_answers_that_are_slow_or_were_not_timed_close_the_gate(gate, latency):
    lines, _ = gate(many(1.0), latency=latency)

    assert states(lines) == {"answers come quickly"}
