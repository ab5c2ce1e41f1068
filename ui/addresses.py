"""The address that a reader opens becomes the page that is drawn; the chat is the first."""

import streamlit as st
from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value

from assistant.phrases import phrases_of
from ui.header import Links, page_language
from ui.served import Served

QUALITY, SOURCES, DOCUMENTS = "quality", "sources", "documents"
ADDRESSES = (QUALITY, SOURCES, DOCUMENTS)


def draw_asked(served: Served) -> None:
    """Draw the page of the address; the chat has none of its own.

    A page's module is imported when it is first drawn: nobody waits for the others.
    """
    begin_at_the_top()
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


def begin_at_the_top() -> None:
    """Have everything drawn into the page itself, whatever was drawn last.

    A click that comes while a fragment is drawn is answered by the same thread, and Streamlit 1.67
    leaves that thread inside the fragment: the whole page was then drawn once more within itself,
    below the tab that showed a progress bar.
    """
    context_dg_stack.set(get_default_dg_stack_value())
