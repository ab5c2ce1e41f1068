"""Lines of a page: read out where they must be, and never acting."""

import pytest
from streamlit.testing.v1 import AppTest


@pytest.mark.parametrize(
    ("kind", "role"), [("say", None), ("note", None), ("done", "status"), ("fault", "alert")]
)
def test_a_line_holds_words_and_nothing_that_acts(kind, role):
    script = f"from ui.lines import {kind}\n{kind}('<img src=x> & Ελλάδα')"

    page = AppTest.from_string(script).run()

    (line,) = page.get("html")
    assert "&lt;img src=x&gt; &amp; Ελλάδα" in line.value
    assert ("role=" in line.value) == (role is not None)
    assert role is None or f'role="{role}"' in line.value


def test_a_file_that_cannot_be_read_is_one_line_and_the_rest_of_the_page_stays():
    script = """
import streamlit as st
from assistant.phrases import phrases_of
from ingest.errors import Misuse
from ui.lines import safely

def drawn():
    raise Misuse("<file>: cannot be read.")

safely(drawn, phrases_of("et"))
st.text("the rest")
"""

    page = AppTest.from_string(script).run()

    assert "&lt;file&gt;: cannot be read." in page.get("html")[0].value
    assert page.text[0].value == "the rest"
