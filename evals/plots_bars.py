"""Figures with intervals become bars, and gaps to English bars to both sides."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.markup import Markup, joined, number, signed, tag, whole
from evals.plots import (
    INK,
    SOFT,
    Scale,
    Size,
    columns_of,
    drawing,
    line,
    rounded_up,
    short,
    shortened,
    ticks,
    whisker,
    words,
)
from evals.summary import Figure

LABELS, ROW, TOP, FOOT = 196.0, 28.0, 26.0, 28.0
START, END, WIDTH = LABELS, 640.0, 780.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, and the figure that it shows."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Gap:
    """How much lower a language is than English on the same cases; below 0 where it is higher."""

    name: str
    value: float
    n: int | None


def bars(name: str, title: str, shown: Sequence[Bar]) -> Markup:
    """Draw shares from 0 to 1 as bars with their 95 % intervals."""
    bottom = TOP + ROW * len(shown)
    scale = Scale(0, 1, START, END)
    described = (
        f"{len(shown)} bars from 0 to 1, each with its 95 % interval as a line with ends where "
        "there are enough cases. The table below holds the same figures."
    )
    parts = [
        columns_of(scale, ticks(0, 1), TOP, bottom),
        words(END + 62, TOP - 9, "share", "end", "tick", SOFT),
        words(WIDTH, TOP - 9, "n", "end", "tick", SOFT),
        *(bar(one, scale, TOP + ROW * place) for place, one in enumerate(shown)),
    ]
    return drawing(name, Size(WIDTH, bottom + FOOT), title, described, parts)


def bar(one: Bar, scale: Scale, top: float) -> Markup:
    """One bar with its name, interval, value and n."""
    middle, end = top + ROW / 2, scale.at(one.figure.value)
    return joined(
        words(0, middle + 4.5, shortened(one.name, 30)),
        tag(
            "rect", x=scale.start, y=top + 6, width=end - scale.start, height=ROW - 12, class_="bar"
        ),
        whisker(scale, one.figure.low, one.figure.high, middle),
        words(END + 62, middle + 4.5, number(one.figure.value), "end"),
        words(WIDTH, middle + 4.5, whole(one.figure.n), "end", "tick", SOFT),
    )


def gap_bars(name: str, title: str, shown: Sequence[Gap]) -> Markup:
    """Draw gaps to English: to the right of the line a language is worse, to the left better."""
    widest = rounded_up(max((abs(gap.value) for gap in shown), default=0.0), 3)
    widest = max(widest, 0.02)
    scale = Scale(-widest, widest, START, END)
    bottom = TOP + 22.0 * len(shown)
    described = (
        f"{len(shown)} languages, each with English minus that language on the cases told in both, "
        f"on a scale from {short(-widest)} to {short(widest)}. The table below holds the same "
        "figures."
    )
    parts = [
        columns_of(scale, [-widest, -widest / 2, 0, widest / 2, widest], TOP, bottom),
        words(scale.at(0) - 10, TOP - 9, "← better than English", "end", "tick", SOFT),
        words(scale.at(0) + 10, TOP - 9, "worse than English →", "start", "tick", SOFT),
        words(WIDTH, TOP - 9, "n", "end", "tick", SOFT),
        *(gap_bar(gap, scale, TOP + 22.0 * place) for place, gap in enumerate(shown)),
        line((scale.at(0), TOP), (scale.at(0), bottom), "zero"),
    ]
    return drawing(name, Size(WIDTH, bottom + FOOT), title, described, parts)


def gap_bar(gap: Gap, scale: Scale, top: float) -> Markup:
    """One gap with its language, value and n."""
    left, right = sorted((scale.at(0), scale.at(gap.value)))
    class_ = "bar" if gap.value > 0 else "better"
    return joined(
        words(0, top + 15.5, gap.name),
        tag("rect", x=left, y=top + 4, width=right - left, height=14.0, class_=class_),
        words(END + 62, top + 15.5, signed(gap.value), "end", "", INK),
        words(WIDTH, top + 15.5, "" if gap.n is None else whole(gap.n), "end", "tick", SOFT),
    )
