"""The journal: every change is a line that stays, whatever cuts it off."""

from datetime import UTC, datetime

import pytest

from ingest.errors import CannotChange
from ingest.journal import Change, append, journal_path, read_journal, version_of

SHA = "ab" * 32


def a_change(**changes):
    fields = {
        "id": "0" * 16,
        "at": datetime(2026, 11, 27, 12, tzinfo=UTC),
        "who": "Mari Ööbik",
        "act": "add",
        "document": "report",
        "title": "Aruanne",
        "version": version_of(SHA),
        "before": None,
        "sha256": SHA,
        "name": "report.pdf",
        "state": "begun",
    }
    return Change(**(fields | changes))


def test_what_is_appended_is_read_back_in_order(tmp_path):
    lines = [a_change(), a_change(state="done"), a_change(id="1" * 16, document="other")]
    for line in lines:
        append(tmp_path, line)

    journal = read_journal(tmp_path)

    assert list(journal.lines) == lines
    assert journal.unreadable == ()


def test_a_home_without_a_journal_has_no_history(tmp_path):
    journal = read_journal(tmp_path / "nowhere")

    assert journal.changes() == journal.half_done() == ()


def test_a_change_counts_once_it_is_done_and_waits_until_then(tmp_path):
    append(tmp_path, a_change())
    append(tmp_path, a_change(id="1" * 16, document="other"))
    append(tmp_path, a_change(state="done"))
    append(tmp_path, a_change(id="2" * 16))
    append(tmp_path, a_change(id="2" * 16, state="given up"))

    journal = read_journal(tmp_path)

    assert [change.id for change in journal.changes()] == ["0" * 16]
    assert journal.changes("other") == ()
    assert [change.document for change in journal.half_done()] == ["other"]


@pytest.mark.parametrize("kept", [1, 40, -1])
def test_a_line_that_was_cut_off_means_nothing_and_spoils_no_other(tmp_path, kept):
    append(tmp_path, a_change(state="done"))
    whole = journal_path(tmp_path).read_bytes()
    journal_path(tmp_path).write_bytes(whole + whole[:kept])

    before = read_journal(tmp_path)
    append(tmp_path, a_change(id="1" * 16, state="done"))
    after = read_journal(tmp_path)

    assert [c.id for c in before.changes()] == ["0" * 16]
    assert [c.id for c in after.changes()] == ["0" * 16, "1" * 16]
    assert before.unreadable == after.unreadable == ()
    assert journal_path(tmp_path).read_bytes().startswith(whole + whole[:kept]), "only added to"


def test_lines_that_somebody_spoilt_are_named_and_the_others_read(tmp_path):
    append(tmp_path, a_change(state="done"))
    with journal_path(tmp_path).open("ab") as file:
        file.write(b"what is this?\n" + b'{"id": "x"}\n')
    append(tmp_path, a_change(id="1" * 16, state="done"))

    journal = read_journal(tmp_path)

    assert journal.unreadable == (2, 3)
    assert len(journal.changes()) == 2


def test_a_journal_that_cannot_be_read_is_one_line(tmp_path):
    journal_path(tmp_path).mkdir()

    with pytest.raises(CannotChange, match=r"journal\.jsonl: .+ Check that it may be read\.$"):
        read_journal(tmp_path)
