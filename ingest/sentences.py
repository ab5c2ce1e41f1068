"""A text becomes the spans of its sentences, by the rules of its language."""

import regex

from ingest.abbreviations import BEFORE_NUMBER, CLOSING, INNER, ORDINAL_LANGUAGES
from ingest.lines import lines_of

# From the first of several stops on only: if they end nothing, no fewer of them do.
_STOP = regex.compile(
    r"(?<![.!?…;‽])"
    r"(?P<stop>[.!?…;‽]++)(?:\[\d{1,3}\])*+[\"'”’»“«›)\]*_]*+(?:[ \u00a0\u202f]»(?=\s|$))?(?=\s|$)"
)
_OPENERS = regex.compile(r"[\s\"'“”„‚‘’«»‹›(\[¿¡*_–—-]*+")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}.’'&/@:]*$")
_ENUMERATOR = regex.compile(r"[\s(*_\-–•]*(?:\d{1,3}|\p{L}|[IVXLC]+)")
_ROMAN = regex.compile(r"[IVXLC]+")
_NUMERAL = regex.compile(r"[\dIVXLC§]")
_ABBREVIATION_WITH_STOPS = regex.compile(r"(?!www)[\p{L}\p{M}]{1,3}(?:\.[\p{L}\p{M}]{1,3})+")
_WORDS_OF_ONE_LETTER = frozenset("éèőøåöà")  # "Sin é." ends a sentence, "É. Zola" does not
_NUMBERED = regex.compile(r"(?:\p{L}\.|§|№)[ \u00a0]?\d+$")  # "art. 5": no ordinal
_INNER_CAPITAL = regex.compile(r"\p{Ll}{1,2}\p{Lu}")  # hInsíodh, eBay
_DUTCH_CLITIC = regex.compile(r"\s+['’‘][stnk] \p{Lu}")  # 's Avonds
_LONGEST_ABBREVIATION = 40


def sentence_spans(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Where a full stop may end a sentence or only an abbreviation, the text stays together: a quote
    that is too long is still a quote, half a sentence is not.

    Args:
        text: any text; blank lines, list items and rows of tables end a sentence too.
        language: ISO 639-1; without it the letters decide on Greek and Bulgarian, and only those
            abbreviations count that all languages share.

    Returns:
        Spans (start, end) in order, without white space at their ends, covering all else.
    """
    spans: list[tuple[int, int]] = []
    block: tuple[int, int] | None = None
    for line in lines_of(text):
        if block and not (line.gap or line.is_list_item or line.is_row):
            block = (block[0], line.end)
            continue
        if block:
            spans.extend(_in_block(text, *block, language))
        block = (line.start, line.end)
    if block:
        spans.extend(_in_block(text, *block, language))
    return spans


def _in_block(text: str, start: int, end: int, language: str | None) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, match, end, language):
            spans.append(_stripped(text, begin, match.end()))
            begin = match.end()
    if text[begin:end].strip():
        spans.append(_stripped(text, begin, end))
    return spans


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _ends_sentence(
    text: str, begin: int, match: regex.Match[str], end: int, language: str | None
) -> bool:
    """Decide by what follows; for a single full stop also by the word before it."""
    stop, at = match["stop"], match.start()
    token = _TOKEN.search(text, max(begin, at - _LONGEST_ABBREVIATION), at)
    word = token[0] if token else ""
    language = language or _by_letters(word)
    if stop == ";" and language != "el":
        return False
    openers = _OPENERS.match(text, match.end(), end)
    follows = openers.end() if openers else match.end()
    if follows == end:
        return True
    if text[follows].islower() and not (
        _INNER_CAPITAL.match(text, follows, end) or _DUTCH_CLITIC.match(text, match.end(), end)
    ):
        return False
    if stop != ".":
        return True
    if at - begin <= _LONGEST_ABBREVIATION and _ENUMERATOR.fullmatch(text, begin, at):
        return False
    return not _is_abbreviation(word, text[follows], language or "") and not (
        language in ORDINAL_LANGUAGES
        and _is_ordinal(word, text[follows])
        and not _NUMBERED.search(text, max(begin, at - _LONGEST_ABBREVIATION), at)
    )


def _is_abbreviation(token: str, following: str, language: str) -> bool:
    word = token.casefold().strip("'’")
    if word in CLOSING[""] or word in CLOSING.get(language, ()):
        return False
    if word in INNER[""] or word in INNER.get(language, ()):
        return True
    if _NUMERAL.match(following) and (
        word in BEFORE_NUMBER[""] or word in BEFORE_NUMBER.get(language, ())
    ):
        return True
    is_initial = len(token) == 1 and token.isalpha() and token not in _WORDS_OF_ONE_LETTER
    return is_initial or _ABBREVIATION_WITH_STOPS.fullmatch(word) is not None


def _is_ordinal(token: str, following: str) -> bool:
    """Take "15." and "24. 2." as ordinals, "2010." before a word as the end of a sentence."""
    if token.isdigit():
        return len(token) <= 2 or following.isdigit()
    return _ROMAN.fullmatch(token) is not None


def _by_letters(word: str) -> str | None:
    if regex.search(r"\p{Greek}", word):
        return "el"
    return "bg" if regex.search(r"\p{Cyrillic}", word) else None
