"""The child process: every error of pypdf has a name, and limits hold."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import errors

from ingest import pdf_child, readers_pdf

DATA = Path(__file__).parents[1] / "data/ingest"
ERRORS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, Exception)
    and not issubclass(kind, Warning)
    and kind is not errors.DeprecationError
]


def test_pypdf_has_errors_at_all():
    assert len(ERRORS) >= 8


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_of_pypdf_becomes_a_line_for_a_person(kind):
    assert issubclass(kind, pdf_child.CAUGHT)
    assert pdf_child.failure_of(kind("as pypdf does")) in readers_pdf.REMEDIES


def test_too_many_pages_are_refused_before_they_are_read():
    assert pdf_child.main(DATA / "report.pdf", max_pages=1, max_chars=100) == {
        "failure": "too large"
    }


def test_too_many_characters_are_refused():
    assert pdf_child.main(DATA / "report.pdf", max_pages=9, max_chars=10) == {
        "failure": "too large"
    }


def test_the_child_bounds_its_own_memory_and_time():
    code = (
        "import sys, json, resource; sys.path.insert(0, sys.argv[1]); import pdf_child;"
        "pdf_child.limit();"
        "print(json.dumps([resource.getrlimit(resource.RLIMIT_AS)[0],"
        " resource.getrlimit(resource.RLIMIT_CPU)[0]]))"
    )
    folder = str(Path(pdf_child.__file__).parent)

    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, check=True, text=True
    )

    assert json.loads(done.stdout) == [pdf_child.MAX_MEMORY_BYTES, pdf_child.MAX_CPU_SECONDS]
