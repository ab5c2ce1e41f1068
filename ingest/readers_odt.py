"""An OpenDocument text becomes its parts: no comments, indexes, or text that was deleted."""

# pyright: basic, reportAttributeAccessIssue=false
# (lxml has no types)

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ingest.numbering import BULLET, labelled, written
from ingest.packages import Package, attribute, child, elements, local, number_in
from ingest.parts import Part, Tell
from ingest.refusals import Refused
from ingest.rows import Grid

_TITLE = "Title"
_CONTAINERS = frozenset(
    {"section", "numbered-paragraph", "frame", "text-box", "index-body", "bibliography", "g"}
)
_ROWS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_NO_TEXT = frozenset(
    {
        *("annotation", "annotation-end", "ruby-text", "hidden-text", "hidden-paragraph"),
        *("script", "title", "desc", "note-citation", "tracked-changes", "page-number"),
    }
)
_MAX_PARENTS = 50  # of a style; damaged files have circles of them
_SHAPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_FAMILIES = {"p": "paragraph", "h": "paragraph", "span": "text", "a": "text"}  # of styles
_MARKS = {"tab": " ", "line-break": "\n"}


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give a document's headings, paragraphs, list items and tables, each with its footnotes.

    Raises:
        Refused: it is encrypted, damaged, or would unpack to too much.
    """
    tell(1, 1)
    with Package(path) as package:
        if "META-INF/manifest.xml" in package:
            manifest = package.xml("META-INF/manifest.xml")
            if next(elements(manifest, "encryption-data"), None) is not None:
                raise Refused("encrypted")
        root = package.xml("content.xml")
        body = child(root, "body", "text")
        if body is None:
            raise Refused("damaged")
        roots = [root, *(package.xml(name) for name in ("styles.xml",) if name in package)]
        yield from _Reader(roots).blocks(body)


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered, and how many levels above are said with it."""

    shape: str
    before: str
    after: str
    shown_levels: int
    start: int


