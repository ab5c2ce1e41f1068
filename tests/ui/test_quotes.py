"""excerpt and excerpt_html: the quote among its surroundings, cut between words, as text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from ingest.located import Locator
from ui.quotes import excerpt, excerpt_html

BODY = "Alpha beta gamma delta. The quote stands here. Epsilon zeta eta theta."


def a_citation(body=BODY, quote="The quote stands here.", start=None):
    start = body.index(quote) if start is None else start
    return Citation(
        marker=1,
        document="notes",
        title="Notes",
        language="en",
        locator=Locator(page=None, section=None, start=start, end=start + len(quote)),
        quote=quote,
    )


def test_surroundings_are_cut_between_words():
    part = excerpt(a_citation(), BODY, around_chars=9)

    assert (part.before, part.quote, part.after) == (
        "delta. ",
        "The quote stands here.",
        " Epsilon",
    )
    assert not part.starts
    assert not part.ends


def test_a_short_document_is_shown_whole():
    part = excerpt(a_citation(), BODY)

    assert part.before + part.quote + part.after == BODY
    assert "…" not in excerpt_html(part)


def test_a_cut_is_marked():
    shown = excerpt_html(excerpt(a_citation(), BODY, around_chars=9))

    assert shown == "… delta. <mark>The quote stands here.</mark> Epsilon …"


def test_a_text_that_changed_meanwhile_gives_the_quote_alone():
    part = excerpt(a_citation(), "Another text altogether.")

    assert (part.before, part.quote, part.after) == ("", "The quote stands here.", "")


def test_a_long_word_without_spaces_is_cut_somewhere():
    body = "x" * 1000 + "quote" + "y" * 1000

    part = excerpt(a_citation(body, "quote"), body, around_chars=50)

    assert (len(part.before), len(part.after)) == (50, 50)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "</mark><img src=x>", "![x](http://e/x.png)", "&lt;"]
)
def test_what_a_document_holds_is_text(hostile):
    body = f"before {hostile} quote after {hostile}"

    shown = excerpt_html(excerpt(a_citation(body, f"{hostile} quote"), body))

    assert re.findall(r"<[^>]*>", shown) == ["<mark>", "</mark>"]
    assert html.unescape(re.sub(r"</?mark>", "", shown)) == body


@given(st.text(min_size=1), st.data())
def test_any_excerpt_is_a_stretch_of_the_document_around_the_quote(body, data):
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))

    part = excerpt(a_citation(body, body[start:end], start), body, around_chars=5)

    assert part.quote == body[start:end]
    assert body[:start].endswith(part.before)
    assert body[end:].startswith(part.after)
    assert len(part.before) <= 5
    assert len(part.after) <= 5
