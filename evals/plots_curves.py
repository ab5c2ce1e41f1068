"""A risk curve and the quantiles of times become curves."""

from evals.markup import Markup, joined, milliseconds, number
from evals.plots import (
    SOFT,
    Scale,
    Size,
    columns_of,
    dot,
    drawing,
    line,
    path,
    rounded_up,
    rows_of,
    ticks,
    words,
)
from evals.summary import Latency, RiskCurve

SIZE = Size(720, 340)
LEFT, RIGHT, TOP, BOTTOM = 64.0, 700.0, 28.0, 286.0
# One slow answer in a thousand should not press all others against the edge.
LONGEST_TAIL = 3.0


def risk_curve(name: str, curve: RiskCurve) -> Markup:
    """Draw the share answered against the share of those wrong, with the risks that are bounds."""
    highest = max(rounded_up(max(curve.risks, default=0.0)), 0.1)
    across, up = Scale(0, 1, LEFT, RIGHT), Scale(0, highest, BOTTOM, TOP)
    bounds = [(float(risk), at) for risk, at in curve.at_risk.items() if float(risk) <= highest]
    told = "; ".join(f"{number(at)} at a risk of {risk:g}" for risk, at in bounds)
    points = [(across.at(c), up.at(r)) for c, r in zip(curve.coverages, curve.risks, strict=True)]
    parts = [
        columns_of(across, ticks(0, 1), TOP, BOTTOM),
        rows_of(up, ticks(0, highest), LEFT, RIGHT),
        path(points, "curve") if len(points) > 1 else None,
        *(bound(risk, at, across, up) for risk, at in bounds),
        *(dot(x, y) for x, y in points if len(points) == 1),
        words((LEFT + RIGHT) / 2, BOTTOM + 42, "share answered, surest first", "middle", "", SOFT),
        words(4, 14, "share of these wrong", "start", "", SOFT),
    ]
    return drawing(
        name,
        SIZE,
        "Risk against coverage",
        f"The share of answers that are wrong as more of the less sure are given. Coverage: {told}."
        f" Area under the curve {number(curve.aurc)}. The table below holds the points.",
        [part for part in parts if part],
    )


def bound(risk: float, coverage: float, across: Scale, up: Scale) -> Markup:
    """A line at a risk, with a ring where the curve last lies under it."""
    label = f"risk {risk:g}: coverage {number(coverage)}"
    return joined(
        line((LEFT, up.at(risk)), (RIGHT, up.at(risk)), "bound"),
        words(LEFT + 8, up.at(risk) - 5, label, "start", "tick halo", SOFT),
        dot(across.at(coverage), up.at(risk), is_hollow=True) if coverage else None,
    )


def shares_of(latency: Latency) -> list[float]:
    """The share of answers that each quantile stands for: 0, .05 … 1."""
    last = max(1, len(latency.quantiles) - 1)
    return [place / last for place in range(len(latency.quantiles))]


def up_to(end: float, latency: Latency) -> list[tuple[float, float]]:
    """Times with their shares as far as the drawing goes, and where the curve leaves it."""
    points: list[tuple[float, float]] = []
    for took, share in zip(latency.quantiles, shares_of(latency), strict=True):
        if took > end:
            before, below = points[-1] if points else (0.0, 0.0)
            return [*points, (end, below + (share - below) * (end - before) / (took - before))]
        points.append((took, share))
    return points


def latency_curve(name: str, latency: Latency) -> Markup:
    """Draw which share of the answers came within how many milliseconds."""
    end = min(max(latency.quantiles, default=0.0), latency.p95 * LONGEST_TAIL)
    across, up = Scale(0, rounded_up(end), LEFT, RIGHT), Scale(0, 1, BOTTOM, TOP)
    points = [(across.at(took), up.at(share)) for took, share in up_to(across.high, latency)]
    parts = [
        columns_of(across, ticks(0, across.high), TOP, BOTTOM),
        rows_of(up, ticks(0, 1), LEFT, RIGHT),
        path(points, "curve") if points else None,
        mark("median", latency.median, 0.5, across, up),
        mark("95 %", latency.p95, 0.95, across, up),
        words((LEFT + RIGHT) / 2, BOTTOM + 42, "milliseconds", "middle", "", SOFT),
        words(4, 14, "share of answers as quick or quicker", "start", "", SOFT),
    ]
    return drawing(
        name,
        SIZE,
        "Time to answer",
        f"Half of the answers came within {milliseconds(latency.median)} milliseconds, 95 % within "
        f"{milliseconds(latency.p95)}. The table below holds the quantiles.",
        [part for part in parts if part],
    )


def mark(label: str, took: float, share: float, across: Scale, up: Scale) -> Markup:
    """A point of the curve that is named, beside it where there is room."""
    x, y = across.at(took), up.at(share)
    near_end = x > (LEFT + RIGHT) * 0.7
    text = f"{label}: {milliseconds(took)} ms"
    words_at = words(x - 10 if near_end else x + 12, y + 18, text, "end" if near_end else "start")
    return joined(dot(x, y), words_at)
