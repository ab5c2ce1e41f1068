"""A PDF's file becomes paragraphs, page by page, and a line for each page that was not read."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.decoding import printable
from ingest.errors import CannotRead
from ingest.pdf_layout import paragraphs, without_repeated_margins

MAX_PAGES = 3_000
MAX_CHARS = 20_000_000
MAX_WALL_SECONDS = 120
MIN_LETTER_SHARE = 0.35

REMEDIES = {
    "encrypted": "is encrypted. Save a copy without password and add that.",
    "damaged": "is damaged. Get it again, or save it again from the program that made it.",
    "empty": "is empty. Get it again.",
    "too large": (
        f"is too large (more than {MAX_PAGES:,} pages or {MAX_CHARS:,} characters). Split it."
    ),
    "broken off": (
        "could not be read to its end: it takes too long, too much memory, or is badly damaged. "
        "Save it again from the program that made it."
    ),
}


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What was read of one page: its paragraphs, or why there are none."""

    number: int
    text: str
    unread: str | None = None


class _ChildAnswer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    pages: tuple[str | None, ...] = ()
    failure: str | None = None


def read_pdf(path: Path, max_wall_seconds: float = MAX_WALL_SECONDS) -> list[PdfPage]:
    """Read a PDF in a child process with bounded memory and time, about 4 s to start.

    Raises:
        CannotRead: the file is encrypted, damaged, empty, too large, or a scan without text.
    """
    name, raw = printable(path.name), _ask_child(path, max_wall_seconds)
    texts = without_repeated_margins([text or "" for text in raw])
    pages = [
        _page(name, number, text, is_damaged=raw[number - 1] is None)
        for number, text in enumerate(texts, start=1)
    ]
    if not any(page.text for page in pages):
        raise CannotRead(
            f"{name}: no text on any of its {len(pages)} pages, so it may be a scan. "
            f"Run text recognition (OCR) on it and add the result."
        )
    return pages


def _page(name: str, number: int, raw: str, *, is_damaged: bool) -> PdfPage:
    if is_damaged:
        return PdfPage(number, "", f"{name}, page {number}: is damaged. Check it in the original.")
    text = paragraphs(raw)
    if not text:
        why = "no text found. If it is a scan, run OCR on the file and add it again."
        return PdfPage(number, "", f"{name}, page {number}: {why}")
    share = letter_share(text)
    if share < MIN_LETTER_SHARE:
        why = f"only {share:.0%} of its characters are letters. Check it in the original."
        return PdfPage(number, "", f"{name}, page {number}: {why}")
    return PdfPage(number, text)


def letter_share(text: str) -> float:
    """Give the share of letters among the characters that are not white space.

    pypdf drops or garbles the letters of fonts that do not say what their glyphs mean.
    """
    visible = [character for character in text if not character.isspace()]
    return sum(character.isalpha() for character in visible) / len(visible) if visible else 0.0


def _ask_child(path: Path, max_wall_seconds: float) -> tuple[str | None, ...]:
    script = Path(__file__).with_name("pdf_child.py")
    command = [sys.executable, "-P", *map(str, (script, path.resolve(), MAX_PAGES, MAX_CHARS))]
    try:
        done = subprocess.run(  # noqa: S603 (our own script, and a path as one argument)
            command, capture_output=True, timeout=max_wall_seconds, check=True
        )
        answer = _ChildAnswer.model_validate_json(done.stdout)
    except (subprocess.SubprocessError, ValidationError) as error:
        raise CannotRead(f"{printable(path.name)}: {REMEDIES['broken off']}") from error
    if answer.failure:
        raise CannotRead(f"{printable(path.name)}: {REMEDIES[answer.failure]}")
    return answer.pages
