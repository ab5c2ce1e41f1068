"""Bytes that may be anything go through a reader and all that follows, and nothing may break.

What may happen: the file is read, and then its passages are stretches of its text; or it is
refused. A library may stumble over damage as `ingest.child` expects it to; our own code may not.
"""

import importlib
import tempfile
import traceback
import zipfile
from pathlib import Path

from ingest import errors
from ingest.assembling import assemble
from ingest.child import PARSERS
from ingest.decoding import clean, decode
from ingest.errors import CannotRead
from ingest.located import LocatedText, Place
from ingest.passages import split
from ingest.pdf_layout import paragraphs
from ingest.pdf_margins import without_repeated_margins
from ingest.readers_zip import members
from ingest.refusals import DAMAGE, Refused
from ingest.sections import text_sections
from ingest.sniffing import Kind, kind_of

KINDS = (*sorted(PARSERS), "txt", "zip")
MOST_PAGES = 300
MOST_CHARS = 300_000
OURS = str(Path(errors.__file__).parent)


def try_bytes(kind, raw):
    """Read bytes as a file of a kind; whether there was text in them.

    Raises:
        Exception: whatever our own code let through.
    """
    with tempfile.TemporaryDirectory(prefix="p4c-fuzz-") as folder:
        path = Path(folder) / f"document.{kind}"
        path.write_bytes(raw)
        try:
            kind_of(path)
        except CannotRead as refused:
            check_line(refused)
        try:
            text = READERS.get(kind, read_parts)(path, kind)
        except CannotRead as refused:
            check_line(refused)
            return False
        except (Refused, MemoryError):
            return False
        except DAMAGE as error:
            if is_ours(error):
                raise
            return False
    check(text)
    return bool(text.body.strip())


def is_ours(error):
    """Whether an error was raised in a line of ours, and not in a library's."""
    return traceback.extract_tb(error.__traceback__)[-1].filename.startswith(OURS)


def check_line(refused):
    """A refusal is one line that names the file and says what to do."""
    line = str(refused)
    assert "\n" not in line
    assert line.startswith("document."), line
    assert line.rstrip().endswith((".", ")")), line


def check(text):
    """The places lie in the text, the passages are stretches of it, and the text is clean."""
    body = text.body
    assert clean(body) == body
    for place in (*text.pages, *text.sections):
        assert 0 <= place.start <= place.end <= len(body), place
    for passage in split(text, lambda words: len(words) // 4):
        assert passage.text == body[passage.start : passage.end]
        assert passage.text.strip()


def read_parts(path, kind):
    parts = parse(path, kind)
    if kind != "pdf":
        return assemble("document", parts)
    pages = [paragraphs(lines) for lines in without_repeated_margins([p.text for p in parts])]
    places, start = [], 0
    for number, page in enumerate(pages, start=1):
        places.append(Place(str(number), start, start + len(page)))
        start += len(page) + 2
    body = "\n\n".join(pages)
    return LocatedText("document", body, tuple(places), text_sections(body))


def parse(path, kind):
    """Ask a parser for its parts, not without end."""
    parser = importlib.import_module(PARSERS[kind])
    parts, chars = [], 0
    for part in parser.parse(path, tell):
        parts.append(part)
        chars += len(part.text)
        if chars > MOST_CHARS:
            raise Refused("too large")
    return parts


def tell(page, pages):
    if pages > MOST_PAGES:
        raise Refused("too many pages")


def read_text(path, kind):
    body = clean(decode(path.read_bytes()[:MOST_CHARS], path.name))
    return LocatedText("document", body, (), text_sections(body))


def read_page(path, kind):
    """Web pages and Markdown reach their parsers in UTF-8."""
    text = clean(decode(path.read_bytes(), path.name))
    path.write_text(text, encoding="utf-8")
    return read_parts(path, kind)


def read_archive(path, kind):
    into = path.parent / "members"
    into.mkdir()
    if not zipfile.is_zipfile(path) or kind_of(path) is not Kind.ZIP:
        raise Refused("damaged")
    found = members(path, into)
    assert all(one.resolve().is_relative_to(into.resolve()) for one in found.files)
    assert all(one.resolve().parent == into.resolve() for one in into.rglob("*"))
    for one in found.problems:
        check_line(one)
    return LocatedText("document", " ".join(one.name for one in found.files), (), ())


READERS = {
    **dict.fromkeys(("csv", "html", "md"), read_page),
    "txt": read_text,
    "zip": read_archive,
}
