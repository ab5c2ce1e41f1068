"""Words become a line on the page: plain, a note in small print, or a fault that is read out."""

from collections.abc import Callable
from html import escape

import streamlit as st

from assistant.phrases import Phrases
from ingest.errors import P4CError


def say(words: str) -> None:
    """Draw a plain line."""
    st.html(f"<p>{escape(words)}</p>")


def note(words: str) -> None:
    """Draw a line in small print."""
    st.html(f'<p class="p4c-note">{escape(words)}</p>')


def done(words: str) -> None:
    """Draw a line that says that something was done; screen readers read it out."""
    st.html(f'<p class="p4c-done" role="status">{escape(words)}</p>')


def fault(words: str) -> None:
    """Draw a line that says what went wrong; screen readers read it out at once."""
    st.html(f'<p class="p4c-failure" role="alert">{escape(words)}</p>')


def safely(drawn: Callable[[], object], phrases: Phrases) -> None:
    """Draw a part of a page; a file that cannot be read becomes a line."""
    try:
        drawn()
    except P4CError as error:
        fault(phrases.line(error.line))
