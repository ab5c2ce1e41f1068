"""A disk that is full or may not be written: a line that says so, and everything as it was."""

import os
import subprocess

import pytest

from ingest.changes import Clerk
from ingest.documents import list_documents
from ingest.errors import CannotChange
from ingest.examining import Incoming, Known, examine
from ingest.journal import read_journal, version_of
from ingest.recovery import recover
from ingest.staging import layouts
from ingest.versions import damage_in

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")
TEXT = "A paragraph on orchards, harbours and railways, number {n}.\n\n"


@pytest.fixture
def mount(tmp_path):
    """Mount a small disk at a folder: mount("corpus", "1m")."""
    mounted = []

    def mount(name, size):
        folder = tmp_path / name
        folder.mkdir()
        options = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        done = subprocess.run(["mount", *options], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("no disk can be mounted here")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def again(folder, options):
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def staged(tmp_path, corpus, home, name, size=20):
    path = tmp_path / name
    path.write_text("".join(TEXT.format(n=f"{name} {n}") for n in range(size)), encoding="utf-8")
    known = Known(list_documents(corpus).documents)
    return examine(Incoming(path, name), home, known)


def check_all_is_whole(corpus, home):
    """Nothing lost, doubled or half done: the corpus is what the journal says."""
    recover(corpus, home)
    listing = list_documents(corpus)
    now = {document.id: version_of(document.sha256) for document in listing.documents}
    told = {change.document: change.version for change in read_journal(home).changes()}
    assert listing.problems == ()
    assert now == {document: version for document, version in told.items() if version}
    assert damage_in(corpus) == []
    assert layouts(corpus) == []


@pytest.mark.parametrize("full", ["corpus", "home"])
def test_a_full_disk_is_one_line_and_nothing_is_half_done(tmp_path, mount, full):
    corpus, home = tmp_path / "corpus", tmp_path / "home"
    disk = mount(full, "120k")
    (corpus / "documents").mkdir(parents=True)
    clerk = Clerk(corpus, home, "Mari")
    lines = []

    for number in range(16):
        before = {path.name for path in (corpus / "documents").iterdir()}
        try:
            clerk.add(staged(tmp_path, corpus, home, f"paper-{number}.txt"))
        except CannotChange as error:
            lines.append(str(error))
            after = {path.name for path in (corpus / "documents").iterdir()}
            assert after == before or "was begun and waits" in lines[-1]

    assert lines, "the disk was filled"
    assert all("No space left" in line and "\n" not in line for line in lines)
    again(disk, "size=4m")
    check_all_is_whole(corpus, home)
    clerk.add(staged(tmp_path, corpus, home, "after.txt"))
    check_all_is_whole(corpus, home)


@pytest.mark.parametrize("part", ["corpus", "home"])
def test_a_folder_that_may_only_be_read_is_one_line_and_all_is_as_it_was(tmp_path, mount, part):
    corpus, home = tmp_path / "corpus", tmp_path / "home"
    disk = mount(part, "4m")
    (corpus / "documents").mkdir(parents=True)
    clerk = Clerk(corpus, home, "Mari")
    clerk.add(staged(tmp_path, corpus, home, "first.txt"))
    waiting = staged(tmp_path, corpus, home, "second.txt")
    journal = read_journal(home)

    again(disk, "ro")
    for act in (lambda: clerk.add(waiting), lambda: clerk.remove("first")):
        with pytest.raises(CannotChange, match=r"Read-only file system.* rights and space\.$"):
            act()
    assert recover(corpus, home) == (), "a chat that starts writes nothing"

    assert read_journal(home) == journal
    assert [document.id for document in list_documents(corpus).documents] == ["first"]
    again(disk, "rw")
    check_all_is_whole(corpus, home)
    clerk.add(waiting)
    check_all_is_whole(corpus, home)
