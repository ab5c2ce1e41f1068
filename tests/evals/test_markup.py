"""Markup: everything is escaped, and figures are written in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.markup import (
    Markup,
    counted,
    escaped,
    figure_cell,
    interval,
    joined,
    milliseconds,
    number,
    signed,
    signed_interval,
    tag,
    visible,
    whole,
)
from ingest.languages import LANGUAGES
from tests.evals.made_up import HOSTILE, Page, a_figure


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_but_for_what_is_hidden_in_it(text):
    page = Page(tag("p", text, title=text))

    assert page.texts("p") == [visible(text)] or "\r" in text
    assert page.all("p")[0]["title"] == visible(text) or "\r" in text


def test_hostile_text_is_neither_markup_nor_turned_around():
    html = tag("p", HOSTILE, title=HOSTILE)

    assert [e["tag"] for e in Page(html).elements] == ["p"]
    assert "[U+202E]evil[U+200F]" in html
    assert "\u202e" not in html


def test_even_half_a_character_can_be_written():
    assert tag("p", "\ud800").encode() == b"<p>[U+D800]</p>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_every_language_stay_as_they_are(language):
    name = LANGUAGES[language].endonym

    assert tag("p", name) == f"<p>{name}</p>"


def test_markup_is_not_escaped_twice_and_nothing_is_left_out_but_none():
    inner = tag("b", "a & b")

    assert joined(inner, None, "<") == "<b>a &amp; b</b>&lt;"
    assert escaped(inner) is inner
    assert isinstance(inner, Markup)


def test_attributes_are_named_as_in_html():
    html = tag("meta", http_equiv="x", class_="y", hidden=True, lang=None, open=False, width=1.50)

    assert html == '<meta http-equiv="x" class="y" hidden width="1.5">'


def test_figures_have_three_decimals_and_a_true_minus():
    assert [number(0.5), number(-0.25), number(None)] == ["0.500", "−0.250", "–"]
    assert [signed(0.5), signed(-0.25), signed(None)] == ["+0.500", "−0.250", "–"]
    assert interval(0.1, 0.9) == "0.100 to 0.900"
    assert interval(None, 0.9) == "–"
    assert signed_interval(-0.1, 0.1) == "−0.100 to +0.100"
    assert signed_interval(-0.1, None) == "–"
    assert whole(12345) == "12,345"
    assert [milliseconds(9.96), milliseconds(1234.5)] == ["10.0", "1,234"]


def test_one_is_not_told_as_many():
    assert [counted(1, "case"), counted(0, "case"), counted(2, "is", "are")] == [
        "1 case",
        "0 cases",
        "2 are",
    ]


def test_a_figure_tells_its_interval_and_n():
    told = figure_cell(a_figure(0.9, n=1200))

    assert Page(told).texts("small") == ["0.850 to 0.950", "n 1,200"]
    assert told.startswith("0.900")
    assert Page(figure_cell(a_figure(low=None, high=None))).texts("small") == ["n 120"]
    assert figure_cell(None) == "–"
