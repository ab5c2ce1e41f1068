"""The tree of errors: drawn in full, and with the exit codes that it says."""

import inspect

import pytest

from ingest import errors

CLASSES = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_is_drawn_and_has_its_exit_code(kind):
    assert kind.__name__ in str(errors.__doc__)
    assert issubclass(kind, errors.P4CError)
    assert kind.exit_code == (2 if issubclass(kind, errors.Misuse) else 1)
