"""`p4c add` of a folder full of damaged and hostile files: a clear line each, the rest goes in."""

import re

import pytest

from tests.foreign.building import absent_programs
from tests.foreign.damaging import ACCEPTED, REFUSED, REFUSED_MEMBERS, SECRET, damage
from tests.foreign.desk import Desk

pytestmark = pytest.mark.skipif(
    bool(absent_programs()), reason=f"not installed: {' '.join(absent_programs())}"
)
OUT_OF_ARCHIVES = ("beside", "honest", "whole", "escaped", "absolute", "windows", "gnp")


@pytest.fixture(scope="module")
def desk(ready_home, tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("damaged") / "desk", ready_home)


@pytest.fixture(scope="module")
def added(desk):
    """What `p4c add` said of the whole folder, in one call."""
    damage(desk.folder / "given")
    given = desk.folder / "given"
    return desk.p4c("add", "--yes", given, given / "link.txt")


def line_of(added, name):
    """The one line that tells of a file."""
    lines = [line for line in added.stderr.splitlines() if re.search(rf"\b{re.escape(name)}", line)]
    assert len(lines) == 1, f"{name}: {lines}"
    return lines[0]


def test_the_call_says_that_something_went_wrong_and_shows_no_traceback(added):
    assert added.returncode == 1
    assert "Traceback" not in added.stderr + added.stdout


@pytest.mark.parametrize(("name", "words"), REFUSED.items(), ids=REFUSED)
def test_a_file_that_cannot_be_read_gets_a_clear_line_of_its_own(added, name, words):
    assert words in line_of(added, name)


@pytest.mark.parametrize(("name", "refused"), REFUSED_MEMBERS.items(), ids=REFUSED_MEMBERS)
def test_a_bad_file_in_an_archive_gets_a_line_and_the_others_go_in(added, name, refused):
    member, words = refused

    assert words in line_of(added, f"{name}, {member}:")


def test_nothing_else_is_complained_about(added):
    links_left_out = 1
    expected = len(REFUSED) + len(REFUSED_MEMBERS) + links_left_out

    assert len([line for line in added.stderr.splitlines() if ":" in line]) == expected, (
        added.stderr
    )


@pytest.mark.parametrize(("name", "words"), ACCEPTED.items(), ids=ACCEPTED)
def test_a_file_that_is_odd_but_whole_goes_in(added, desk, name, words):
    shown = desk.p4c("show", name.partition(".")[0])

    assert words in shown.stdout, shown.stderr
    assert SECRET not in shown.stdout


def test_what_a_name_says_wrongly_is_said(added):
    assert "word.pdf: is a Word document, not a PDF as its name says" in added.stdout
    assert "report.txt: is a PDF, not plain text as its name says" in added.stdout


def test_what_came_out_of_archives_lies_among_the_documents_and_nowhere_else(added, desk):
    documents = {path.stem for path in (desk.settings.corpus / "documents").iterdir()}

    assert set(OUT_OF_ARCHIVES) <= documents
    strays = [
        path
        for name in ("escaped", "windows")
        for path in desk.folder.parent.rglob(f"*{name}*")
        if path.is_file()
    ]
    assert {path.parent.name for path in strays} == {"documents"}


def test_the_corpus_is_well_afterwards(added, desk):
    checked = desk.p4c("doctor")

    assert checked.returncode == 0, checked.stdout + checked.stderr
