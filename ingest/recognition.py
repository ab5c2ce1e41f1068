"""A page that is only a picture becomes lines of text, in the language that the page shows.

Tesseract does it, where it is installed (Debian: `tesseract-ocr` and a pack for each language).
With several packs at once it is slow and mixes scripts up, so a first page is read with one pack a
script, the language is told from what came out, and then that language's pack reads alone: its
reading stays right where the accents matter (Maltese read with the English pack: a third of the
words wrong, measured). Later pages begin with the language of the page before.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from time import monotonic

from ingest.languages import identify
from ingest.wording import Notice

PACKS: dict[str, str] = {
    **{"bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa"},
    **{"et": "est", "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun", "it": "ita"},
    **{"lt": "lit", "lv": "lav", "mt": "mlt", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron"},
    **{"sk": "slk", "sl": "slv", "sv": "swe"},
}
MAX_SECONDS = 3_600
_OTHER_SCRIPTS = ("ell", "bul")
_DOTS_PER_INCH = 300
_MAX_SECONDS_A_STEP = 60
# Mean certainty of Tesseract, 0 to 100, each letter counted once. Measured on pages of the
# declaration of human rights: 85 to 96 with the right pack, 22 to 40 with one of another script.
_MIN_CERTAINTY = 60
_WORD_LEVEL = "5"
_GREEK = "[\u0370-\u03ff\u1f00-\u1fff]"
_MICRO_IN_GREEK = re.compile(f"µ(?={_GREEK})|(?<={_GREEK})µ")  # Tesseract's Greek pack writes both


@dataclass(frozen=True, slots=True)
class _Reading:
    """What Tesseract made of one picture, and how sure it was."""

    text: str
    certainty: float

    @property
    def is_sure(self) -> bool:
        return self.certainty >= _MIN_CERTAINTY


@dataclass(frozen=True, slots=True)
class _Word:
    paragraph: tuple[str, str]  # number of the block, number in the block
    line: str
    text: str
    certainty: float


def recognise(
    path: Path, pages: Sequence[int], progress: Callable[[int, int], None] | None = None
) -> dict[int, str]:
    """Read the pictures of pages (1-based) of a PDF; a page that cannot be read is left out.

    Takes about 4 s a page, one page at a time, so that a core stays free for those who chat.

    Args:
        path: the PDF.
        pages: which pages to read.
        progress: is told how many of these pages are done, of how many.
    """
    packs = _installed_packs()
    texts: dict[int, str] = {}
    language, began = None, monotonic()
    for done, page in enumerate(pages, start=1):
        if not packs or monotonic() - began > MAX_SECONDS:
            break
        picture = _draw(path, page)
        text, language = _read(picture, packs, language) if picture else (None, language)
        if text:
            texts[page] = text
        if progress:
            progress(done, len(pages))
    return texts


def why_unread() -> Notice:
    """Say what to do about pictures of text that `recognise` did not read."""
    installed = _installed_packs()
    absent = " ".join(pack for pack in PACKS.values() if pack not in installed)
    if not installed:
        return Notice(
            "Install text recognition (apt-get install tesseract-ocr, and tesseract-ocr-… for each "
            "language of {packs}).",
            packs=absent,
        )
    if absent:
        return Notice(
            "Check it in the original; tesseract-ocr-… is not installed for {packs}.", packs=absent
        )
    return Notice("Check it in the original.")


def _installed_packs() -> frozenset[str]:
    """Give the packs of the 24 languages that Tesseract has; none where it is not installed."""
    listed = _output(["tesseract", "--list-langs"])
    return frozenset((listed or b"").decode("ascii", "replace").split()) & {*PACKS.values()}


def _draw(path: Path, page: int) -> bytes | None:
    script = Path(__file__).with_name("drawing.py")
    return _output(
        [sys.executable, "-P", *map(str, (script, path.resolve(), page, _DOTS_PER_INCH))]
    )


def _read(
    picture: bytes, packs: frozenset[str], expected: str | None
) -> tuple[str | None, str | None]:
    """Give a picture's text, None if Tesseract is not sure of it, and the language to expect."""
    if expected:
        reading = _ask_tesseract(picture, [PACKS[expected]])
        guess = identify(reading.text)
        if reading.is_sure and (guess.language == expected or not guess.sure):
            return reading.text, expected
    probes = _one_pack_a_script(packs)
    reading = _ask_tesseract(picture, probes)
    found = identify(reading.text).language
    if found is None:  # numbers, names
        return (reading.text if reading.is_sure else None), expected
    pack = PACKS[found]
    if pack not in packs:
        return None, expected
    if probes != [pack]:
        reading = _ask_tesseract(picture, [pack])
    return (reading.text, found) if reading.is_sure else (None, expected)


def _one_pack_a_script(packs: frozenset[str]) -> list[str]:
    latin = sorted(packs - {*_OTHER_SCRIPTS}, key=lambda pack: (pack != "eng", pack))
    return [*latin[:1], *(pack for pack in _OTHER_SCRIPTS if pack in packs)]


def _ask_tesseract(picture: bytes, packs: list[str]) -> _Reading:
    """Read a picture; `--psm 1` also turns pages that lie on their side."""
    command = ["tesseract", "stdin", "stdout", "--psm", "1", "--dpi", str(_DOTS_PER_INCH)]
    table = _output([*command, "-l", "+".join(packs), "tsv"], picture)
    words = list(_words((table or b"").decode("utf-8", "replace")))
    letters = sum(len(word.text) for word in words)
    certainty = sum(word.certainty * len(word.text) for word in words) / max(1, letters)
    return _Reading(_MICRO_IN_GREEK.sub("μ", _lines_of(words)), certainty)


def _words(table: str) -> Iterator[_Word]:
    """Read Tesseract's table: level, page, block, paragraph, line, word, box (4), certainty."""
    for row in table.splitlines():
        cells = row.split("\t")
        if cells[0] == _WORD_LEVEL and cells[-1].strip():
            yield _Word((cells[2], cells[3]), cells[4], cells[-1].strip(), float(cells[10]))


def _lines_of(words: list[_Word]) -> str:
    """Put words back into lines, with a blank line between paragraphs."""
    paragraphs = (list(some) for _, some in groupby(words, key=lambda word: word.paragraph))
    return "\n\n".join(
        "\n".join(
            " ".join(word.text for word in line)
            for _, line in groupby(paragraph, key=lambda word: word.line)
        )
        for paragraph in paragraphs
    )


def _output(command: list[str], standard_input: bytes | None = None) -> bytes | None:
    """Run a program and give what it prints; None if it is absent, fails, or takes too long.

    One thread: by default Tesseract takes four and is three times as slow with them on two cores
    (8.7 s a page against 3.0, measured).
    """
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 (a known program; the path is one argument of its own)
            [program, *command[1:]],
            input=standard_input or b"",
            capture_output=True,
            timeout=_MAX_SECONDS_A_STEP,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
