"""Slides become parts, slide by slide: title, words of shapes and tables, then the notes.

python-pptx is not used: it refuses slides with a broken link to a picture, and leaves out diagrams.
"""

# pyright: basic, reportAttributeAccessIssue=false
# (lxml has no types)

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.packages import Package, attribute, child, elements, local
from ingest.parts import Part, Tell
from ingest.refusals import Refused
from ingest.rows import Grid

_TITLES = frozenset({"title", "ctrTitle"})
_MARGINS = frozenset({"dt", "ftr", "hdr", "sldNum", "sldImg"})
_BULLETS = frozenset({"buChar", "buAutoNum", "buBlip"})
_FIELDS = ("slidenum", "datetime", "footer", "header")


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give the parts of each slide that is shown, with the slide's number as page.

    Raises:
        Refused: it is damaged, empty, or would unpack to too much.
    """
    with Package(path) as package:
        main = dict(package.targets("").values()).get("officeDocument", "")
        targets = package.targets(main)
        ids = [_relation(slide) for slide in elements(package.xml(main), "sldId")]
        slides = [targets[identity][1] for identity in ids if identity in targets]
        if not slides:
            raise Refused("empty")
        for number, slide in enumerate(slides, start=1):
            tell(number, len(slides))
            yield from _slide(package, slide, number)


def _slide(package: Package, name: str, number: int) -> Iterator[Part]:
    root = package.xml(name)
    if attribute(root, "show") == "0":
        yield Part("hidden slide", str(number))
        return
    tree = child(root, "cSld", "spTree")
    shapes = list(_shapes(tree)) if tree is not None else []
    shapes.sort(key=lambda shape: _placeholder(shape) not in _TITLES)
    for shape in shapes:
        yield from _shape(shape, number)
    for kind, target in package.targets(name).values():
        if kind == "diagramData" and target in package:
            yield from (Part("item", "• " + text, number) for text in _texts(package.xml(target)))
        elif kind == "notesSlide" and target in package:
            yield from _notes(package.xml(target), number)


def _shapes(container: etree._Element) -> Iterator[etree._Element]:
    """Give the shapes and tables of a slide, also those in groups."""
    for one in container:
        name = local(one)
        if name == "grpSp":
            yield from _shapes(one)
        elif name == "AlternateContent":
            yield from _shapes(next(iter(one), one))
        elif name in ("sp", "graphicFrame") and not _is_hidden(one):
            yield one


def _shape(shape: etree._Element, number: int) -> Iterator[Part]:
    for table in elements(shape, "tbl"):
        yield from _table(table, number)
    body, placeholder = child(shape, "txBody"), _placeholder(shape)
    if body is None or placeholder in _MARGINS:
        return
    if placeholder in _TITLES:
        yield Part("heading", " ".join(_texts(body)), number)
        return
    paragraphs = [p for p in elements(body, "p") if _text(p).strip()]
    is_list = placeholder in ("body", "obj", "") and len(paragraphs) > 1
    for paragraph in paragraphs:
        properties = child(paragraph, "pPr")
        marks = {local(mark) for mark in ([] if properties is None else properties)}
        if marks & _BULLETS or (is_list and "buNone" not in marks):
            yield Part("item", "• " + _text(paragraph), number)
        else:
            yield Part("paragraph", _text(paragraph), number)


def _table(table: etree._Element, number: int) -> Iterator[Part]:
    grid = Grid()
    for row in elements(table, "tr"):
        grid.begin_row()
        for cell in elements(row, "tc"):
            if "vMerge" in cell.attrib:
                grid.add_as_above()
            else:
                grid.add([Part("paragraph", text, number) for text in _texts(cell)])
    yield from grid.parts(number)


def _notes(root: etree._Element, number: int) -> Iterator[Part]:
    for shape in elements(root, "sp"):
        if _placeholder(shape) == "body":
            yield from (Part("paragraph", text, number) for text in _texts(shape))


def _texts(container: etree._Element) -> list[str]:
    return [text for p in elements(container, "p") if (text := _text(p)).strip()]


def _text(paragraph: etree._Element) -> str:
    """Give a paragraph's words, without fields such as the slide's number."""
    pieces: list[str] = []
    for one in paragraph:
        if local(one) == "br":
            pieces.append("\n")
        elif not (local(one) == "fld" and (one.get("type") or "").startswith(_FIELDS)):
            pieces.extend(run.text or "" for run in elements(one, "t"))
    return "".join(pieces)


def _placeholder(shape: etree._Element) -> str | None:
    """Give what a shape stands for on its slide: "title", "body", …; None if it is a plain one."""
    mark = child(shape, "nvSpPr", "nvPr", "ph")
    return None if mark is None else mark.get("type") or ""


def _is_hidden(shape: etree._Element) -> bool:
    return any(mark.get("hidden") in ("1", "true") for mark in elements(shape, "cNvPr"))


def _relation(element: etree._Element) -> str:
    """Give the id of a relationship: of two attributes called `id` it is the one with a prefix."""
    return next((str(v) for key, v in element.attrib.items() if str(key).endswith("}id")), "")
