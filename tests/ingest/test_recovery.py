"""Recovery: what was begun is done by whoever comes next, what was not begun never was."""

from datetime import UTC, datetime

import pytest

from ingest.errors import Busy, CannotChange
from ingest.journal import Change, append, journal_path, read_journal
from ingest.queueing import in_turn
from ingest.recovery import changing, make, needs_recovery, recover
from ingest.staging import Layout, layouts

ID = "a" * 16


def a_change(state="begun"):
    return Change(
        id=ID,
        at=datetime(2026, 11, 27, tzinfo=UTC),
        who="Mari",
        act="add",
        document="new",
        title="New",
        version="b" * 12,
        before=None,
        sha256="b" * 64,
        name="new.txt",
        state=state,
    )


@pytest.fixture
def corpus(desk):
    desk.home.mkdir()
    return desk.corpus


def bring(layout):
    layout.write(layout._corpus / "documents" / "new.txt", b"new")


def test_a_change_is_made_and_noted_twice(desk, corpus):
    make(corpus, desk.home, a_change(), bring)

    assert [line.state for line in read_journal(desk.home).lines] == ["begun", "done"]
    assert desk.texts() == {"new.txt": "new"}
    assert layouts(corpus) == []
    assert not needs_recovery(corpus, desk.home)


def test_a_change_that_was_begun_is_done_by_the_next_one(desk, corpus):
    layout = Layout(corpus, ID)
    bring(layout)
    layout.seal()
    append(desk.home, a_change())

    assert needs_recovery(corpus, desk.home)
    [done] = recover(corpus, desk.home)

    assert (done.state, done.document) == ("done", "new")
    assert desk.texts() == {"new.txt": "new"}
    assert recover(corpus, desk.home) == ()


def test_a_change_that_was_laid_out_and_not_begun_never_was(desk, corpus):
    layout = Layout(corpus, ID)
    bring(layout)
    layout.seal()

    assert recover(corpus, desk.home) == ()

    assert desk.texts() == {}
    assert layouts(corpus) == []
    assert not journal_path(desk.home).exists()


def test_a_change_whose_files_are_gone_is_given_up_and_stops_nobody(desk, corpus):
    append(desk.home, a_change())

    [ended] = recover(corpus, desk.home)

    assert ended.state == "given up"
    assert read_journal(desk.home).changes() == ()
    assert not needs_recovery(corpus, desk.home)


def test_without_anything_to_do_nothing_is_written(tmp_path, desk):
    assert recover(desk.corpus, tmp_path / "no-home") == ()
    assert not (tmp_path / "no-home").exists()


def test_a_journal_that_cannot_be_written_means_that_nothing_was_changed(desk, corpus):
    journal_path(desk.home).mkdir()

    with pytest.raises(CannotChange):
        make(corpus, desk.home, a_change(), bring)

    assert desk.texts() == {}
    assert layouts(corpus) == []


def test_a_fault_while_laying_out_leaves_nothing(desk, corpus):
    def break_off(layout):
        bring(layout)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(corpus, desk.home, a_change(), break_off)

    assert desk.texts() == {}
    assert layouts(corpus) == []
    assert read_journal(desk.home).lines == ()


def test_what_cannot_be_done_yet_is_said_to_wait_and_is_done_later(desk, corpus):
    in_the_way = corpus / "documents" / "new.txt"
    in_the_way.mkdir()

    with pytest.raises(CannotChange, match=r"new: the change was begun and waits .*p4c sync"):
        make(corpus, desk.home, a_change(), bring)
    in_the_way.rmdir()
    recover(corpus, desk.home)

    assert desk.texts() == {"new.txt": "new"}


def test_two_do_not_change_the_corpus_at_once(desk, corpus):
    with (
        in_turn(desk.home, "corpus", "changing the documents", 1),
        pytest.raises(Busy),
        changing(corpus, desk.home, patience_s=0.05),
    ):
        pass
