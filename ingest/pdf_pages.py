"""A PDF's file becomes the raw lines of its pages; the only module that parses with pypdf."""

import itertools
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pypdf
from pypdf import errors
from pypdf.generic import NameObject

from ingest.parts import Part, Tell
from ingest.pdf_gaps import Gaps
from ingest.refusals import DAMAGE, Failure, Refused

_DAMAGE = (errors.PyPdfError, *DAMAGE)
_FAILURES: dict[type[Exception], Failure] = {
    errors.FileNotDecryptedError: "encrypted",
    errors.DependencyError: "encrypted",  # a cipher that no installed package knows
    errors.EmptyFileError: "empty",
    errors.LimitReachedError: "too large",
    MemoryError: "too large",
}

_MOST_ATTACHMENTS = 20  # told by name

CAUGHT = (*_FAILURES, *_DAMAGE)


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give each page's text as pypdf finds it; a damaged page is lost and the others go on.

    Raises:
        Refused: encrypted, damaged, or without pages.
    """
    try:
        reader = pypdf.PdfReader(path)
        count = len(reader.pages)
    except CAUGHT as error:
        raise Refused(failure_of(error)) from error
    if not count:
        raise Refused("empty")
    gaps = Gaps(path)
    for number in range(1, count + 1):
        tell(number, count)
        yield _page(reader, number, gaps)
    with suppress(*_DAMAGE):
        for name in itertools.islice(reader.attachments, _MOST_ATTACHMENTS):
            yield Part("attachment", name)


def failure_of(error: Exception) -> Failure:
    """Name what an error of pypdf means for the file."""
    for kind, why in _FAILURES.items():
        if isinstance(error, kind):
            return why
    return "damaged"


def _page(reader: pypdf.PdfReader, number: int, gaps: Gaps) -> Part:
    try:
        page = reader.pages[number - 1]
        lines = page.extract_text()
    except _DAMAGE:
        return Part("lost", "", number)
    return Part("page", "\n".join([gaps.close(number, lines), *filled_fields(page)]), number)


def filled_fields(page: pypdf.PageObject) -> Iterator[str]:
    """What was filled into a page's form, a line a field with its name; it is no text of the page.

    What cannot be read of it is left out.
    """
    with suppress(*_DAMAGE):
        for annotation in page.annotations or ():
            widget = annotation.get_object()
            if widget.get("/Subtype") != "/Widget":
                continue
            field = widget.get("/Parent", widget).get_object()
            name, value = (widget.get(key) or field.get(key) for key in ("/TU", "/V"))
            name = name or widget.get("/T") or field.get("/T")
            if isinstance(value, str) and not isinstance(value, NameObject) and value.strip():
                told = " ".join(value.split())
                yield f"{name.strip().rstrip(':')}: {told}" if isinstance(name, str) else told
