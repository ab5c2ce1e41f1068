"""Drawing: scales, ticks and what a screen reader is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.markup import joined
from evals.plots import (
    Scale,
    Size,
    columns_of,
    dot,
    drawing,
    path,
    rounded_up,
    rows_of,
    short,
    shortened,
    ticks,
    whisker,
    words,
)
from tests.evals.made_up import HOSTILE, Page


def test_a_drawing_tells_its_title_and_description():
    page = Page(drawing("x", Size(100, 50), "Title", HOSTILE, [words(1, 2, "text")]))
    svg = page.all("svg")[0]

    assert svg["role"] == "img"
    assert svg["aria-labelledby"].split() == [
        page.all("title")[0]["id"],
        page.all("desc")[0]["id"],
    ]
    assert page.texts("title") == ["Title"]
    assert svg["viewbox"] == "0 0 100 50"
    assert page.all("script") == []


@given(st.floats(-10, 10), st.floats(0.01, 5), st.floats(-20, 20))
def test_a_value_never_lies_beyond_the_ends_of_its_scale(low, length, value):
    assert 10 <= Scale(low, low + length, 10, 90).at(value) <= 90


def test_a_scale_may_run_upwards_and_may_have_no_length():
    assert Scale(0, 1, 100, 0).at(0.25) == 75
    assert Scale(1, 1, 10, 90).at(1) == 10


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (0.8, 1, [0.8, 0.85, 0.9, 0.95, 1.0]),
        (0, 300, [0, 100, 200, 300]),
    ],
)
def test_ticks_are_round(low, high, found):
    assert ticks(low, high) == found


@given(st.floats(0.0001, 1e6))
def test_a_scale_ends_on_a_tick_at_or_above_its_greatest_value(value):
    end = rounded_up(value)

    assert value <= end * 1.000001
    assert end <= value * 2


def test_a_scale_of_nothing_ends_on_one():
    assert rounded_up(0) == 1


def test_an_interval_that_is_not_known_is_not_drawn():
    scale = Scale(0, 1, 0, 100)

    assert whisker(scale, None, 0.5, 10) is None
    assert len(Page(whisker(scale, 0.25, 0.5, 10)).all("line")) == 3


def test_dots_are_told_apart_without_colour():
    page = Page(joined(dot(1, 1), dot(1, 1, is_hollow=True)))

    assert [e["class"] for e in page.elements] == ["dot", "hollow"]


def test_a_line_goes_through_its_points():
    assert Page(path([(0, 1), (2, 3.25)], "curve")).all("path")[0]["d"] == "M0.0 1.0 L2.0 3.2"


def test_grids_are_labelled_with_their_values():
    scale = Scale(0, 1, 0, 100)
    page = Page(joined(columns_of(scale, [0, 0.5], 0, 50), rows_of(scale, [1], 0, 50)))

    assert page.texts("text") == ["0", "0.5", "1"]
    assert len(page.all("line")) == 3


def test_words_that_are_too_long_are_cut_with_a_sign():
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdefg", 6) == "abcde…"
    assert [short(-0.05), short(1200.0)] == ["−0.05", "1,200"]
