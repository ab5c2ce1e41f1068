"""evals/likeness.py: nearly the same question is found, another one is not."""

import pytest

from evals.likeness import folded, near_twins


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who tests it?", "who tests it"),
        ("WHO  tests—it ?!", "who tests it"),
        ("Ποιος το δοκιμάζει;", "ποιοσ το δοκιμαζει"),
        ("Għaliex? X'inhu", "għaliex x inhu"),
        ("кой ще изпита", "кои ще изпита"),
    ],
)
def test_capitals_accents_and_signs_do_not_tell_questions_apart(text, expected):
    assert folded(text) == expected


def test_only_questions_that_are_nearly_the_same_are_twins():
    texts = {
        "a": "Which partners plan to test the Permanent Offices?",
        "b": "Which partners plan to test Permanent Offices ?",
        "c": "Which partners plan to test the Help Desk?",
        "d": "?",
    }

    assert [{*pair} for pair in near_twins(texts)] == [{"a", "b"}]
