"""A text becomes its blocks, paragraphs and list items, each in one language."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.languages import Guess, identify
from ingest.lines import lines_of
from ingest.parts import Tell, tell_nobody
from ingest.sentences import sentence_spans

UNKNOWN = "und"  # ISO 639's word for a language that is not known, or is none of the 24
SEVERAL = "mul"
_MAIN_SHARE = 0.9
_CLEAR_CHARS = 40
_CLEAR_CONFIDENCE = 0.9
_MARKUP_ONLY = re.compile(r"[\s\-=_*~#`|:+.]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item of a text, and its language once that is known."""

    start: int
    end: int
    is_list_item: bool
    language: str = UNKNOWN


def blocks_of(body: str, start: int, end: int) -> Iterator[Block]:
    """Give the paragraphs and list items of a stretch that are more than markup, in order."""
    block: Block | None = None
    for line in lines_of(body[start:end]):
        if block and not (line.gap or line.is_list_item):
            block = replace(block, end=start + line.end)
            continue
        if block and not _MARKUP_ONLY.fullmatch(body, block.start, block.end):
            yield block
        block = Block(start + line.start, start + line.end, line.is_list_item)
    if block and not _MARKUP_ONLY.fullmatch(body, block.start, block.end):
        yield block


def main_language(body: str) -> str:
    """Give the language of at least nine tenths of a text, else "mul"."""
    blocks = with_languages(body, list(blocks_of(body, 0, len(body))))
    return language_of_most((block.language, block.end - block.start) for block in blocks)


def language_of_most(stretches: Iterable[tuple[str, int]]) -> str:
    """Give the language of at least nine tenths of the characters, else "mul".

    Args:
        stretches: the language of each, and how many characters it has.
    """
    chars: Counter[str] = Counter()
    for spoken, length in stretches:
        chars[spoken] += length
    language, most = chars.most_common(1)[0] if chars else (SEVERAL, 0)
    return language if language != UNKNOWN and most >= _MAIN_SHARE * chars.total() else SEVERAL


def with_languages(body: str, blocks: list[Block], progress: Tell | None = None) -> list[Block]:
    """Give each block its language; cut a block where its sentences change language.

    A block that does not show its language has that of the block before or after it.

    Args:
        body: the text.
        blocks: of the text, in order.
        progress: is told how much is done, of how much: each block is looked at as a whole, then
            by its sentences, which takes as long.
    """
    tell = progress or tell_nobody
    tell(0, 2 * len(blocks))  # before the detectors load, which takes a second once
    guesses: list[Guess] = []
    for number, block in enumerate(blocks, start=1):
        guesses.append(identify(body[block.start : block.end]))
        tell(number, 2 * len(blocks))
    after = _next_sure(guesses)
    known: list[Block] = []
    before: str | None = None
    looked_at = zip(blocks, guesses, after, strict=True)
    for number, (block, guess, later) in enumerate(looked_at, start=len(blocks) + 1):
        before = _settled(guess, before, later)
        known.extend(_by_sentence(body, replace(block, language=before or UNKNOWN)))
        before = known[-1].language
        tell(number, 2 * len(blocks))
    return known


def _next_sure(guesses: list[Guess]) -> list[str | None]:
    """Give for each guess the language of the next sure one."""
    after: list[str | None] = []
    language: str | None = None
    for guess in reversed(guesses):
        after.append(language)
        language = (guess.language or UNKNOWN) if guess.sure else language
    return after[::-1]


def _settled(guess: Guess, before: str | None, after: str | None) -> str | None:
    if guess.sure:
        return guess.language or UNKNOWN
    if guess.language is not None and guess.language in (before, after):
        return guess.language
    return before or after or guess.language


def _by_sentence(body: str, block: Block) -> Iterator[Block]:
    """Give the block, or its parts where long sentences are clearly in another language."""
    part: Block | None = None
    for start, end in sentence_spans(body[block.start : block.end], block.language):
        here = replace(block, start=block.start + start, end=block.start + end)
        spoken = _of_sentence(body[here.start : here.end]) or (part or block).language
        if part and part.language == spoken:
            part = replace(part, end=here.end)
            continue
        if part:
            yield part
        part = replace(here, language=spoken)
    if part:
        yield part


def _of_sentence(words: str) -> str | None:
    if len(words) < _CLEAR_CHARS:
        return None
    guess = identify(words)
    return guess.language if guess.confidence >= _CLEAR_CONFIDENCE else None
