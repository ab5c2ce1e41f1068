"""Rows of figures become tables that a screen reader can walk through."""

from dataclasses import dataclass

from evals.markup import Markup, joined, tag

WORDS = "words"
ON_A_SHEET = 30


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it shows, its columns, and rows whose first cell names the row.

    `words` are the columns (from 0) that hold words and not figures, beside the first.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = ()


def table(content: Table) -> Markup:
    """A table in a frame that scrolls sideways by itself, also by keyboard."""
    words = {0, *content.words}
    head = [
        tag("th", name, scope="col", class_=WORDS if place in words else None)
        for place, name in enumerate(content.columns)
    ]
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(
                tag("td", cell, class_=WORDS if place in words else None)
                for place, cell in enumerate(row[1:], 1)
            ),
        )
        for row in content.rows
    ]
    inner = tag(
        "table",
        tag("caption", content.caption),
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
    )
    return scrolled(inner, content.caption)


def scrolled(inner: Markup, label: str) -> Markup:
    """A frame that scrolls sideways by itself where the page is narrow, also by keyboard."""
    return tag("div", inner, class_="scroll", tabindex="0", role="region", aria_label=label)


def plotted(svg: Markup, content: Table, note: str = "") -> Markup:
    """A plot, a line about it, and under it the same figures as a table that opens.

    A table of more rows than fit on a sheet of paper is not opened when the page is printed.
    """
    caption = tag("figcaption", note) if note else None
    below = folded(content, "The same figures as a table", len(content.rows) <= ON_A_SHEET)
    return joined(tag("figure", scrolled(svg, content.caption), caption), below)


def folded(content: Table, what: str = "Table", is_printed: bool = True) -> Markup:
    """A table that opens; on paper it is open, or left out."""
    named = tag("summary", f"{what}: {content.caption}")
    return tag("details", named, table(content), class_="figures" if is_printed else "long")
