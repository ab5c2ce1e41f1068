"""Streamlit's index.html becomes ours: the reader's language, our style sheet, nothing inline."""

import re
from html import escape
from pathlib import Path

import streamlit

from assistant.phrases import phrases_of
from ingest.errors import CannotServe

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
FIRST = """<head>
    <script src="./assets/p4c_address.js"></script>"""
OURS = """<link rel="stylesheet" href="./assets/p4c.css" />
    <script type="module" src="./assets/p4c.js"></script>
  </head>"""


def front_page(language: str) -> str:
    """Write the page that a browser loads first, in one of the languages that are spoken.

    Raises:
        CannotServe: Streamlit's own page is not the one that this was written for.
    """
    phrases = phrases_of(language)
    html = INDEX.read_text(encoding="utf-8")
    title = escape(phrases("Good practices of POOLING4CLUSTERS"))
    without_scripts = escape(phrases("This page needs JavaScript. Please allow it and reload."))
    for pattern, ours in (
        (r'<html lang="en">', f'<html lang="{phrases.language}">'),
        (r"<title>.*?</title>", f"<title>{title}</title>"),
        (r'<link rel="service-desc"[^>]*>', ""),
        (r"<script>\s*window\.prerenderReady = false\s*</script>", ""),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{without_scripts}</p></noscript>"),
        (r"<head>", FIRST),
        (r"</head>", OURS),
    ):
        html = replaced_once(html, pattern, ours)
    return html


def replaced_once(html: str, pattern: str, ours: str) -> str:
    """Put our text in the place of the one that a pattern finds."""
    changed, found = re.subn(pattern, lambda _: ours, html, flags=re.DOTALL)
    if found != 1:
        raise CannotServe(
            f"{INDEX}: holds {found} times {pattern!r}. Install the version of Streamlit that "
            "requirements.lock names."
        )
    return changed
