"""A located text becomes passages: small, in one language, on one page and in one section.

LlamaIndex's SentenceSplitter does not serve here: it strips what it cuts and then looks each piece
up in the text, so among repeated words its spans may point to another place.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from ingest.blocks import Block, blocks_of, with_languages
from ingest.located import LocatedText, Passage, Place
from ingest.parts import Tell
from ingest.sections import heading_end
from ingest.sentences import sentence_spans

MIN_CHARS = 60  # shorter paragraphs join the next one
_MAX_CHARS_PER_TOKEN = 16  # of multilingual-e5; longer text need not be counted
_BORDER = regex.compile(r"(?<=\s)(?=\S)")
_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a passage may be: at most `max_tokens` of what `count_tokens` counts."""

    count_tokens: Callable[[str], int]
    max_tokens: int

    @property
    def max_chars(self) -> int:
        """No text that is longer than this is worth counting."""
        return self.max_tokens * _MAX_CHARS_PER_TOKEN

    def fits(self, text: str) -> bool:
        """Tell whether a text may be one passage."""
        return len(text) <= self.max_chars and self.count_tokens(text) <= self.max_tokens


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch between borders of pages and sections, without headings."""

    page: int | None
    section: str | None
    start: int
    end: int


def split(
    text: LocatedText,
    count_tokens: Callable[[str], int],
    max_tokens: int = 200,
    progress: Tell | None = None,
) -> list[Passage]:
    """Cut a text into passages of whole sentences, so that `body[p.start:p.end] == p.text`.

    A list item is a passage of its own; short paragraphs join the next of the same section and
    language. Headings and lines of mere markup are in no passage, all other text is in one.

    Args:
        text: what a reader gave.
        count_tokens: how many tokens of the embedding model a string has.
        max_tokens: no passage has more, unless one character has.
        progress: is told how much is done, of how much: telling languages is nearly all of the
            work (4.0 s of 4.5 on 300 pages).
    """
    measure = Measure(count_tokens, max_tokens)
    regions = list(_regions(text))
    blocks = [
        block for region in regions for block in blocks_of(text.body, region.start, region.end)
    ]
    passages: list[Passage] = []
    starts = [region.start for region in regions]
    for block in _joined(with_languages(text.body, blocks, progress), starts):
        region = regions[bisect_right(starts, block.start) - 1]
        for span in _packed(text.body, block, measure):
            passages.append(_passage(text, span, block.language, region))
    return passages


def _passage(text: LocatedText, span: tuple[int, int], language: str, region: Region) -> Passage:
    start, end = span
    words = text.body[start:end]
    digest = hashlib.sha256(words.encode("utf-8", errors="surrogatepass")).hexdigest()[:8]
    return Passage(
        id=f"{text.document}:{start}-{end}:{digest}",
        document=text.document,
        text=words,
        start=start,
        end=end,
        page=region.page,
        section=region.section,
        language=language,
    )


def _regions(text: LocatedText) -> Iterator[Region]:
    headings = {place.start: heading_end(text.body, place) for place in text.sections}
    borders = {0, len(text.body), *headings.values()}
    for place in (*text.pages, *text.sections):
        borders.update((place.start, place.end))
    for start, end in pairwise(sorted(borders)):
        if start not in headings or end > headings[start]:
            page, section = _at(text.pages, start), _at(text.sections, start)
            yield Region(int(page) if page else None, section, start, end)


def _at(places: tuple[Place, ...], at: int) -> str | None:
    """Give the name of the place that holds a position; places are in order and do not overlap."""
    number = bisect_right(places, at, key=lambda place: place.start) - 1
    return places[number].name if number >= 0 and at < places[number].end else None


def _joined(blocks: list[Block], borders: list[int]) -> list[Block]:
    """Let a short paragraph join the next one of its region and language."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and _belong_together(last, block, borders):
            joined[-1] = replace(last, end=block.end)
        else:
            joined.append(block)
    return joined


def _belong_together(last: Block, block: Block, borders: list[int]) -> bool:
    return (
        last.end - last.start < MIN_CHARS
        and last.language == block.language
        and not last.is_list_item
        and not block.is_list_item
        and bisect_right(borders, last.start) == bisect_right(borders, block.start)
    )


def _packed(body: str, block: Block, measure: Measure) -> list[tuple[int, int]]:
    """Pack whole sentences, as many as fit."""
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(body[block.start : block.end], block.language):
        here = (block.start + start, block.start + end)
        if spans and measure.fits(body[spans[-1][0] : here[1]]):
            spans[-1] = (spans[-1][0], here[1])
        elif measure.fits(body[here[0] : here[1]]):
            spans.append(here)
        else:
            spans.extend(_cut(body, *here, measure))
    return spans


def _cut(body: str, start: int, end: int, measure: Measure) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is too long: between words, or if need be between characters."""
    while start < end:
        if measure.fits(body[start:end]):
            yield (start, end)
            return
        window = _window(body, start, end, measure)
        words = [match.start() for match in _BORDER.finditer(body, start + 1, window)]
        stop = _last_that_fits(body, start, words, measure)
        if stop is None:
            graphemes = [match.end() for match in _GRAPHEME.finditer(body, start, window)]
            stop = _last_that_fits(body, start, graphemes, measure) or graphemes[0]
        yield (start, start + len(body[start:stop].rstrip()))
        while stop < end and body[stop].isspace():
            stop += 1
        start = stop


def _window(body: str, start: int, end: int, measure: Measure) -> int:
    """Give an end behind which there is no need to look: the limit's length and a quarter more."""
    end = min(end, start + measure.max_chars)
    tokens = max(1, measure.count_tokens(body[start:end]))
    return min(end, start + 1 + (end - start) * measure.max_tokens * 5 // (tokens * 4))


def _last_that_fits(body: str, start: int, stops: list[int], measure: Measure) -> int | None:
    """Find the last stop up to which the text fits, taking longer text to have more tokens."""
    fitting = bisect_right(stops, False, key=lambda stop: not measure.fits(body[start:stop]))
    return stops[fitting - 1] if fitting else None
