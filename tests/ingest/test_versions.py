"""Versions: which a document has had, their texts to the letter, and what the archive lacks."""

import pytest

from ingest.errors import CannotRead, UnknownDocument
from ingest.versions import archived_text, current, damage_in, versions


def test_versions_come_in_the_order_in_which_they_were_archived_the_current_one_last(desk):
    added = [desk.add("a.txt", text) for text in ("One.", "Two.", "Three.")]

    found = versions(desk.corpus, "a")

    assert [version.version for version in found] == added
    assert [version.is_current for version in found] == [False, False, True]
    assert [version.can_be_restored for version in found] == [True, True, False]


def test_a_version_that_a_change_has_in_both_places_for_a_moment_is_one(desk):
    version = desk.add("a.txt", "One.")
    desk.clerk.remove("a")
    archive = desk.corpus / "archive" / "a"
    for name in ("a.txt", "a.txt.meta.yaml"):  # what restoring brings, before the archive's goes
        original = (archive / f"{version}{name[1:]}").read_bytes()
        (desk.corpus / "documents" / name).write_bytes(original)
    sidecar = desk.corpus / "documents" / "a.txt.meta.yaml"
    lines = sidecar.read_text(encoding="utf-8").splitlines(keepends=True)
    ours = ("title", "source", "date", "language", "sha256", "added_at")
    sidecar.write_text("".join(x for x in lines if x.startswith(ours)), encoding="utf-8")

    (found,) = versions(desk.corpus, "a")

    assert found.is_current


def test_a_document_without_versions_is_unknown(desk):
    with pytest.raises(UnknownDocument):
        versions(desk.corpus, "nothing")


@pytest.mark.parametrize("text", ["Γειά!\nΚόσμε\n", "a\n\n\nb ", "е\u0301 ě ğ \U0001f600"])
def test_the_text_of_a_version_is_kept_to_the_letter(desk, text):
    staged = desk.staged("a.txt", text)
    desk.clerk.add(staged)
    desk.clerk.remove("a")

    assert archived_text(desk.corpus, "a", staged.report.version) == staged.text().body


@pytest.mark.parametrize("version", ["", "*", "../a", "0" * 12])
def test_a_version_that_is_not_there_has_no_text(desk, version):
    desk.add("a.txt")
    desk.clerk.remove("a")

    assert archived_text(desk.corpus, "a", version) is None
    assert archived_text(desk.corpus, "../../a", version) is None


def test_two_files_of_one_id_are_told_apart_by_nobody(desk):
    for name in ("a b.txt", "A-B.md"):
        (desk.corpus / "documents" / name).write_text("x", encoding="utf-8")

    with pytest.raises(CannotRead, match=r"'A-B\.md' and 'a b\.txt': have the same id 'a-b'"):
        current(desk.corpus, "a-b")


def test_a_sound_archive_and_none_at_all_lack_nothing(desk):
    assert damage_in(desk.corpus) == []
    desk.add("a.txt", "One.")
    desk.add("a.txt", "Two.")

    assert damage_in(desk.corpus) == []


def test_what_the_archive_lacks_is_named(desk):
    names = ("a", "b", "c")
    kept = {name: desk.add(f"{name}.txt", f"This is {name}.") for name in names}
    for name in names:
        desk.clerk.remove(name)
    folder = desk.corpus / "archive"
    (folder / "a" / f"{kept['a']}.txt").unlink()
    (folder / "b" / f"{kept['b']}.txt").write_text("Rot.", encoding="utf-8")
    (folder / "c" / f"{kept['c']}.txt.meta.yaml").write_text("title: [", encoding="utf-8")

    gone, rotten, broken = damage_in(desk.corpus)

    assert gone == f"archive/a/{kept['a']}.txt: is gone."
    assert rotten == f"archive/b/{kept['b']}.txt: is not as it was archived."
    assert broken.startswith(f"archive/c/{kept['c']}.txt.meta.yaml: is no sidecar")
