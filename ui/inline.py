"""The little Markdown of a claim (bold, italics, [n] markers) becomes HTML that cannot act."""

import re
from collections.abc import Callable, Collection
from html import escape

# Emphasis does not nest and ends in its own claim; anything else is shown as it stands.
TOKEN = re.compile(
    r"""\\(?P<literal>[!-/:-@\[-`{-~])
      | \*\*(?P<bold>(?:\\.|[^*\\])+)\*\*
      | \*(?P<italic>(?:\\.|[^*\\])+)\*
      | \[(?P<marker>\d{1,4})\]""",
    re.VERBOSE | re.DOTALL,
)


def inline_html(text: str, markers: Collection[int], link: Callable[[int], str]) -> str:
    """Set a claim or caveat as HTML in which only our own tags stand.

    Args:
        text: Markdown as the assistant writes it.
        markers: the markers that have a citation; any other [n] stays text.
        link: gives the HTML that a marker becomes.
    """
    parts: list[str] = []
    position = 0
    for token in TOKEN.finditer(text):
        parts += [escape(text[position : token.start()]), token_html(token, markers, link)]
        position = token.end()
    return "".join([*parts, escape(text[position:])])


def token_html(token: re.Match[str], markers: Collection[int], link: Callable[[int], str]) -> str:
    """Set one token of the Markdown as HTML."""
    if token["literal"]:
        return escape(token["literal"])
    if token["bold"]:
        return f"<strong>{inline_html(token['bold'], markers, link)}</strong>"
    if token["italic"]:
        return f"<em>{inline_html(token['italic'], markers, link)}</em>"
    marker = int(token["marker"])
    return link(marker) if marker in markers else escape(token[0])


def as_words(text: str) -> str:
    """The words of a claim's Markdown alone, as they are read out."""
    return TOKEN.sub(lambda token: token["literal"] or token["bold"] or token["italic"] or "", text)
