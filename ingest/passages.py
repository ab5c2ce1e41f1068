"""A located text becomes passages: small, in one language, on one page and in one section."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import regex

from ingest.languages import identify
from ingest.lines import lines_of
from ingest.located import LocatedText, Passage, Place
from ingest.sections import MARKUP_ONLY
from ingest.sentences import sentence_spans

MIN_CHARS = 60  # shorter paragraphs join the next one
_CLEAR_CHARS = 40  # a sentence this long shows its language
_GRAPHEME = regex.compile(r"\X")
_WORD = regex.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text on its way to become a passage."""

    start: int
    end: int
    language: str
    is_list_item: bool = False


def split(
    text: LocatedText, count_tokens: Callable[[str], int], max_tokens: int = 200
) -> list[Passage]:
    """Cut a text into passages of whole sentences, so that `body[p.start:p.end] == p.text`.

    A list item is a passage of its own; short paragraphs join the next of the same section and
    language. Headings are in no passage: they are the section's name.

    Args:
        text: what a reader gave.
        count_tokens: how many tokens of the embedding model a string has.
        max_tokens: no passage has more, unless a single character has.
    """
    passages: list[Passage] = []
    for page, section, start, end in _regions(text):
        pieces = _told_apart(text.body, list(_blocks(text.body, start, end)))
        for piece in _joined(text.body, pieces):
            for span in _packed(text.body, piece, count_tokens, max_tokens):
                passages.append(_passage(text, span, piece.language, page, section))
    return passages


def _passage(
    text: LocatedText, span: tuple[int, int], language: str, page: int | None, section: str | None
) -> Passage:
    start, end = span
    words = text.body[start:end]
    digest = hashlib.sha256(words.encode("utf-8")).hexdigest()[:8]
    return Passage(
        id=f"{text.document}:{start}-{end}:{digest}",
        document=text.document,
        text=words,
        start=start,
        end=end,
        page=page,
        section=section,
        language=language,
    )


def _regions(text: LocatedText) -> Iterator[tuple[int | None, str | None, int, int]]:
    """Give the stretches between all borders of pages and sections, without the headings."""
    borders = {0, len(text.body)}
    for place in (*text.pages, *text.sections):
        borders.update((place.start, place.end))
    heading_ends = {place.start: _heading_end(text.body, place) for place in text.sections}
    borders.update(heading_ends.values())
    ordered = sorted(borders)
    for start, end in zip(ordered, ordered[1:], strict=False):
        if start in heading_ends and end <= heading_ends[start]:
            continue
        page = _place_at(text.pages, start)
        section = _place_at(text.sections, start)
        yield (int(page.name) if page else None, section.name if section else None, start, end)


def _heading_end(body: str, section: Place) -> int:
    end = body.find("\n", section.start, section.end)
    return section.end if end < 0 else end


def _place_at(places: tuple[Place, ...], at: int) -> Place | None:
    return next((place for place in places if place.start <= at < place.end), None)


def _blocks(body: str, start: int, end: int) -> Iterator[Piece]:
    """Give paragraphs and list items."""
    block: Piece | None = None
    for line in lines_of(body[start:end]):
        opens = line.is_list_item
        here = Piece(start + line.start, start + line.end, "", opens)
        if block and (opens or line.gap):
            yield block
            block = None
        block = replace(block, end=here.end) if block else here
    if block:
        yield block


def _told_apart(body: str, blocks: list[Piece]) -> list[Piece]:
    """Give each block its language; cut a block where its sentences change language."""
    pieces: list[Piece] = []
    for block in blocks:
        words = body[block.start : block.end]
        if MARKUP_ONLY.fullmatch(words):
            continue
        before = pieces[-1].language if pieces else None
        guess = identify(words, before)
        pieces.extend(_by_sentence(body, block, guess.language or before or "en"))
    return pieces


def _by_sentence(body: str, block: Piece, language: str) -> list[Piece]:
    pieces: list[Piece] = []
    for start, end in sentence_spans(body[block.start : block.end], language):
        words = body[block.start + start : block.start + end]
        guess = identify(words)
        own = guess.language if guess.sure and len(words) >= _CLEAR_CHARS else None
        spoken = own or (pieces[-1].language if pieces else language)
        if pieces and pieces[-1].language == spoken:
            pieces[-1] = replace(pieces[-1], end=block.start + end)
        else:
            pieces.append(Piece(block.start + start, block.start + end, spoken, block.is_list_item))
    return pieces


def _joined(body: str, pieces: list[Piece]) -> list[Piece]:
    """Let a short paragraph join the next one of its language."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        fits = last and not last.is_list_item and not piece.is_list_item
        if last and fits and last.language == piece.language and last.end - last.start < MIN_CHARS:
            joined[-1] = replace(last, end=piece.end)
        else:
            joined.append(piece)
    return joined


def _packed(
    body: str, piece: Piece, count_tokens: Callable[[str], int], max_tokens: int
) -> list[tuple[int, int]]:
    """Pack whole sentences into spans of at most `max_tokens`."""
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(body[piece.start : piece.end], piece.language):
        here = (piece.start + start, piece.start + end)
        if spans and count_tokens(body[spans[-1][0] : here[1]]) <= max_tokens:
            spans[-1] = (spans[-1][0], here[1])
        elif count_tokens(body[here[0] : here[1]]) <= max_tokens:
            spans.append(here)
        else:
            spans.extend(_cut(body, here, count_tokens, max_tokens))
    return spans


def _cut(
    body: str, span: tuple[int, int], count_tokens: Callable[[str], int], max_tokens: int
) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is too long between words, or a word between its characters."""
    start, end = span
    while start < end:
        stop = end
        while stop > start and count_tokens(body[start:stop]) > max_tokens:
            stop = start + (stop - start) // 2
        yield (start, stop)
        start = stop
