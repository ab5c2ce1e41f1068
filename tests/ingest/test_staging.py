"""Layouts: what a change brings and takes is moved in one go, and again after a crash."""

from pathlib import Path

import pytest

from ingest.staging import Layout, discard, layout_folder, layouts, perform

ID = "a" * 16


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus" / "documents").mkdir(parents=True)
    (tmp_path / "corpus" / "documents" / "old.txt").write_text("old", encoding="utf-8")
    return tmp_path / "corpus"


def laid_out(corpus):
    layout = Layout(corpus, ID)
    old = corpus / "documents" / "old.txt"
    layout.bring(corpus / "archive" / "old" / "v1.txt", old)
    layout.write(corpus / "documents" / "new.txt", b"new")
    layout.drop(old)
    layout.seal()
    return layout


def files(corpus):
    return {
        str(path.relative_to(corpus)): path.read_text(encoding="utf-8")
        for path in corpus.rglob("*")
        if path.is_file() and ".staged" not in path.parts
    }


AFTER = {"archive/old/v1.txt": "old", "documents/new.txt": "new"}


def test_laying_out_changes_nothing_yet(corpus):
    laid_out(corpus)

    assert files(corpus) == {"documents/old.txt": "old"}
    assert layouts(corpus) == [ID]


def test_performing_moves_all_of_it_and_doing_so_again_changes_nothing(corpus):
    laid_out(corpus)

    assert perform(corpus, ID)
    assert files(corpus) == AFTER
    assert perform(corpus, ID)
    assert files(corpus) == AFTER


def test_what_was_half_moved_is_moved_on(corpus):
    laid_out(corpus)
    half = layout_folder(corpus, ID) / "new" / "archive" / "old" / "v1.txt"
    half.replace(corpus / "archive" / "old" / "v1.txt")

    assert perform(corpus, ID)

    assert files(corpus) == AFTER


def test_what_was_not_laid_out_to_its_end_is_not_performed(corpus):
    Layout(corpus, ID).write(corpus / "documents" / "new.txt", b"new")

    assert not perform(corpus, ID)
    assert files(corpus) == {"documents/old.txt": "old"}


def test_what_is_thrown_away_leaves_nothing_and_cannot_be_performed(corpus):
    laid_out(corpus).discard()

    assert layouts(corpus) == []
    assert not perform(corpus, ID)
    discard(corpus, ID)  # once more does no harm


def test_a_folder_on_another_disk_is_noticed_before_anything_is_begun(corpus):
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == corpus.stat().st_dev:
        pytest.skip("there is no other disk")
    (corpus / "documents" / "old.txt").unlink()
    (corpus / "documents").rmdir()
    (corpus / "documents").symlink_to(elsewhere)
    layout = Layout(corpus, ID)
    layout.write(corpus / "documents" / "new.txt", b"new")

    with pytest.raises(OSError, match="lies on another disk"):
        layout.seal()
