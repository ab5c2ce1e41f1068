"""A numbered paragraph becomes the number that Word would print before it."""

# pyright: basic, reportAttributeAccessIssue=false
# (lxml has no types)

import re
from dataclasses import dataclass

from lxml import etree

from ingest.packages import attribute, child, elements, number_in
from ingest.parts import Part

BULLET = "•"
_ITEM = re.compile(r"•|\d{1,3}[.)]|[a-z]\)")
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_SHAPES = frozenset({"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"})
_MAX_NUMBER = 10_000


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    shape: str  # decimal, lowerLetter, upperRoman, bullet, …
    text: str  # "%1.%2."


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: etree._Element | None) -> None:
        """Take the document's part on numbering, if it has one."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        for shape in elements(root, "abstractNum"):
            levels = {_number(level, "ilvl"): _level(level) for level in elements(shape, "lvl")}
            self._levels[attribute(shape, "abstractNumId") or ""] = levels
        for one in elements(root, "num"):
            identity = attribute(one, "numId") or ""
            self._lists[identity] = _value(one, "abstractNumId")
            for override in elements(one, "lvlOverride"):
                if child(override, "startOverride") is not None:
                    start = number_in(_value(override, "startOverride"), 1)
                    self._restarts[identity, _number(override, "ilvl")] = start

    def label(self, identity: str, level: int) -> str:
        """Count one on in a list (its `numId`), and give what stands before the paragraph."""
        shape = self._lists.get(identity, "")
        levels = self._levels.get(shape, {})
        if level not in levels:
            return BULLET
        counts = self._counts.setdefault(shape, {})
        restart = self._restarts.pop((identity, level), None)
        before = counts.get(level, levels[level].start - 1)
        counts[level] = before + 1 if restart is None else restart
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if levels[level].shape == "bullet":
            return BULLET
        return _PLACE.sub(lambda place: self._shown(shape, int(place[1]) - 1), levels[level].text)

    def _shown(self, shape: str, level: int) -> str:
        known = self._levels[shape].get(level)
        if known is None:
            return ""
        return written(self._counts[shape].get(level, known.start), known.shape)


def _level(element: etree._Element) -> _Level:
    return _Level(
        number_in(_value(element, "start"), 1),
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText"),
    )


def _value(element: etree._Element, name: str) -> str:
    one = child(element, name)
    return (attribute(one, "val") or "") if one is not None else ""


def _number(element: etree._Element, name: str) -> int:
    return number_in(attribute(element, name), 0)


def labelled(label: str, text: str) -> Part:
    """Give a paragraph with its bullet or number: a list item, if `lines.py` takes it for one."""
    return Part("item" if _ITEM.fullmatch(label) else "paragraph", f"{label} {text}")


def written(number: int, shape: str) -> str:
    """Write a number as letters or in Roman; every other shape as digits."""
    if not 0 < number < _MAX_NUMBER or shape not in _SHAPES:
        return str(number)
    text = _roman(number) if shape.endswith("Roman") else _letters(number)
    return text.upper() if shape.startswith("upper") else text


def _letters(number: int) -> str:
    """After z Word counts aa, bb, cc."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
