"""A Word document becomes its parts: no headers, footers, comments, or text that was deleted.

python-docx is not used: its text leaves out content controls, insertions, text boxes and
footnotes, and it refuses documents with macros and those with a broken link to a picture.
"""

# pyright: basic, reportAttributeAccessIssue=false
# (lxml has no types)

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from ingest.numbering import BULLET, Numbering, labelled
from ingest.packages import Package, attribute, child, elements, local, number_in
from ingest.parts import Part, Tell
from ingest.refusals import Refused
from ingest.rows import Grid

_HEADING = re.compile(r"heading [1-9]|title", re.IGNORECASE)
_CONTENTS = re.compile(r"toc \d|toc heading|table of figures", re.IGNORECASE)
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_NO_TEXT = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "Fallback", "rt"})
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OUTLINE = frozenset("012345678")
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class _Style:
    is_heading: bool = False
    is_contents: bool = False
    list_id: str = ""  # of the numbering
    level: int = 0


_PLAIN = _Style()


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give a document's headings, paragraphs, list items and tables, each with its footnotes.

    Raises:
        Refused: it is damaged, or would unpack to too much.
    """
    tell(1, 1)
    with Package(path) as package:
        main = dict(package.targets("").values()).get("officeDocument", "")
        body = child(package.xml(main), "body")
        if body is None:
            raise Refused("damaged")
        others = dict(package.targets(main).values())
        yield from _Reader(package, others).blocks(body)


class _Reader:
    """What a document's body refers to: styles and notes."""

    def __init__(self, package: Package, others: dict[str, str]) -> None:
        styles = others.get("styles", "")
        self._styles = _styles(package.xml(styles)) if styles in package else {}
        numbering = others.get("numbering", "")
        self._numbering = Numbering(package.xml(numbering) if numbering in package else None)
        self._notes = {
            (kind, attribute(note, "id")): note
            for kind in ("footnote", "endnote")
            if others.get(kind + "s", "") in package
            for note in elements(package.xml(others[kind + "s"]), kind)
        }

    def blocks(self, container: etree._Element) -> Iterator[Part]:
        """Give the parts of a body, cell, note or text box."""
        for element in _unwrapped(container):
            if local(element) == "p":
                yield from self._paragraph(element)
            elif local(element) == "tbl":
                yield from self._table(element)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Part]:
        style = self._style_of(paragraph)
        if style.is_contents:
            return
        pieces: list[str] = []
        later: list[etree._Element] = []
        self._collect(paragraph, pieces, later)
        text = "".join(pieces).strip()
        label = self._numbering.label(style.list_id, style.level) if style.list_id and text else ""
        if style.is_heading:
            yield Part("heading", f"{label.removeprefix(BULLET)} {text}")
        else:
            yield labelled(label, text)
        for container in later:
            yield from self.blocks(container)

    def _collect(
        self, element: etree._Element, pieces: list[str], later: list[etree._Element]
    ) -> None:
        """Collect the text of a paragraph, and what is to follow it: text boxes and notes."""
        for one in element:
            name = local(one)
            if name == "t":
                pieces.append(one.text or "")
            elif name in _MARKS:
                pieces.append(_MARKS[name])
            elif name == "txbxContent":
                later.append(one)
            elif name in ("footnoteReference", "endnoteReference"):
                note = self._notes.get((name.removesuffix("Reference"), attribute(one, "id")))
                if note is not None:
                    later.append(note)
            elif name not in _NO_TEXT and not (name == "r" and _is_on(child(one, "rPr", "vanish"))):
                self._collect(one, pieces, later)

    def _table(self, table: etree._Element) -> Iterator[Part]:
        grid = Grid()
        for row in _unwrapped(table):
            if local(row) == "tr" and child(row, "trPr", "del") is None:
                grid.begin_row()
                for cell in _unwrapped(row):
                    if local(cell) == "tc":
                        self._cell(grid, cell)
        yield from grid.parts()

    def _cell(self, grid: Grid, cell: etree._Element) -> None:
        span, merged = child(cell, "tcPr", "gridSpan"), child(cell, "tcPr", "vMerge")
        across = 1 if span is None else number_in(attribute(span, "val"), 1)
        if merged is not None and attribute(merged, "val") != "restart":
            grid.add_as_above(across)
        else:
            grid.add(list(self.blocks(cell)), across=across)

    def _style_of(self, paragraph: etree._Element) -> _Style:
        """Give what a paragraph's style says, and what the paragraph itself says instead."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return _PLAIN
        named = child(properties, "pStyle")
        style = self._styles.get(attribute(named, "val") or "") if named is not None else None
        return _own_style(properties, style or _PLAIN)


def _styles(root: etree._Element) -> dict[str, _Style]:
    """Give each style by its id, with what it has from the style that it is based on."""
    by_id = {attribute(style, "styleId"): style for style in elements(root, "style")}
    return {identity: _style(identity, by_id, frozenset()) for identity in by_id if identity}


def _style(identity: str, by_id: dict[str | None, etree._Element], met: frozenset[str]) -> _Style:
    style = by_id.get(identity)
    if style is None or identity in met:
        return _PLAIN
    above = child(style, "basedOn")
    inherited = _PLAIN
    if above is not None:
        inherited = _style(attribute(above, "val") or "", by_id, met | {identity})
    named = child(style, "name")
    name = (attribute(named, "val") or "") if named is not None else ""
    known = replace(
        inherited,
        is_heading=inherited.is_heading or _HEADING.fullmatch(name) is not None,
        is_contents=inherited.is_contents or _CONTENTS.fullmatch(name) is not None,
    )
    properties = child(style, "pPr")
    return known if properties is None else _own_style(properties, known)


def _own_style(properties: etree._Element, inherited: _Style) -> _Style:
    """Let an outline level (9 is none) and a list (0 is none) override what was inherited."""
    outline, number = child(properties, "outlineLvl"), child(properties, "numPr", "numId")
    depth = child(properties, "numPr", "ilvl")
    style = inherited
    if outline is not None:
        style = replace(style, is_heading=attribute(outline, "val") in _OUTLINE)
    if number is not None:
        style = replace(style, list_id=_list_id(number))
    if depth is not None:
        style = replace(style, level=number_in(attribute(depth, "val"), 0))
    return style


def _list_id(number: etree._Element) -> str:
    """Give the list that a paragraph is in; 0 takes it out of the one that its style names."""
    identity = attribute(number, "val") or ""
    return "" if identity == "0" else identity


def _unwrapped(container: etree._Element) -> Iterator[etree._Element]:
    """Give the children, and those in content controls and insertions as if these were not."""
    for one in container:
        if local(one) in _WRAPPERS:
            yield from _unwrapped(one)
        elif local(one) == "AlternateContent":
            yield from _unwrapped(next(iter(one), one))
        else:
            yield one


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and attribute(switch, "val") not in _OFF
