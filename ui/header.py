"""A reader's session becomes the head of each page: title, menu of languages, what it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.phrases import Phrases, spoken
from ingest.languages import LANGUAGES
from ui.reader_language import preferred_language


@dataclass(frozen=True, slots=True)
class Links:
    """All pages, to be linked to."""

    chat: StreamlitPage
    quality: StreamlitPage
    sources: StreamlitPage
    documents: StreamlitPage


def page_language() -> str:
    """The language of the page: chosen in the menu, in the address, or by the browser."""
    if "language" not in st.session_state:
        asked = st.query_params.get("lang")
        header, locale = st.context.headers.get("Accept-Language"), st.context.locale
        preferred = preferred_language(header, locale, spoken())
        st.session_state["language"] = asked if asked in spoken() else preferred
    return st.session_state["language"]


def draw_head(title: str, phrases: Phrases) -> None:
    """Draw the head of a page that has nothing else in it: title and language menu."""
    st.set_page_config(page_title=title, layout="centered")
    with st.container(horizontal=True, vertical_alignment="bottom", key="p4c-header"):
        draw_title(title)
        draw_language_menu(phrases)
    tell_script(phrases)


def draw_title(title: str) -> None:
    """Draw the heading of the page."""
    st.html(f"<h1>{escape(title)}</h1>")


def draw_language_menu(phrases: Phrases) -> None:
    """Draw the menu of languages; what is chosen holds on all pages."""
    st.selectbox(
        phrases("Language"),
        sorted(spoken(), key=lambda code: LANGUAGES[code].endonym.casefold()),
        format_func=lambda code: LANGUAGES[code].endonym,
        key="language",
        on_change=keep_language,
        label_visibility="collapsed",
        width=170,
        persist_state="session",
    )


def keep_language() -> None:
    """Put the chosen language into the address, so that a reload keeps it."""
    st.query_params["lang"] = st.session_state["language"]


def draw_notice(html: str, links: Mapping[str, StreamlitPage], phrases: Phrases) -> None:
    """Draw what a page is, with links to others by their labels."""
    with st.container(key="p4c-notice", gap=None):
        st.html(f'<aside class="p4c-notice">{html}</aside>')
        with st.container(horizontal=True, gap="medium", key="p4c-links"):
            for label, page in links.items():
                st.page_link(page, label=label, query_params={"lang": phrases.language})


def tell_script(phrases: Phrases) -> None:
    """Tell assets/p4c.js the page's language, and what Streamlit's own English words are in it."""
    words = {
        "language": phrases.language,
        "menu": phrases("Language"),
        "send": phrases("Send the question"),
        "skip": phrases("Skip to the main part"),
        "choose": phrases("Choose files"),
        "reveal": phrases("Show the password"),
    }
    data = " ".join(f'data-{name}="{escape(word)}"' for name, word in words.items())
    st.html(f'<div id="p4c-page" {data}></div>')
