"""evals/gate.py: one line that failed closes the gate, a warning does not."""

import pytest

from evals.gate import GateLine, GateReport


@pytest.mark.parametrize(
    ("states", "passed"),
    [
        (["passed", "warned"], True),
        (["passed", "failed"], False),
        ([], True),
    ],
)
def test_only_a_failed_line_closes_the_gate(states, passed):
    lines = tuple(GateLine(name=s, demand="d", state=s) for s in states)
    report = GateReport(run="a", baseline="b", lines=lines)

    assert report.has_passed is passed
    assert GateReport.model_validate_json(report.model_dump_json()) == report
