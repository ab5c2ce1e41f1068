"""The address that a reader opens becomes the page that is drawn: chat, or answer quality."""

import streamlit as st

from assistant.phrases import phrases_of
from ui.header import page_language
from ui.served import Served

QUALITY = "quality"


def draw_asked(served: Served) -> None:
    """Draw the page of the address; the chat is the first and has none of its own."""
    phrases = phrases_of(page_language())

    def chat() -> None:
        from ui import chat_page

        chat_page.draw(served, quality)

    def quality_page() -> None:
        from ui import quality_page as page

        page.draw(served, first)

    first = st.Page(chat, title=phrases("Good practices of POOLING4CLUSTERS"), default=True)
    quality = st.Page(quality_page, title=phrases("Answer quality"), url_path=QUALITY)
    st.navigation([first, quality], position="hidden").run()
