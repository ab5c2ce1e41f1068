"""A member of staff's session becomes the page Documents; anybody else's the form to sign in."""

from html import escape
from time import time

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.phrases import Phrases, phrases_of
from ui.documents_add import draw_add
from ui.documents_kept import draw_kept
from ui.documents_questions import draw_questions
from ui.documents_search import draw_search
from ui.header import draw_head, draw_notice, page_language
from ui.lines import safely
from ui.served import Served
from ui.sign_in import acting, draw_sign_in, draw_who, session_id

TABS = "documents-tabs"


def draw(served: Served, chat: StreamlitPage) -> None:
    """Draw the page."""
    phrases = phrases_of(page_language())
    draw_head(phrases("Documents"), phrases)
    words = phrases("Here staff add documents, look after them, and see what is missing.")
    html = f'<p class="p4c-wide">{escape(words)}</p>'
    draw_notice(html, {phrases("Back to the chat"): chat}, phrases)
    name = acting(served)
    if name is None:
        draw_sign_in(served, phrases)
        return
    served.signed_in.touch(session_id(), time())
    draw_who(name, served, phrases)
    draw_tabs(name, served, phrases)


def draw_tabs(name: str, served: Served, phrases: Phrases) -> None:
    """Draw what staff can do; whatever cannot be read is one line, and the rest stays usable."""
    add, kept, search, questions = st.tabs(
        [
            phrases("Add"),
            phrases("Versions and history"),
            phrases("Search"),
            phrases("Unanswered questions"),
        ],
        key=TABS,
        on_change="rerun",
    )
    parts = {
        add: lambda: draw_add(name, served, phrases),
        kept: lambda: draw_kept(served, phrases),
        search: lambda: draw_search(served, phrases),
        questions: lambda: draw_questions(served, phrases),
    }
    for tab, drawn in parts.items():
        if tab.open:
            with tab:
                safely(drawn, phrases)
