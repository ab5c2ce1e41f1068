"""Counts by status expected and got become a matrix; what should be is framed."""

import textwrap
from collections.abc import Mapping, Sequence

from evals.markup import Markup, joined, number, tag, whole
from evals.metric_names import STATUSES, in_order, status_name
from evals.plots import INK, SOFT, Size, drawing, words

LABELS, CELL, ROW, TOP, TOTAL = 210.0, 112.0, 52.0, 62.0, 76.0
# From white to the blue of the page: half of the way at most, so that dark words stay readable.
DEEPEST = (127, 163, 207)


def got_in(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The statuses that were got, those of single expectations always among them."""
    found = {got for row in counts.values() for got in row}
    found |= {part for expected in counts for part in expected.split(" or ")}
    return in_order(sorted(found), STATUSES)


def expected_in(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The expectations, single ones first, in the order of statuses."""
    order = list(STATUSES)
    return sorted(
        counts,
        key=lambda one: (
            " or " in one,
            [order.index(part) if part in order else 99 for part in one.split(" or ")],
            one,
        ),
    )


def matrix(name: str, counts: Mapping[str, Mapping[str, int]]) -> Markup:
    """Draw counts with their share of the row; rows are expectations, columns what was got."""
    expected, got = expected_in(counts), got_in(counts)
    height = TOP + ROW * len(expected) + 8
    parts = [
        words(0, TOP - 12, "expected ↓", fill=SOFT),
        words(LABELS, 14, "got →", fill=SOFT),
        *(head(status, LABELS + CELL * (place + 0.5)) for place, status in enumerate(got)),
        words(LABELS + CELL * len(got) + TOTAL, TOP - 12, "n", "end", "tick", SOFT),
        *(row_of(one, counts[one], got, TOP + ROW * nth) for nth, one in enumerate(expected)),
    ]
    return drawing(
        name,
        Size(LABELS + CELL * len(got) + TOTAL, height),
        "Status expected against status got",
        f"{len(expected)} expectations by {len(got)} statuses: counts, and shares of the row. "
        "Cells that are as expected are framed. The table below holds the same figures.",
        parts,
    )


def head(status: str, x: float) -> Markup:
    """The name of a column, in up to two lines."""
    lines = textwrap.wrap(status_name(status), 14)
    return joined(
        *(
            words(x, TOP - 12 - 15 * (len(lines) - 1 - nth), text, "middle")
            for nth, text in enumerate(lines)
        )
    )


def row_of(expected: str, counts: Mapping[str, int], got: Sequence[str], top: float) -> Markup:
    """One expectation: its cells and its n."""
    total = sum(counts.values())
    lines = textwrap.wrap(status_name(expected), 28)[:3]
    names = [
        words(0, top + 30 + 15 * (nth - (len(lines) - 1) / 2), text)
        for nth, text in enumerate(lines)
    ]
    cells = [
        cell(counts.get(status, 0), total, status in expected.split(" or "), LABELS + CELL * n, top)
        for n, status in enumerate(got)
    ]
    end = LABELS + CELL * len(got) + TOTAL
    return joined(*names, *cells, words(end, top + 30, whole(total), "end", "tick", SOFT))


def cell(count: int, total: int, is_right: bool, left: float, top: float) -> Markup:
    """A count with its share of the row."""
    share = count / total if total else 0.0
    box = tag(
        "rect",
        x=left + 2,
        y=top + 2,
        width=CELL - 4,
        height=ROW - 4,
        rx=3.0,
        fill=tint(share),
        class_="expected" if is_right else "cell",
    )
    x = left + CELL / 2
    return joined(
        box,
        words(x, top + 23, whole(count), "middle", "strong" if count else "", INK),
        words(x, top + 39, number(share), "middle", "tick", INK) if count else None,
    )


def tint(share: float) -> str:
    """The fill for a share: white for none, the deepest for all."""
    red, green, blue = (round(255 - (255 - part) * share) for part in DEEPEST)
    return f"#{red:02x}{green:02x}{blue:02x}"
