"""x."""
import streamlit as st
from ui.header import *
from assistant.phrases import phrases_of
def draw(served, chat):
    phrases = phrases_of(page_language())
    with st.container(horizontal=True, vertical_alignment="bottom", key="p4c-header"):
        draw_title("Quality")
        draw_language_menu(phrases)
    link_to(chat, "Chat", phrases)
    tell_script(phrases)
    st.html("<p class=p4c-quality>hey</p>")
