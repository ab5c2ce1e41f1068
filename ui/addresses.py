"""The address that a reader opens becomes the page that is drawn; the chat is the first."""

import streamlit as st

from assistant.phrases import phrases_of
from ui.header import Links, page_language
from ui.served import Served

QUALITY, SOURCES, DOCUMENTS = "quality", "sources", "documents"
ADDRESSES = (QUALITY, SOURCES, DOCUMENTS)


def draw_asked(served: Served) -> None:
    """Draw the page of the address; the chat has none of its own.

    A page's module is imported when it is first drawn: nobody waits for the others.
    """
    phrases = phrases_of(page_language())

    def chat() -> None:
        from ui import chat_page as page

        page.draw(served, links)

    def quality() -> None:
        from ui import quality_page as page

        page.draw(served, links.chat)

    def sources() -> None:
        from ui import sources_page as page

        page.draw(served, links)

    def documents() -> None:
        from ui import documents_page as page

        page.draw(served, links.chat)

    pages = [
        st.Page(chat, title=phrases("Good practices of POOLING4CLUSTERS"), default=True),
        st.Page(quality, title=phrases("Answer quality"), url_path=QUALITY),
        st.Page(sources, title=phrases("Sources"), url_path=SOURCES),
        st.Page(documents, title=phrases("Documents"), url_path=DOCUMENTS),
    ]
    links = Links(*pages)
    st.navigation(pages, position="hidden").run()
