"""A text becomes the spans of its sentences, by the rules of its language."""

import regex

from ingest.abbreviations import CLOSING, INNER, ORDINAL_LANGUAGES

_BREAK = regex.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*+•‣▪◦–]|\(?\d{1,3}[.)]|[➤►▶➢#])[ \t]+\S)")
_STOP = regex.compile(
    r"(?P<stop>[.!?…;‽]+)(?:\[\d{1,3}\])*[\"'”’»“«›)\]*_]*(?:[ \u00a0\u202f]»(?=\s|$))?(?=\s|$)"
)
_OPENERS = regex.compile(r"[\s\"'“”„‚‘’«»‹›(\[¿¡*_–—-]*")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}.’'&/]*$")
_ENUMERATOR = regex.compile(r"[\s(*_\-–•]*(?:\d{1,3}|\p{L}|[IVXLC]+)")
_ROMAN = regex.compile(r"[IVXLC]+")
_CAPITAL_SECOND = regex.compile(r"\p{Ll}{1,2}\p{Lu}|['’‘][stnk] \p{Lu}")


def sentence_spans(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Where a full stop may end a sentence or an abbreviation, they are left together: a quote that
    is too long is still a quote, half a sentence is not.

    Args:
        text: any text; blank lines and list items end a sentence too.
        language: ISO 639-1; without it Greek and Cyrillic letters decide, or only what is common.

    Returns:
        Spans (start, end) in order, without white space round them, covering all else.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _BREAK.finditer(text):
        spans.extend(_in_block(text, start, gap.start(), language))
        start = gap.end()
    spans.extend(_in_block(text, start, len(text), language))
    return spans


def _in_block(text: str, start: int, end: int, language: str | None) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, match, end, language):
            spans.append((begin, match.end()))
            begin = match.end()
    spans.append((begin, end))
    stripped = (_strip(text, *span) for span in spans)
    return [span for span in stripped if span[0] < span[1]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _ends_sentence(
    text: str, begin: int, match: "regex.Match[str]", end: int, language: str | None
) -> bool:
    stop = match["stop"]
    token_match = _TOKEN.search(text, max(begin, match.start() - 40), match.start())
    token = token_match[0] if token_match else ""
    language = language or _by_script(token)
    if stop == ";" and language != "el":
        return False
    openers = _OPENERS.match(text, match.end(), end)
    following = text[openers.end() if openers else match.end() : end][:4]
    if not following:
        return True
    if following[0].islower() and not _CAPITAL_SECOND.match(text, match.end() + 1):
        return False
    return stop != "." or _full_stop_ends(text[begin : match.start()], token, following, language)


def _full_stop_ends(before: str, token: str, following: str, language: str | None) -> bool:
    if _ENUMERATOR.fullmatch(before):
        return False
    word = token.casefold().strip("'’")
    if word in CLOSING.get(language or "", CLOSING[""]):
        return True
    if len(word) == 1 and word.isalpha():
        return False
    if word in INNER[""] or word in INNER.get(language or "", frozenset()):
        return False
    if "." in word and not any(character.isdigit() for character in word):
        return False
    if language in ORDINAL_LANGUAGES:
        is_ordinal = word.isdigit() and (len(word) <= 2 or following[0].isdigit())
        return not is_ordinal and not _ROMAN.fullmatch(token)
    return True


def _by_script(token: str) -> str | None:
    if regex.search(r"\p{Greek}", token):
        return "el"
    return "bg" if regex.search(r"\p{Cyrillic}", token) else None
