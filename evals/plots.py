"""Scales, lines and words become a drawing in SVG that can also be read aloud."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.markup import Markup, joined, tag

INK = "#1b1f24"
SOFT = "#4a5460"
LINE = "#c9d1da"
BLUE = "#0b3d7a"
PALE_BLUE = "#7fa3cf"


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` on a stretch of the drawing from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value lies; one beyond the ends lies on the end."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a drawing, in units that are pixels where there is room."""

    width: float
    height: float


def drawing(name: str, size: Size, title: str, description: str, parts: Iterable[Markup]) -> Markup:
    """A drawing with its title and description; `name` is its own on the page."""
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", description, id=f"{name}-desc"),
        *parts,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {size.width:g} {size.height:g}",
        width=size.width,
        height=size.height,
    )


def words(
    x: float, y: float, text: str, anchor: str = "start", class_: str = "", fill: str = INK
) -> Markup:
    """A line of text; `anchor` is its start, middle or end, and lies at x."""
    return tag(
        "text",
        text,
        x=x,
        y=y,
        text_anchor=None if anchor == "start" else anchor,
        class_=class_ or None,
        fill=fill,
    )


def line(start: tuple[float, float], end: tuple[float, float], class_: str = "") -> Markup:
    """A straight line between two points."""
    return tag("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_=class_ or "rule")


def dot(x: float, y: float, is_hollow: bool = False) -> Markup:
    """A point; a hollow one is told from a full one without its colour."""
    return tag("circle", cx=x, cy=y, r=5.0, class_="hollow" if is_hollow else "dot")


def whisker(scale: Scale, low: float | None, high: float | None, y: float) -> Markup | None:
    """An interval as a line with ends, along a scale; None where there is none."""
    if low is None or high is None:
        return None
    left, right = scale.at(low), scale.at(high)
    ends = [line((x, y - 4), (x, y + 4), "whisker") for x in (left, right)]
    return joined(line((left, y), (right, y), "whisker"), *ends)


def path(points: Sequence[tuple[float, float]], class_: str) -> Markup:
    """A line through points."""
    steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return tag("path", d=f"M{steps}", class_=class_)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values between two, both ends included where they are round."""
    rough = (high - low) / about or 1.0
    unit = 10 ** math.floor(math.log10(rough))
    step = next(unit * times for times in (1, 2, 2.5, 5, 10) if unit * times >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def rounded_up(value: float, about: int = 5) -> float:
    """The next round value that is not below this one, to end a scale on; 1 for nothing."""
    if value <= 0:
        return 1.0
    step = (found := ticks(0, value, about))[1] - found[0]
    return round(math.ceil(value / step - 1e-9) * step, 10)


def short(value: float) -> str:
    """A tick's value without needless zeros, with a true minus."""
    return f"{value:,.10g}".replace("-", "−")


def shortened(text: str, letters: int) -> str:
    """A text cut to so many letters, with a sign that it was."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def columns_of(scale: Scale, values: Sequence[float], top: float, bottom: float) -> Markup:
    """Lines down the drawing at values of a scale, with the values under them."""
    return joined(
        *(line((scale.at(v), top), (scale.at(v), bottom), "grid") for v in values),
        *(words(scale.at(v), bottom + 17, short(v), "middle", "tick", SOFT) for v in values),
    )


def rows_of(scale: Scale, values: Sequence[float], left: float, right: float) -> Markup:
    """Lines across the drawing at values of a scale, with the values before them."""
    return joined(
        *(line((left, scale.at(v)), (right, scale.at(v)), "grid") for v in values),
        *(words(left - 8, scale.at(v) + 4, short(v), "end", "tick", SOFT) for v in values),
    )
