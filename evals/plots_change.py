"""The lines of the gate become dumbbells: the baseline, this run, and the change between."""

from collections.abc import Sequence

from evals.gate import GateLine
from evals.markup import Markup, joined, signed
from evals.plots import (
    SOFT,
    Scale,
    Size,
    columns_of,
    dot,
    drawing,
    line,
    rounded_up,
    short,
    shortened,
    ticks,
    whisker,
    words,
)

LABELS, ROW, TOP, FOOT, WIDTH = 236.0, 28.0, 44.0, 28.0, 860.0


def can_be_drawn(gate_line: GateLine) -> bool:
    """Whether a line holds a share before and after: those that count or time do not."""
    found = (gate_line.value, gate_line.baseline)
    return gate_line.change is not None and all(v is not None and 0 <= v <= 1 for v in found)


def dumbbells(name: str, title: str, lines: Sequence[GateLine]) -> Markup:
    """Draw what can be drawn of a gate's lines: shares at the left, their change at the right."""
    shown = [one for one in lines if can_be_drawn(one)]
    lowest = min(
        (v for one in shown for v in (one.value, one.baseline) if v is not None), default=0
    )
    floor = max(0.0, round(int(lowest * 10 - 0.2) / 10, 1))
    ends = [v for one in shown for v in (one.change, one.change_low, one.change_high)]
    widest = max(rounded_up(max((abs(v) for v in ends if v is not None), default=0.0), 2), 0.01)
    shares, changes = Scale(floor, 1, LABELS, 520), Scale(-widest, widest, 560, 780)
    bottom = TOP + ROW * len(shown)
    described = (
        f"{len(shown)} lines of the gate. At the left a ring for the baseline joined to a dot for "
        f"this run, from {short(floor)} to 1; at the right the change with its 95 % interval, from "
        f"{short(-widest)} to {short(widest)}. The table below holds the same figures."
    )
    parts = [
        words(LABELS, 14, "○ baseline   ● this run", "start", "tick", SOFT),
        words(changes.at(0), 14, "change with 95 % interval", "middle", "tick", SOFT),
        words(changes.at(0) - 8, 32, "← worse", "end", "tick", SOFT),
        words(changes.at(0) + 8, 32, "better →", "start", "tick", SOFT),
        columns_of(shares, ticks(floor, 1), TOP, bottom),
        columns_of(changes, [-widest, 0, widest], TOP, bottom),
        line((changes.at(0), TOP), (changes.at(0), bottom), "zero"),
        *(row_of(one, shares, changes, TOP + ROW * nth) for nth, one in enumerate(shown)),
    ]
    return drawing(name, Size(WIDTH, bottom + FOOT), title, described, parts)


def row_of(one: GateLine, shares: Scale, changes: Scale, top: float) -> Markup:
    """One line: from the ring to the dot, and the change about zero."""
    y = top + ROW / 2
    before, now = shares.at(one.baseline or 0.0), shares.at(one.value or 0.0)
    return joined(
        words(0, y + 4.5, shortened(one.name, 36)),
        line((before, y), (now, y), "bridge"),
        dot(before, y, is_hollow=True),
        dot(now, y),
        whisker(changes, one.change_low, one.change_high, y),
        dot(changes.at(one.change or 0.0), y),
        words(WIDTH, y + 4.5, signed(one.change), "end"),
    )
