"""A web page becomes its parts: what a reader sees, without scripts, menus and hidden text."""

# pyright: basic, reportAttributeAccessIssue=false
# (lxml has no types)

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from ingest.packages import number_in
from ingest.parts import Part, Tell
from ingest.refusals import Refused
from ingest.rows import Grid

_SKIPPED = frozenset(
    {
        *("script", "style", "nav", "template", "noscript", "head", "iframe", "object", "embed"),
        *("svg", "canvas", "audio", "video", "select", "textarea", "button", "datalist", "dialog"),
        *("map", "rp", "rt", "annotation", "title"),
    }
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_BLOCKS = _HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr"),
    *("html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody"),
    *("td", "tfoot", "th", "thead", "tr", "ul"),
}
_NOTE_MARKS = {"doc-noteref", "doc-backlink", "noteref", "footnote-ref", "footnote-back"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give the parts of a page that is saved in UTF-8.

    Raises:
        Refused: it is nested more deeply than any page that people write.
    """
    tell(1, 1)
    yield from page_parts(path.read_bytes())


def page_parts(raw: bytes) -> Iterator[Part]:
    """Give the parts of a page of HTML or XHTML in UTF-8; nothing that it names is loaded.

    Raises:
        Refused: it is nested more deeply than any page that people write.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(raw, parser=parser)
    except etree.ParserError:  # nothing in it
        return
    except etree.LxmlError as error:
        raise Refused("damaged") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refused("damaged")
    yield from _parts(root)


def _parts(root: etree._Element) -> Iterator[Part]:
    writer = _Writer()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event != "start":
            if event == "end":
                yield from writer.close(element)
            if element is not root:
                writer.add(element.tail or "")
        elif _is_unseen(element):
            walk.skip_subtree()
        elif element.tag == "table":
            yield from writer.flush()
            yield from _table(element)
            walk.skip_subtree()
        else:
            yield from writer.open(element)
    yield from writer.flush()


class _Writer:
    """The words since the last border of a block, and what they will be."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._bullet = ""
        self._heading: etree._Element | None = None
        self._verbatim = 0

    def open(self, element: etree._Element) -> Iterator[Part]:
        """Take in an element's beginning: a block ends what was before it."""
        if element.tag in _BLOCKS:
            yield from self.flush()
        if element.tag == "li":
            self._bullet = _bullet(element)
        elif element.tag in _HEADINGS:
            self._heading = element
        elif element.tag == "br":
            self._pieces.append("\n")
        self._verbatim += element.tag == "pre"
        self.add(element.text or "")

    def close(self, element: etree._Element) -> Iterator[Part]:
        """Take in an element's end."""
        if element.tag in _BLOCKS:
            yield from self.flush()
        if element.tag == "li":
            self._bullet = ""
        elif element is self._heading:
            self._heading = None
        self._verbatim -= element.tag == "pre"

    def add(self, text: str) -> None:
        """Take in words; their white space counts in preformatted text alone."""
        self._pieces.append(text if self._verbatim else _SPACE.sub(" ", text))

    def flush(self) -> Iterator[Part]:
        """Give the words as a part, if there are any."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if not text.strip():
            return
        if self._heading is not None:
            yield Part("heading", text)
        elif self._bullet:
            yield Part("item", self._bullet + text.strip())
        else:
            yield Part("paragraph", text)
        self._bullet = ""


def _is_unseen(element: etree._Element) -> bool:
    """Tell what a browser does not show, and what belongs to the site and not to the page."""
    if element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    if element.tag == "footer":
        return element.getparent().tag == "body"
    if element.tag == "a":
        return _is_note_mark(element)
    return (
        element.get("aria-hidden") == "true"
        or element.get("role") == "navigation"
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def _is_note_mark(link: etree._Element) -> bool:
    """Tell the number of a footnote, which would stand in the middle of a sentence."""
    if _NOTE_MARKS & {link.get("role"), link.get("epub:type"), link.get("class")}:
        return True
    is_inside = (link.get("href") or "").startswith("#")
    return is_inside and "sup" in {link.getparent().tag, *(one.tag for one in link)}


def _bullet(item: etree._Element) -> str:
    above = item.getparent()
    if above.tag != "ol":
        return "• "
    return f"{above.index(item) + _number(above, 'start')}. "


def _table(table: etree._Element) -> Iterator[Part]:
    """Give a table's rows; a cell that reaches down over several rows is said in each."""
    for caption in table.iterchildren("caption"):
        yield from _parts(caption)
    grid = Grid()
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table and not _is_unseen(row):
            grid.begin_row()
            for cell in row.iterchildren("td", "th"):
                parts = [] if _is_unseen(cell) else list(_parts(cell))
                grid.add(parts, _number(cell, "rowspan"), _number(cell, "colspan"))
    yield from grid.parts()


def _number(element: etree._Element, name: str) -> int:
    return number_in(element.get(name), 1)
