"""A Markdown text becomes its parts by its grammar, by way of the web page that it stands for."""

from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from ingest.parts import Part, Tell
from ingest.readers_html import page_parts


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give the parts of a text that is saved in UTF-8, CommonMark with tables.

    Raises:
        Refused: it is nested more deeply than any text that people write.
    """
    tell(1, 1)
    page = MarkdownIt("commonmark").enable("table").render(path.read_text(encoding="utf-8"))
    yield from page_parts(page.encode("utf-8"))
