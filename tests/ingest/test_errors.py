"""The tree of errors: drawn in full, and with the exit codes that it says."""

import inspect

import pytest

from ingest import errors

CLASSES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if kind.__module__ == errors.__name__
]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_is_drawn_and_has_its_exit_code(kind):
    assert kind.__name__ in str(errors.__doc__)
    assert issubclass(kind, errors.P4CError)
    assert kind.exit_code == (2 if issubclass(kind, errors.Misuse) else 1)


def test_an_error_is_its_line_in_english_and_keeps_what_the_line_was_made_of():
    error = errors.CannotRead("{file}: is gone.", file="{a}.pdf")

    assert str(error) == error.line == "{a}.pdf: is gone."
    assert (error.line.phrase, error.line.values) == ("{file}: is gone.", {"file": "{a}.pdf"})
    assert str(errors.Misuse("ask: {x}")) == "ask: {x}"


def test_a_line_that_was_made_elsewhere_stays_itself():
    line = errors.is_too_large("a.pdf", 100_000_000).line

    assert errors.Busy(line).line is line
    assert line == "a.pdf: is larger than 100,000,000 bytes. Split it."
