"""A run and the baseline become a verdict: what broke, line by line, and whether it may go live."""

from typing import Literal

from evals.cases import Frozen

State = Literal["passed", "warned", "failed"]


class GateLine(Frozen):
    """One rule of the gate: what it demands, what was measured, and whether that holds.

    `value`, `low`, `high`, `n` describe the run, `baseline` the run that was blessed, `change`
    with `change_low` and `change_high` the difference on the questions asked in both, `p` the
    chance of so large a change by accident (adjusted after Holm), `detectable` the smallest
    change that this many cases would show four times in five. `reasons` are shown where the line
    failed or warns: one sentence each, with cases named.
    """

    name: str
    demand: str
    state: State
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    baseline: float | None = None
    change: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    p: float | None = None
    detectable: float | None = None
    reasons: tuple[str, ...] = ()


class Flip(Frozen):
    """One question whose verdict changed between two runs."""

    case: str
    language: str
    variant: str
    severity: Literal["normal", "critical"]
    is_better: bool
    faults: tuple[str, ...] = ()


class GateReport(Frozen):
    """The gate's verdict: passed only if no line failed."""

    run: str
    baseline: str
    lines: tuple[GateLine, ...]
    flips: tuple[Flip, ...] = ()

    @property
    def has_passed(self) -> bool:
        """Whether no line failed."""
        return all(line.state != "failed" for line in self.lines)