class _Reader:
    """What a document's body refers to: the styles of titles, of lists and of hidden text."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        styles = [style for root in roots for style in elements(root, "style")]
        self._titles = {_TITLE} | {
            attribute(style, "name")
            for style in styles
            if attribute(style, "parent-style-name") == _TITLE
        }
        self._levels = {
            (attribute(style, "name"), attribute(level, "level")): _level(level)
            for root in roots
            for style in elements(root, "list-style")
            for level in elements(style, "list-level-style-number")
        }
        self._displays = _Displays(roots)
        self._counted: dict[tuple[str | None, int], int] = {}  # style and depth: the last number

    def blocks(self, container: Iterable[etree._Element]) -> Iterator[Part]:
        """Give the parts of a body, section, cell, note or text box."""
        for element in container:
            name = local(element)
            if name in ("p", "h"):
                yield from self._paragraph(element, name == "h")
            elif name == "list":
                yield from self._list(element, None, ())
            elif name == "table":
                yield from self._table(element)
            elif name in _CONTAINERS and attribute(element, "display") != "none":
                yield from self.blocks(element)

    def _paragraph(
        self, element: etree._Element, is_heading: bool, label: str = ""
    ) -> Iterator[Part]:
        pieces: list[str] = []
        later: list[etree._Element] = []
        self._collect(element, pieces, later)
        text = "".join(pieces).strip()
        is_heading = is_heading or attribute(element, "style-name") in self._titles
        if text and is_heading:  # the number of a heading that is hidden says nothing
            yield Part("heading", f"{label.removeprefix(BULLET)} {text}")
        elif text:
            yield labelled(label, text)
        for box in later:
            yield from self.blocks(box)

    def _collect(
        self,
        element: etree._Element,
        pieces: list[str],
        later: list[etree._Element],
        is_hidden: bool = False,
    ) -> None:
        """Collect the text of a paragraph, and what is to follow it: text boxes and notes.

        A span in hidden text may be shown, so what is hidden is looked through as well.
        """
        is_hidden = self._displays.is_hidden(element, is_hidden)
        shown, follow = ([], []) if is_hidden else (pieces, later)
        shown.append(_plain(element.text))
        for one in element:
            name = local(one)
            if name == "s":
                shown.append(" ")
            elif name in _MARKS:
                shown.append(_MARKS[name])
            elif name in ("note", "frame"):
                follow.extend(box for box in one.iter("{*}note-body", "{*}text-box"))
            elif name not in _NO_TEXT:
                self._collect(one, pieces, later, is_hidden)
            shown.append(_plain(one.tail))

    def _list(
        self, element: etree._Element, inherited: str | None, above: Sequence[int]
    ) -> Iterator[Part]:
        style, depth = attribute(element, "style-name") or inherited, len(above) + 1
        level = self._levels.get((style, str(depth)))
        number = level.start - 1 if level else 0
        if attribute(element, "continue-numbering") == "true" or attribute(
            element, "continue-list"
        ):
            number = self._counted.get((style, depth), number)
        for item in element:
            number = number_in(attribute(item, "start-value"), number + 1)
            label = self._label(style, [*above, number])
            for one in item:
                if local(one) in ("p", "h"):
                    yield from self._paragraph(one, local(one) == "h", label)
                    label = ""
                elif local(one) == "list":
                    yield from self._list(one, style, [*above, number])
                else:
                    yield from self.blocks([one])
        self._counted[style, depth] = number

    def _label(self, style: str | None, numbers: Sequence[int]) -> str:
        """Write the number of an item, and those above it that its level says too."""
        levels = [self._levels.get((style, str(depth + 1))) for depth in range(len(numbers))]
        own = levels[-1]
        if own is None:
            return BULLET
        shown = [
            written(number, level.shape if level else "decimal")
            for number, level in zip(numbers, levels, strict=True)
        ]
        return own.before + ".".join(shown[-own.shown_levels :]) + own.after

    def _table(self, table: etree._Element) -> Iterator[Part]:
        grid = Grid()
        for row in _table_rows(table):
            grid.begin_row()
            for cell in row:
                if local(cell) == "table-cell":
                    down, across = _span(cell, "rows"), _span(cell, "columns")
                    grid.add(list(self.blocks(cell)), down, across)
        yield from grid.parts()


class _Displays:
    """Which styles hide the text, as Writer saves hidden characters."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        content, *named = roots
        # Automatic styles of styles.xml are those of headers, and have the names of others: T1.
        common = [child(root, "styles") for root in named]
        self._styles = {
            (attribute(style, "family"), attribute(style, "name")): style
            for root in (*common, content)
            if root is not None
            for style in elements(root, "style")
        }

    def is_hidden(self, element: etree._Element, otherwise: bool) -> bool:
        """Tell what the nearest style says that says something; otherwise, what is around it."""
        family = _FAMILIES.get(local(element))
        style = self._styles.get((family, attribute(element, "style-name")))
        for _ in range(_MAX_PARENTS):
            if style is None:
                break
            text = child(style, "text-properties")
            display = attribute(text, "display") if text is not None else None
            if display in ("none", "true"):
                return display == "none"
            style = self._styles.get((family, attribute(style, "parent-style-name")))
        return otherwise


def _level(element: etree._Element) -> _Level:
    return _Level(
        _SHAPES.get(attribute(element, "num-format") or "", "decimal"),
        attribute(element, "num-prefix") or "",
        attribute(element, "num-suffix") or "",
        number_in(attribute(element, "display-levels"), 1),
        number_in(attribute(element, "start-value"), 1),
    )


def _span(cell: etree._Element, what: str) -> int:
    return number_in(attribute(cell, f"number-{what}-spanned"), 1)


def _table_rows(table: etree._Element) -> Iterator[etree._Element]:
    for one in table:
        if local(one) == "table-row":
            yield one
        elif local(one) in _ROWS:
            yield from _table_rows(one)


def _plain(text: str | None) -> str:
    """White space of the file itself, such as line ends, counts as one space."""
    return (text or "").replace("\n", " ")
