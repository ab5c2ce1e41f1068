"""A PDF's file becomes the raw lines of its pages; the only module that parses with pypdf."""

from collections.abc import Iterator
from pathlib import Path

import pypdf
from pypdf import errors

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


def failure_of(error: Exception) -> Failure:
    """Name what an error of pypdf means for the file."""
    for kind, why in _FAILURES.items():
        if isinstance(error, kind):
            return why
    return "damaged"


def _page(reader: pypdf.PdfReader, number: int, gaps: Gaps) -> Part:
    try:
        lines = reader.pages[number - 1].extract_text()
    except _DAMAGE:
        return Part("lost", "", number)
    return Part("page", gaps.close(number, lines), number)
