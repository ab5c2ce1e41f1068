"""Text becomes HTML that is safe wherever it came from, and figures become words."""

import re
from html import escape

from evals.summary import Figure

# What is not seen, or turns the reading direction around: shown as its code, never passed on.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
NONE = "–"
VOID = frozenset({"meta", "br", "input"})


class Markup(str):
    """Text that is HTML already; any other text is escaped on its way into an element."""

    __slots__ = ()


def tag(element: str, /, *children: str | None, **attributes: str | float | bool | None) -> Markup:
    """An element with its children in order; None is left out.

    In names of attributes an underscore at the end is dropped and others become hyphens. True
    writes the bare attribute, False and None none.
    """
    written = "".join(
        f" {attribute(key)}" if value is True else f' {attribute(key)}="{said(value)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if element in VOID:
        return Markup(f"<{element}{written}>")
    return Markup(f"<{element}{written}>{joined(*children)}</{element}>")


def joined(*children: str | None) -> Markup:
    """Children one after another, as one piece of markup."""
    return Markup("".join(escaped(child) for child in children if child is not None))


def escaped(text: str) -> Markup:
    """A text as HTML, with what is not seen in it made visible; markup stays as it is."""
    return text if isinstance(text, Markup) else Markup(escape(visible(text)))


def visible(text: str) -> str:
    """A text with its hidden and direction-turning characters as codes: [U+202E]."""
    return HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def attribute(key: str) -> str:
    """The name of an attribute, from that of an argument."""
    return key.removesuffix("_").replace("_", "-")


def said(value: str | float) -> str:
    """The value of an attribute: numbers with at most two decimals."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return escaped(str(value))


def number(value: float | None) -> str:
    """A share or a ratio to three decimals, with a true minus; a dash for None."""
    return NONE if value is None else f"{value:.3f}".replace("-", "−")


def signed(value: float | None) -> str:
    """A change to three decimals with its sign."""
    return NONE if value is None else f"{value:+.3f}".replace("-", "−")


def whole(count: int) -> str:
    """A count with its thousands apart."""
    return f"{count:,}"


def milliseconds(value: float) -> str:
    """A time, finer where it is short."""
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 case", "1,204 cases"."""
    return f"{whole(count)} {one if count == 1 else many or one + 's'}"


def interval(low: float | None, high: float | None) -> str:
    """The ends of an interval; a dash where too few cases tell one."""
    return NONE if low is None or high is None else f"{number(low)} to {number(high)}"


def signed_interval(low: float | None, high: float | None) -> str:
    """The ends of the interval of a change, with their signs."""
    return NONE if low is None or high is None else f"{signed(low)} to {signed(high)}"


def figure_cell(figure: Figure | None) -> Markup:
    """A figure as it stands in a table: its value, with interval and n in small print."""
    if figure is None:
        return escaped(NONE)
    ends = None if figure.low is None else interval(figure.low, figure.high)
    small = [tag("small", part) for part in (ends, f"n {whole(figure.n)}") if part]
    return joined(number(figure.value), *small)
