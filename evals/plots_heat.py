"""Figures by row and column become a heat map: the darker a cell, the further from 1."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.markup import Markup, joined, number, tag, whole
from evals.plots import INK, SOFT, Size, drawing, words
from evals.summary import Figure

LABELS, CELL, ROW, HEAD, FOOT = 150.0, 72.0, 24.0, 74.0, 52.0
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Shade:
    """A step of the scale: figures of at least `least` have this fill, and words in `ink`."""

    least: float
    fill: str
    ink: str


# One hue, told apart by lightness alone; every pair of fill and ink has a contrast above 4.5.
SHADES = (
    Shade(0.99, "#f7fafd", INK),
    Shade(0.95, "#dfeaf6", INK),
    Shade(0.90, "#c2d7ed", INK),
    Shade(0.80, "#9fbfe0", INK),
    Shade(0.65, "#35679f", WHITE),
    Shade(0.50, "#1d4d86", WHITE),
    Shade(0.00, "#0a2f5f", WHITE),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a heat map: its name, its figures by column, and the columns it is worst in."""

    name: str
    figures: Mapping[str, Figure]
    worst: frozenset[str] = frozenset()


def shade_of(value: float) -> Shade:
    """The step of the scale that a figure is on."""
    return next((shade for shade in SHADES if value >= shade.least), SHADES[-1])


def heat_map(name: str, title: str, rows: Sequence[Row], columns: Mapping[str, str]) -> Markup:
    """Draw rows of figures; `columns` are the labels by the key that figures go by.

    The row's n stands beside its name: that of its first column.
    """
    width = LABELS + 54 + CELL * len(columns)
    height = HEAD + ROW * len(rows) + FOOT
    described = (
        f"{len(rows)} rows by {len(columns)} columns of shares from 0 to 1. The darker a cell, the "
        "further its figure is from 1. Each cell holds its figure; the lowest of a column is framed"
        " and bold. The table below holds the same figures."
    )
    parts = [
        heads(columns),
        *(row_of(row, HEAD + ROW * place, list(columns)) for place, row in enumerate(rows)),
        legend(LABELS + 54, height - 26),
    ]
    return drawing(name, Size(width, height), title, described, parts)


def heads(columns: Mapping[str, str]) -> Markup:
    """The names of the columns, each in up to three lines that end above its cells."""
    parts = [words(LABELS + 44, HEAD - 9, "n", "end", "tick", SOFT)]
    for place, label in enumerate(columns.values()):
        lines = textwrap.wrap(label, 10)[:4]
        x = LABELS + 54 + CELL * (place + 0.5)
        parts += [
            words(x, HEAD - 9 - 14 * (len(lines) - 1 - nth), text, "middle", "head")
            for nth, text in enumerate(lines)
        ]
    return joined(*parts)


def row_of(row: Row, top: float, columns: Sequence[str]) -> Markup:
    """The name of a row, its n, and its cells."""
    first = row.figures.get(columns[0]) if columns else None
    return joined(
        words(0, top + 16.5, row.name),
        words(LABELS + 44, top + 16.5, whole(first.n), "end", "tick", SOFT) if first else None,
        *(
            cell(LABELS + 54 + CELL * place, top, row.figures.get(column), column in row.worst)
            for place, column in enumerate(columns)
        ),
    )


def cell(left: float, top: float, figure: Figure | None, is_worst: bool) -> Markup:
    """A cell with its figure in it."""
    x, y = left + CELL / 2, top + 16.5
    if figure is None:
        return words(x, y, "–", "middle", "tick", SOFT)
    shade = shade_of(figure.value)
    box = tag(
        "rect",
        x=left + 1.5,
        y=top + 1.5,
        width=CELL - 3,
        height=ROW - 3,
        rx=2.0,
        fill=shade.fill,
        class_="worst" if is_worst else "cell",
    )
    value = number(figure.value)
    return joined(box, words(x, y, value, "middle", "strong" if is_worst else "", shade.ink))


def legend(left: float, top: float) -> Markup:
    """The steps of the scale, from 1 down."""
    width, parts = 78.0, list[Markup]()
    for place, shade in enumerate(SHADES):
        label = f"≥ {shade.least:.2f}" if shade.least else f"< {SHADES[place - 1].least:.2f}"
        x = left + width * place
        parts.append(tag("rect", x=x, y=top, width=width, height=20.0, fill=shade.fill))
        parts.append(words(x + width / 2, top + 14.5, label, "middle", "tick", shade.ink))
    parts.append(tag("rect", x=left, y=top, width=width * len(SHADES), height=20.0, class_="frame"))
    return joined(*parts)
