"""What a parser left out: a line for each, in every language."""

import pytest

from assistant.phrases import phrases_of
from ingest.languages import LANGUAGES
from ingest.left_out import left_out
from ingest.parts import LEFT_OUT, Part

LINES = {
    "hidden slide": "a: slide 7 is hidden and was left out.",
    "hidden sheet": "a: sheet '7' is hidden and was left out.",
    "hidden cells": "a: sheet '7' has hidden rows or columns, which were left out.",
    "unsaved formulas": "a: sheet '7' has formulas whose results are not in the file, so their "
    "cells are empty. Save it in a spreadsheet program and add it again.",
    "attachment": "a: '7' is attached to it and was not read. Add it as a file of its own.",
}


def test_everything_that_can_be_left_out_has_its_line():
    assert set(LINES) == LEFT_OUT


@pytest.mark.parametrize(("role", "line"), LINES.items(), ids=LINES)
def test_what_was_left_out_is_said(role, line):
    assert list(left_out("a", [Part("page", "text"), Part(role, "7")])) == [line]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("role", LINES)
def test_it_is_said_in_every_language(role, language):
    (line,) = left_out("a.xlsx", [Part(role, "7")])

    told = phrases_of(language).line(line)

    assert "a.xlsx" in told
    assert "7" in told
    assert (told == line) == (language == "en")
    assert "In English" not in told


def test_signs_that_turn_the_direction_of_a_name_are_dropped():
    (line,) = left_out("a", [Part("attachment", "fdp.\u202eexe")])

    assert "\u202e" not in line
