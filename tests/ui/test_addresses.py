"""Which page an address opens; the tests in browser/ open the others."""

from pathlib import Path
from time import time

import pytest
from streamlit.testing.v1 import AppTest

from assistant.phrases import phrases_of, spoken
from tests.ui.conftest import NAME, PASSWORD
from ui.addresses import DOCUMENTS, QUALITY, SOURCES
from ui.staff_accounts import put_account

APP = Path(__file__).parents[2] / "ui" / "app.py"


@pytest.fixture
def open_first(served):
    def opened(language="en"):
        page = AppTest.from_file(str(APP), default_timeout=60)
        page.query_params["lang"] = language
        return page.run()

    return opened


def links(page):
    return {link.proto.page: link.proto.label for link in page.get("page_link")}


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_first_address_is_the_chat_with_links_to_what_everybody_may_see(language, open_first):
    page = open_first(language)

    phrases = phrases_of(language)
    assert page.chat_input
    assert links(page) == {
        SOURCES: phrases("Sources"),
        QUALITY: phrases("How good are the answers?"),
    }


def test_staff_have_a_link_to_the_documents_too(served, open_first):
    put_account(served.settings.home, NAME, PASSWORD)
    served.signed_in.try_password("test session id", NAME, PASSWORD, time())

    assert links(open_first()) == {
        SOURCES: "Sources",
        QUALITY: "How good are the answers?",
        DOCUMENTS: "Documents",
    }


def test_a_page_is_drawn_at_the_top_even_by_a_thread_that_was_left_inside_a_part_of_it():
    script = """
import streamlit as st
from ui.addresses import begin_at_the_top

with st.container():
    begin_at_the_top()
    st.text("the page")
"""

    page = AppTest.from_string(script).run()

    part, drawn = page.main.children.values()
    assert drawn.value == "the page"
    assert not part.children
