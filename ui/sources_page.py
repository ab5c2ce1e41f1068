"""The documents that answers come from become the page Sources: a list for everybody, no tools."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from assistant.phrases import Phrases, phrases_of
from ingest.blocks import SEVERAL
from ingest.located import Document
from ui.header import Links, draw_head, draw_notice, page_language
from ui.quality_names import endonym
from ui.served import Served


def draw(served: Served, links: Links) -> None:
    """Draw the page."""
    phrases = phrases_of(page_language())
    draw_head(phrases("Sources"), phrases)
    documents = served.assistant.refreshed().library.documents()
    words = phrases("The assistant answers from these documents, and from nothing else.")
    others = {
        phrases("Back to the chat"): links.chat,
        phrases("For staff"): links.documents,
    }
    draw_notice(f"<p>{escape(words)}</p>", others, phrases)
    st.html(list_html(documents, phrases))


def list_html(documents: Sequence[Document], phrases: Phrases) -> str:
    """Set the documents as a list, by title; whatever they say of themselves stays text."""
    number = escape(phrases.count("{n} document", "{n} documents", len(documents)))
    ordered = sorted(documents, key=lambda document: document.title.casefold())
    items = "".join(item_html(document, phrases) for document in ordered)
    return f'<h2 class="p4c-number-of">{number}</h2><ol class="p4c-documents">{items}</ol>'


def item_html(document: Document, phrases: Phrases) -> str:
    """Set one document: its title, and below it language and dates."""
    told = [
        language_name(document.language, phrases),
        phrases("published {date}", date=published(document.date or "", phrases))
        if document.date
        else "",
        phrases("added {date}", date=phrases.day(document.added_at.date())),
    ]
    line = " · ".join(part for part in told if part)
    return f"<li><cite><bdi>{escape(document.title)}</bdi></cite><p>{escape(line)}</p></li>"


def language_name(code: str, phrases: Phrases) -> str:
    """A document's language, in itself."""
    return phrases("several languages") if code == SEVERAL else endonym(code)


def published(written: str, phrases: Phrases) -> str:
    """When a document was published: a day as the language writes it, else as it was written."""
    try:
        return phrases.day(date.fromisoformat(written))
    except ValueError:  # a year, a month, or no day of any calendar
        return written
