"""The life of a document: added, replaced, removed, restored; nothing that ever was is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.changes import Clerk, read_body
from ingest.documents import list_documents, read_sidecar
from ingest.errors import CannotChange, CannotRead, UnknownDocument
from ingest.incoming import discard
from ingest.journal import read_journal
from ingest.versions import archived_text, read_archived, versions


def acts(desk, document=None):
    changes = read_journal(desk.home).changes(document)
    return [(change.act, change.version, change.before) for change in changes]


def test_a_file_becomes_a_document_with_its_sidecar(desk):
    document = desk.clerk.add(desk.staged("Große Kosten.TXT", "Die Kosten sind nicht genannt."))

    assert (document.id, document.title) == ("grosse-kosten", "Große Kosten")
    assert (document.source, document.language) == ("Große Kosten.TXT", "de")
    assert list_documents(desk.corpus).documents == (document,)
    assert read_sidecar(document.path).sha256 == document.sha256
    assert desk.archive() == []


def test_each_change_is_told_with_who_what_when_and_the_sha256(desk):
    document = desk.clerk.add(desk.staged("a.txt"))

    [change] = read_journal(desk.home).changes()

    assert (change.who, change.act, change.document) == ("Mari", "add", "a")
    assert (change.sha256, change.name, change.title) == (document.sha256, "a.txt", "a")
    assert abs(change.at - datetime.now(UTC)) < timedelta(minutes=5)


def test_the_same_name_with_new_content_is_a_new_version_and_the_old_one_is_kept(desk):
    first = desk.add("a.txt", "One.")
    second = desk.add("a.txt", "Two.")

    assert desk.texts() == {"a.txt": "Two."}
    assert acts(desk) == [("add", first, None), ("replace", second, first)]
    old, new = versions(desk.corpus, "a")
    assert (old.version, old.why, old.by, old.is_current) == (first, "replaced", "Mari", False)
    assert (new.version, new.is_current) == (second, True)
    assert archived_text(desk.corpus, "a", first) == "One."


def test_the_same_content_again_changes_nothing(desk):
    desk.add("a.txt")

    desk.add("a.txt")
    desk.clerk.add(desk.staged("b.txt", "A text."))

    assert len(acts(desk)) == 1
    assert desk.texts() == {"a.txt": "A text."}


def test_what_somebody_agreed_to_is_done_only_as_it_was_reported(desk):
    new, second = desk.staged("a.txt", "One."), desk.staged("a.txt", "Two.")
    desk.clerk.add(new, as_reported=True)

    with pytest.raises(CannotChange, match="its document was changed after"):
        desk.clerk.add(second, as_reported=True)
    assert desk.texts() == {"a.txt": "One."}

    again = desk.staged("a.txt", "Two.")
    desk.clerk.add(again, as_reported=True)
    assert desk.texts() == {"a.txt": "Two."}


def test_what_was_removed_meanwhile_does_not_come_back_unseen(desk):
    desk.add("a.txt", "One.")
    second = desk.staged("a.txt", "Two.")
    desk.clerk.remove("a")

    with pytest.raises(CannotChange, match="Read it again"):
        desk.clerk.add(second, as_reported=True)
    assert desk.texts() == {}


def test_the_same_content_added_by_another_meanwhile_is_no_fault(desk):
    waiting = desk.staged("a.txt", "One.")
    desk.add("a.txt", "One.")

    assert desk.clerk.add(waiting, as_reported=True).id == "a"


def test_a_replacement_may_have_another_format_and_leaves_no_second_file(desk):
    first = desk.add("a.txt", "One.")
    second = desk.clerk.add(desk.staged("new.md", "# Two", document="a"))

    assert desk.texts() == {"a.md": "# Two"}
    assert sorted(p.name for p in (desk.corpus / "documents").iterdir()) == [
        "a.md",
        "a.md.meta.yaml",
    ]
    assert acts(desk)[-1] == ("replace", second.sha256[:12], first)
    assert desk.clerk.restore("a").path.name == "a.txt"
    assert desk.texts() == {"a.txt": "One."}


def test_a_document_that_is_removed_is_in_the_archive_and_comes_back_the_same(desk):
    version = desk.add("a.txt", "One.")
    before = list_documents(desk.corpus).documents

    desk.clerk.remove("a")

    assert desk.texts() == {}
    assert desk.archive() == [
        f"a/{version}.read.txt",
        f"a/{version}.txt",
        f"a/{version}.txt.meta.yaml",
    ]
    desk.clerk.restore("a")
    assert list_documents(desk.corpus).documents == before
    assert desk.archive() == [], "no version is there twice"
    assert acts(desk)[1:] == [("remove", None, version), ("restore", version, None)]


def test_any_earlier_version_can_be_restored(desk):
    one, two, three = (desk.add("a.txt", text) for text in ("One.", "Two.", "Three."))

    desk.clerk.restore("a", one)
    assert desk.texts() == {"a.txt": "One."}
    desk.clerk.restore("a")

    assert desk.texts() == {"a.txt": "Three."}, "by default the one archived last"
    assert [v.version for v in versions(desk.corpus, "a")] == [two, one, three]


def test_restoring_the_current_version_changes_nothing(desk):
    version = desk.add("a.txt")

    assert desk.clerk.restore("a", version).id == "a"
    assert len(acts(desk)) == 1


def test_undo_takes_back_each_sort_of_change_and_undone_twice_it_is_done_again(desk):
    desk.add("a.txt", "One.")
    assert desk.clerk.undo("a") is None
    assert desk.texts() == {}
    assert desk.clerk.undo("a")
    desk.add("a.txt", "Two.")
    desk.clerk.undo("a")
    assert desk.texts() == {"a.txt": "One."}
    desk.clerk.undo("a")
    assert desk.texts() == {"a.txt": "Two."}
    desk.clerk.remove("a")
    desk.clerk.undo("a")
    assert desk.texts() == {"a.txt": "Two."}


def test_a_title_is_corrected_and_its_version_text_and_archive_stay(desk):
    version = desk.add("a.txt", "One.")

    desk.clerk.retitle("a", "  Ωραία\u202e  δράση ")

    (document,) = list_documents(desk.corpus).documents
    assert (document.title, document.source) == ("Ωραία δράση", "a.txt")
    assert desk.texts() == {"a.txt": "One."}
    assert desk.archive() == []
    assert acts(desk)[1:] == [("retitle", version, version)]


def test_a_corrected_title_is_taken_back_by_undo_and_comes_again(desk):
    desk.add("a.txt")
    desk.clerk.retitle("a", "Second")
    desk.clerk.retitle("a", "Third")

    titles = []
    for _ in range(3):
        titles.append(desk.clerk.undo("a").title)

    assert titles == ["Second", "Third", "Second"]


@pytest.mark.parametrize("title", ["a", "", " \u202e"])
def test_a_title_that_is_the_same_or_says_nothing_changes_nothing(desk, title):
    desk.add("a.txt")

    assert desk.clerk.retitle("a", title).title == "a"
    assert len(acts(desk)) == 1


def test_only_a_document_that_is_there_gets_another_title(desk):
    desk.add("a.txt")
    desk.clerk.remove("a")

    with pytest.raises(UnknownDocument):
        desk.clerk.retitle("a", "Other")


def test_an_earlier_version_comes_back_with_the_title_that_it_had(desk):
    desk.add("a.txt", "One.")
    desk.clerk.retitle("a", "First")
    desk.add("a.txt", "Two.")
    desk.clerk.retitle("a", "Second")

    assert desk.clerk.restore("a").title == "First"
    assert desk.clerk.undo("a").title == "Second"


def test_adding_again_what_was_removed_leaves_one_of_it(desk):
    version = desk.add("a.txt", "One.")
    desk.clerk.remove("a")

    assert desk.add("a.txt", "One.") == version

    assert desk.archive() == []
    assert [v.version for v in versions(desk.corpus, "a")] == [version]


def test_what_changed_by_hand_since_is_not_undone(desk):
    desk.add("a.txt", "One.")
    (desk.corpus / "documents" / "a.txt").unlink()

    with pytest.raises(CannotChange, match="changed by hand since"):
        desk.clerk.undo("a")


@pytest.mark.parametrize("act", ["remove", "restore", "undo"])
@pytest.mark.parametrize("document", ["nothing", "../../etc", ""])
def test_a_document_that_never_was_is_said_to_be_none(desk, act, document):
    with pytest.raises(UnknownDocument):
        getattr(desk.clerk, act)(document)

    assert read_journal(desk.home).lines == ()


def test_a_version_that_never_was_is_answered_with_those_that_are(desk):
    version = desk.add("a.txt")

    with pytest.raises(UnknownDocument, match=f"Its versions: {version}"):
        desk.clerk.restore("a", "*")
    with pytest.raises(UnknownDocument, match="nothing to restore"):
        desk.clerk.restore("a")


def test_the_catalogue_may_refuse_a_change_and_then_nothing_is_changed(desk):
    asked = []

    def refuse(document, text):
        asked.append((document, text))
        raise CannotChange("a: is quoted.")

    desk.add("a.txt", "One.")
    clerk = Clerk(desk.corpus, desk.home, "Mari", read_body, refuse)
    for change in (lambda: clerk.remove("a"), lambda: clerk.add(desk.staged("a.txt", "Two."))):
        with pytest.raises(CannotChange, match="is quoted"):
            change()

    assert asked == [("a", None), ("a", "Two.")]
    assert desk.texts() == {"a.txt": "One."}
    assert (len(acts(desk)), desk.archive()) == (1, [])
    clerk.add(desk.staged("new.txt", "What is new is quoted nowhere."))


def test_the_text_that_is_archived_is_the_one_that_citations_point_into(desk):
    version = desk.add("a.txt", "One.")
    clerk = Clerk(desk.corpus, desk.home, "Mari", lambda _: "One, as it was served.\n")

    clerk.add(desk.staged("a.txt", "Two."))

    assert archived_text(desk.corpus, "a", version) == "One, as it was served.\n"


def test_a_file_put_there_by_hand_takes_part_in_all_of_it(desk):
    by_hand = desk.corpus / "documents" / "Über uns.TXT"
    by_hand.write_text("By hand.", encoding="utf-8")

    desk.add("über uns.txt", "New.")

    assert desk.texts() == {"uber-uns.txt": "New."}
    desk.clerk.restore("uber-uns")
    assert desk.texts() == {"uber-uns.txt": "By hand."}


def test_a_file_that_cannot_be_listed_is_never_overwritten(desk):
    desk.add("a.txt", "One.")
    (desk.corpus / "documents" / "a.txt").write_text("Overwritten by hand.", encoding="utf-8")

    for change in (lambda: desk.add("a.txt", "Two."), lambda: desk.clerk.remove("a")):
        with pytest.raises(CannotRead, match="has changed since it was added"):
            change()

    kept = (desk.corpus / "documents" / "a.txt").read_text(encoding="utf-8")
    assert kept == "Overwritten by hand."


def test_a_file_that_was_discarded_meanwhile_is_not_added(desk):
    staged = desk.staged("a.txt")
    discard(staged)

    with pytest.raises(CannotChange, match="Add the file again"):
        desk.clerk.add(staged)

    assert desk.texts() == {}


def test_what_was_archived_and_is_damaged_is_not_restored(desk):
    version = desk.add("a.txt", "One.")
    desk.clerk.remove("a")
    (desk.corpus / "archive" / "a" / f"{version}.txt").write_text("Rot.", encoding="utf-8")

    with pytest.raises(CannotChange, match="gone or damaged"):
        desk.clerk.restore("a")

    assert desk.texts() == {}


def test_an_archived_sidecar_tells_who_when_why_and_the_name(desk):
    version = desk.add("a.txt")
    desk.clerk.remove("a")

    sidecar = read_archived(desk.corpus / "archive" / "a" / f"{version}.txt.meta.yaml")

    assert (sidecar.by, sidecar.why, sidecar.name) == ("Mari", "removed", "a.txt")
    assert sidecar.purged_at is None
