"""Words become passages of the documents, and a document its text with all passages outlined."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.assistant import Parts
from assistant.looking_up import look_up
from assistant.phrases import Phrases
from index.snapshot import Hit
from ui.lines import say
from ui.outlined import draw_outlined, outline_of, passage_html
from ui.served import Served

MOST_FOUND = 10


def draw_search(served: Served, phrases: Phrases) -> None:
    """Draw the box to search in, with what is found."""
    now = served.assistant.refreshed()
    words = st.text_input(phrases("Search in the documents"), key="documents-words")
    if words and words.strip():
        found = look_up(words, now, MOST_FOUND)
        st.html(found_html(found, now, phrases))


def found_html(found: Sequence[Hit], now: Parts, phrases: Phrases) -> str:
    """Set the passages found, best first, each under the title of its document."""
    if not found:
        nothing = escape(phrases("Nothing was found."))  # pybabel reads no f-strings
        return f"<p>{nothing}</p>"
    items = "".join(
        f"<li><cite><bdi>{escape(now.library.title(hit.passage.document))}</bdi></cite>"
        f"{passage_html(outline_of(hit.passage), hit.passage.text, phrases)}</li>"
        for hit in found
    )
    return f'<ol class="p4c-found">{items}</ol>'


def draw_passages(document: str, now: Parts, phrases: Phrases) -> None:
    """Draw a document's text with its passages outlined."""
    outlines = [outline_of(each) for each in now.library.passages() if each.document == document]
    if not outlines:
        say(phrases("Nothing was found."))
        return
    draw_outlined(now.library.body(document), outlines, f"documents-passages-{document}", phrases)
