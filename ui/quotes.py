"""A citation becomes its quote among the words around it, cut at word borders."""

import re
from dataclasses import dataclass
from html import escape

from assistant.answer import Citation

AROUND_CHARS = 300
BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote with what stands before and after it; `starts` and `ends` the document if so."""

    before: str
    quote: str
    after: str
    starts: bool
    ends: bool


def excerpt(citation: Citation, body: str, around_chars: int = AROUND_CHARS) -> Excerpt:
    """Cut the quote and at most `around_chars` on each side out of a document's text.

    A text that no longer holds the quote at its place gives the quote alone.
    """
    start, end = citation.locator.start, citation.locator.end
    if body[start:end] != citation.quote:
        return Excerpt("", citation.quote, "", starts=False, ends=False)
    first, last = max(0, start - around_chars), min(len(body), end + around_chars)
    before, after = body[first:start], body[end:last]
    if first > 0 and not body[first - 1].isspace():
        before = whole_words(before)
    if last < len(body) and not body[last].isspace():
        after = whole_words(after[::-1])[::-1]
    return Excerpt(before, citation.quote, after, starts=first == 0, ends=last == len(body))


def whole_words(text: str) -> str:
    """The text without the rest of a word that it begins with; a text of one word stays."""
    space = re.search(r"\s", text)
    return text[space.end() :] if space else text


def excerpt_html(part: Excerpt) -> str:
    """Set an excerpt as HTML: the quote in <mark>, every character of the document as text."""
    before = ("" if part.starts else "… ") + tidy(part.before).lstrip()
    after = tidy(part.after).rstrip() + ("" if part.ends else " …")
    return f"{escape(before)}<mark>{escape(tidy(part.quote))}</mark>{escape(after)}"


def tidy(text: str) -> str:
    """The text with runs of blank lines made one, for reading."""
    return BLANK_LINES.sub("\n\n", text)
