"""The page Sources, which everybody sees."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.phrases import phrases_of, spoken
from ingest.located import Document
from ui.sources_page import list_html

PAGE = """
import streamlit as st
from ui import sources_page
from ui.header import Links
from ui.served import served_parts

def draw():
    sources_page.draw(served_parts(), Links(chat, chat, page, documents))

chat = st.Page(lambda: None, title="Chat", url_path="chat")
documents = st.Page(lambda: None, title="Documents", url_path="documents")
page = st.Page(draw, title="Sources", url_path="sources", default=True)
st.navigation([page, chat, documents], position="hidden").run()
"""
REPORT = Document(
    id="report",
    path=Path("report.pdf"),
    title="Aruanne <b>",
    source="report.pdf",
    date="2012-05-31",
    language="et",
    sha256="0" * 64,
    added_at=datetime(2026, 11, 27, tzinfo=UTC),
)


@pytest.mark.parametrize("language", sorted(spoken()))
def test_everybody_sees_the_list_in_their_language_and_no_tools(language, served, shown):
    phrases = phrases_of(language)
    page = AppTest.from_string(PAGE, default_timeout=60)
    page.query_params["lang"] = language

    page.run()

    assert not page.exception
    assert "POOLING4CLUSTERS: objective" in shown(page)
    assert phrases("several languages") in shown(page)
    assert [link.proto.label for link in page.get("page_link")] == [
        phrases("Back to the chat"),
        phrases("For staff"),
    ]
    assert not page.button
    assert not page.text_input


def test_a_document_is_told_with_language_and_dates_as_text():
    html = list_html([REPORT], phrases_of("et"))

    assert "Aruanne &lt;b&gt;" in html
    assert "eesti · avaldatud 31. mai 2012 · lisatud 27. nov 2026" in unescape(html)


@pytest.mark.parametrize("date", ["2012", "2012-05", "2012-13-45"])
def test_a_date_that_is_no_whole_day_is_shown_as_it_was_written(date):
    html = list_html([replace(REPORT, date=date)], phrases_of("en"))

    assert f"published {date} ·" in html


def test_documents_stand_by_title():
    others = [replace(REPORT, title=title) for title in ("b", "A", "c")]

    html = list_html(others, phrases_of("en"))

    assert html.index("A</bdi>") < html.index("b</bdi>") < html.index("c</bdi>")
