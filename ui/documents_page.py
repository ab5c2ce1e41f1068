"""A member of staff's session becomes the page Documents; anybody else's the form to sign in."""

from html import escape
from time import time

from streamlit.navigation.page import StreamlitPage

from assistant.phrases import phrases_of
from ui.header import draw_head, draw_notice, page_language
from ui.served import Served
from ui.sign_in import acting, draw_sign_in, draw_who, session_id


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
