"""From a file to every open chat: examined, published, replaced, removed, and cited for ever."""

import re
import threading
import zipfile

import pytest

from assistant.ask import ask
from assistant.assistant import open_assistant, sync_all
from assistant.checkup import check_all
from assistant.intake_path import (
    clerk_of,
    examine,
    history,
    publish,
    remove,
    restore,
    text_of,
    undo,
    versions_of,
)
from ingest.errors import CannotChange, UnknownDocument
from ingest.examining import Incoming
from ingest.journal import journal_path, read_journal
from ingest.staging import Layout
from tests.assistant.conftest import COST, HELP_DESK_OF_NAMUR

DEARER = HELP_DESK_OF_NAMUR.replace("500 euro", "750 euro")


@pytest.fixture
def put(own, tmp_path):
    """Examine and publish a file: put("a.txt", "text")."""

    def put(name, text, who="Mari"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        examined = examine(own, [Incoming(path, name)])
        assert examined.problems == ()
        return publish(own, examined.staged, who)

    return put


def ill(own):
    return [check.in_words() for check in check_all(own) if check.severity != "ok"]


def test_an_open_chat_follows_a_document_through_its_life_and_old_citations_resolve(own, put):
    chat = open_assistant(own)
    assert ask(COST, chat).status == "not_in_corpus"

    put("help-desk.txt", HELP_DESK_OF_NAMUR)
    first = ask(COST, chat).citations[0]
    put("help-desk.txt", DEARER)
    second = ask(COST, chat).citations[0]
    remove(own, "help-desk", "Mari")
    gone = ask(COST, chat)
    undo(own, "help-desk", "Jaan")
    back = ask(COST, chat).citations[0]
    restore(own, "help-desk", "Jaan", first.version)

    assert "500 euro" in first.quote
    assert "750 euro" in second.quote
    assert gone.status == "not_in_corpus"
    assert back == second
    assert ask(COST, chat).citations[0] == first
    for citation in (first, second):
        text = text_of(own, "help-desk", citation.version)
        assert text[citation.locator.start : citation.locator.end] == citation.quote
    assert [(c.act, c.who) for c in history(own, "help-desk")] == [
        ("add", "Mari"),
        ("replace", "Mari"),
        ("remove", "Mari"),
        ("restore", "Jaan"),
        ("restore", "Jaan"),
    ]
    assert [v.version for v in versions_of(own, "help-desk")] == [second.version, first.version]
    assert ill(own) == []


def test_citations_name_the_version_of_the_projects_own_document(own):
    answer = ask("What is Help Desk?", open_assistant(own))

    [version] = {citation.version for citation in answer.citations}
    assert version == versions_of(own, "pooling4clusters")[0].version
    text = text_of(own, "pooling4clusters", version)
    for citation in answer.citations:
        assert text[citation.locator.start : citation.locator.end] == citation.quote


def test_a_file_is_read_once_from_its_examination_to_the_index(own, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(HELP_DESK_OF_NAMUR, encoding="utf-8")
    [staged] = examine(own, [Incoming(path, "a.txt")]).staged
    kept = staged.folder / "text.json"
    kept.write_text(kept.read_text("utf-8").replace("500 euro", "five hundred euro"), "utf-8")

    report = publish(own, [staged], "Mari")

    assert report.read == ("a",)
    assert "five hundred euro" in text_of(own, "a"), "the text that was shown in the report"
    assert not staged.folder.exists()


def test_a_bad_file_never_stops_the_others_and_archives_are_unpacked(own, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 torn")
    (tmp_path / "good.txt").write_text("A good text on orchards.", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        archive.writestr("in/one.txt", "The first text in the archive, on harbours.")
        archive.writestr("../two.md", "# The second text\n\nIt is on railways.")
        archive.writestr("three.exe", b"MZ")
    names = ("bad.pdf", "good.txt", "many.zip", "gone.txt")

    examined = examine(own, [Incoming(tmp_path / name, name) for name in names])
    report = publish(own, examined.staged, "Mari")

    assert report.read == ("good", "one", "two")
    assert len(examined.problems) == 3
    assert [name in line for name, line in zip(
        ("bad.pdf", "three.exe", "gone.txt"), examined.problems, strict=True
    )] == [True] * 3  # fmt: skip
    assert list((own.home / "incoming").iterdir()) == []


def test_a_new_file_is_compared_with_what_is_served(own, tmp_path):
    body = text_of(own, "pooling4clusters")
    path = tmp_path / "copy.txt"
    path.write_text(f"A copy.\n\n{body}", encoding="utf-8")

    [staged] = examine(own, [Incoming(path, path.name)]).staged

    [near] = staged.report.near_duplicates
    assert near.document == "pooling4clusters"
    assert near.share > 0.95


def test_what_the_catalogue_quotes_can_neither_be_removed_nor_spoilt(own, tmp_path):
    path = tmp_path / "new.txt"
    path.write_text("Nothing of what was.", encoding="utf-8")
    examined = examine(own, [Incoming(path, "new.txt", None, "pooling4clusters")])

    with pytest.raises(CannotChange, match="the catalogue quotes it"):
        publish(own, examined.staged, "Mari")
    with pytest.raises(CannotChange, match="the catalogue quotes it"):
        remove(own, "pooling4clusters", "Mari")

    assert history(own) == ()
    assert ill(own) == []


def test_a_file_that_is_refused_does_not_stop_the_others(own, tmp_path):
    given = []
    for name, document in (("new.txt", "pooling4clusters"), ("fine.txt", None)):
        (tmp_path / name).write_text(f"This is {name}.", encoding="utf-8")
        given.append(Incoming(tmp_path / name, name, None, document))

    report = publish(own, examine(own, given).staged, "Mari")

    assert report.read == ("fine",)
    assert ["the catalogue quotes it" in line for line in report.problems] == [True]
    assert [change.document for change in history(own)] == ["fine"]


def test_writers_queue_and_nothing_of_either_is_lost(own, tmp_path):
    def add(number):
        path = tmp_path / f"paper-{number}.txt"
        path.write_text(f"This is paper number {number}, on orchards.", encoding="utf-8")
        publish(own, examine(own, [Incoming(path, path.name)]).staged, f"writer {number}")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    chat = open_assistant(own)
    ids = {document.id for document in chat.refreshed().library.documents()}
    assert ids == {"pooling4clusters", "paper-0", "paper-1", "paper-2"}
    assert ill(own) == []


def test_a_change_that_was_never_synced_is_taken_up_when_a_chat_starts(own, put):
    put("help-desk.txt", HELP_DESK_OF_NAMUR)
    clerk_of(own, "Mari").remove("help-desk")  # and then the power went
    said = []

    chat = open_assistant(own, said.append)

    assert ask(COST, chat).status == "not_in_corpus"
    assert ["changed since the last sync" in line for line in said] == [True]
    assert ill(own) == []
    said.clear()
    open_assistant(own, said.append)
    assert said == []


def test_a_change_that_was_cut_off_is_finished_when_a_chat_starts(own, put):
    put("help-desk.txt", HELP_DESK_OF_NAMUR)
    remove(own, "help-desk", "Mari")
    last = read_journal(own.home).lines[-1]
    journal = journal_path(own.home)
    journal.write_text("".join(journal.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    layout = Layout(own.corpus, last.id)
    layout.seal()  # all was moved, and the power went before it was noted

    chat = open_assistant(own)

    assert ask(COST, chat).status == "not_in_corpus"
    assert [c.act for c in history(own)] == ["add", "remove"]
    assert ill(own) == []


def test_a_start_that_cannot_write_serves_what_there_is_and_says_why(own, put):
    clerk_of(own, "Mari")
    journal_path(own.home).mkdir()  # stands for a journal that cannot be read
    said = []

    assert ask("What is Help Desk?", open_assistant(own, said.append)).status == "answered"
    assert ["journal.jsonl" in line for line in said] == [True]


def test_a_sync_deletes_what_was_removed_long_ago_and_tells_of_it(own, put):
    put("help-desk.txt", HELP_DESK_OF_NAMUR)
    remove(own, "help-desk", "Mari")
    [sidecar] = (own.corpus / "archive" / "help-desk").glob("*.meta.yaml")
    told = sidecar.read_text("utf-8")
    sidecar.write_text(re.sub("archived_at: .20", "archived_at: '19", told), "utf-8")

    report = sync_all(own)

    assert report.problems == ()
    assert [(c.act, c.who) for c in history(own)][-1] == ("purge", "p4c sync")
    assert ill(own) == []
    assert "500 euro" in text_of(own, "help-desk", versions_of(own, "help-desk")[0].version)


def test_a_broken_archive_stops_no_sync(own, put):
    put("help-desk.txt", HELP_DESK_OF_NAMUR)
    remove(own, "help-desk", "Mari")
    [sidecar] = (own.corpus / "archive" / "help-desk").glob("*.meta.yaml")
    sidecar.write_text("title: [", "utf-8")

    [problem] = sync_all(own).problems

    assert "Take it from a backup" in problem


def test_a_version_or_document_that_never_was_has_no_text(own):
    for asked in (("nothing",), ("pooling4clusters", "0" * 12), ("nothing", "../../x")):
        with pytest.raises(UnknownDocument):
            text_of(own, *asked)


def test_without_an_index_files_are_examined_all_the_same(own, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("A text.", encoding="utf-8")
    empty = own.model_copy(update={"home": tmp_path / "empty"})
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "model").symlink_to(own.home / "model")

    [staged] = examine(empty, [Incoming(path, "a.txt")]).staged

    assert staged.report.near_duplicates == ()
    assert sync_all(own).problems == ()
