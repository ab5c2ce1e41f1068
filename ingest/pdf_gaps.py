"""A PDF page's lines lose the spaces that stand where the page has no gap.

pypdf takes a pair of letters that are moved together, as in "L’éducation" or "κόσμου", for a gap:
"L ’éducation", "κ όσμου"; in Greek pages that Chromium printed 54 of 57 paragraphs had one.
pdfium knows where each letter lies. Measured on such pages, in parts of a line's height: false
spaces are at most .03 wide, true ones at least .13. Where pdfium sees a space too, it stays.
"""

# pyright: basic
# (pypdfium2's raw interface has no types)

from itertools import pairwise
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

_LEAST_GAP = 0.08  # of a line's height
_HYPHENS = str.maketrans(dict.fromkeys("\x02\u00ad\u2010\ufffe", "-"))  # pdfium has its own


class Gaps:
    """A PDF as pdfium sees it; what it cannot open or find stays as it is."""

    def __init__(self, path: Path) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            self._pdf = None

    def close(self, number: int, lines: str) -> str:
        """Take the false spaces out of the lines of a page (1-based)."""
        if self._pdf is None or number > len(self._pdf):
            return lines
        try:
            page = _Page(self._pdf[number - 1])
        except pypdfium2.PdfiumError:
            return lines
        return "\n".join(map(page.closed, lines.split("\n")))


class _Page:
    """The letters of a page, without white space, and where each of them lies."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page.get_textpage()
        count = raw.FPDFText_CountChars(self._page)
        signs = [chr(raw.FPDFText_GetUnicode(self._page, at)) for at in range(count)]
        self._places = [at for at, sign in enumerate(signs) if not sign.isspace()]
        self._letters = "".join(signs[at] for at in self._places).translate(_HYPHENS)

    def closed(self, line: str) -> str:
        """Give a line without its false spaces."""
        words = line.split()
        at = self._letters.find("".join(words).translate(_HYPHENS))
        if at < 0 or len(words) < 2:
            return line
        pieces = words[:1]
        for before, word in pairwise(words):
            at += len(before)
            pieces.append(" " + word if self._is_gap(at) else word)
        return line[: len(line) - len(line.lstrip())] + "".join(pieces)

    def _is_gap(self, at: int) -> bool:
        """Tell whether there is a gap before the letter of this number."""
        before, after = self._places[at - 1], self._places[at]
        if after - before > 1:
            return True
        left, right = self._box(before), self._box(after)
        if min(left.top, right.top) <= max(left.bottom, right.bottom):
            return True  # one below the other: a new line, or text that is turned
        height = max(left.top - left.bottom, right.top - right.bottom)  # a hyphen has .8 pt alone
        return right.left - left.right > _LEAST_GAP * height

    def _box(self, place: int) -> raw.FS_RECTF:
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._page, place, box)
        return box
