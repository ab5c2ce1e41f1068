from datetime import UTC, datetime

import numpy as np
import pytest

from index.generations import current, pointer
from index.health import checks
from index.store import Store
from index.sync import sync
from ingest.changes import Clerk
from ingest.journal import Change, append, journal_path
from ingest.staging import Layout


def severities(home, fingerprint="hashed-1"):
    found = checks(home.parent / "corpus", home, fingerprint)
    assert all(check.remedy or check.severity == "ok" or "." in check.message for check in found)
    assert all("\n" not in check.in_words() for check in found)
    return {check.name: check.severity for check in found}


PARTS = ("home folder", "corpus", "changes", "archive", "store", "up to date", "index", "search")
ALL_WELL = dict.fromkeys(PARTS, "ok")


def test_all_is_well_with_a_new_index_and_looking_changes_nothing(home):
    before = {path: path.stat().st_size for path in home.rglob("*") if "-" not in path.name}

    assert severities(home) == ALL_WELL

    assert {p: p.stat().st_size for p in home.rglob("*") if "-" not in p.name} == before


def test_documents_that_changed_since_the_last_sync_are_named(home, add):
    corpus = home.parent / "corpus"
    add(corpus, "en.txt", "Changed.")
    add(corpus, "new.txt", "New.")
    (corpus / "documents" / "fr.txt").unlink()

    [check] = [c for c in checks(corpus, home) if c.name == "up to date"]

    assert check.severity == "error"
    assert "en, fr, new" in check.message
    assert check.remedy == "Run p4c sync."
    assert check.as_record()["name"] == "up to date"


def test_a_broken_sidecar_is_an_error_of_the_corpus(home, add):
    add(home.parent / "corpus", "en.txt.meta.yaml", "title: [")

    assert severities(home)["corpus"] == "error"


def test_a_missing_corpus_is_an_error_and_an_empty_one_a_warning(home, tmp_path):
    (tmp_path / "empty" / "documents").mkdir(parents=True)

    missing = {c.name: c.severity for c in checks(tmp_path / "nowhere", home)}
    empty = {c.name: c.severity for c in checks(tmp_path / "empty", home)}

    assert missing["corpus"] == "error"
    assert empty["corpus"] == "warning"


def test_a_home_without_anything_asks_for_a_sync(home, tmp_path):
    found = {c.name: c for c in checks(home.parent / "corpus", tmp_path / "new")}

    assert found["store"].severity == "error"
    assert found["store"].remedy == "Run p4c sync."
    assert not (tmp_path / "new").exists()


def test_a_damaged_store_is_an_error(home):
    (home / "p4c.sqlite3").write_bytes(b"?" * 9000)

    assert severities(home)["store"] == "error"


def test_a_missing_vector_is_an_error(home):
    with Store(home) as store:
        store._rows.execute("DELETE FROM vectors WHERE rowid = 1")

    assert severities(home)["store"] == "error"


def test_vectors_of_another_model_are_an_error(home):
    assert severities(home, "hashed-2")["store"] == "error"


def test_a_lost_pointer_is_an_error(home):
    pointer(home).unlink()

    assert severities(home)["index"] == "error"


def test_an_index_that_lags_behind_the_store_is_a_warning(home):
    with Store(home) as store:
        store.remove("mt")

    assert severities(home)["index"] == "warning"


def test_an_index_that_does_not_find_itself_is_an_error(home):
    """What the hashes cannot tell: the manifest was made for these files."""
    from index.disk import sha256_of
    from index.generations import manifest_of

    folder = current(home)
    vectors = np.load(folder / "vectors.npy")
    np.save(folder / "vectors.npy", vectors[:, ::-1])
    manifest = manifest_of(folder)
    files = manifest.files | {"vectors.npy": sha256_of(folder / "vectors.npy")}
    changed = manifest.model_copy(update={"files": files})
    (folder / "generation.json").write_text(changed.model_dump_json(), encoding="utf-8")

    assert severities(home)["search"] == "error"


@pytest.mark.parametrize(("free", "severity"), [(10**12, "ok"), (10**8, "warning"), (10, "error")])
def test_little_space_is_told(free, severity):
    from index.health import judge_space

    assert judge_space(free) == severity


def a_change(document, change="a" * 16):
    return Change(
        id=change,
        at=datetime(2026, 11, 27, tzinfo=UTC),
        who="Mari",
        act="remove",
        document=document,
        title=document,
        version=None,
        before="b" * 12,
        sha256="b" * 64,
        name=f"{document}.txt",
        state="begun",
    )


def check_of(home, name):
    return next(check for check in checks(home.parent / "corpus", home) if check.name == name)


def test_a_change_that_was_begun_and_not_done_is_an_error_that_names_the_document(home):
    append(home, a_change("mt"))

    check = check_of(home, "changes")

    assert (check.severity, check.remedy) == ("error", "Run p4c sync.")
    assert "Begun and not done: mt" in check.message


def test_what_a_crash_left_beside_the_corpus_is_an_error_until_the_next_sync(home, embedder):
    corpus = home.parent / "corpus"
    Layout(corpus, "a" * 16).write(corpus / "documents" / "new.txt", b"new")

    assert check_of(home, "changes").severity == "error"
    sync(corpus, home, embedder)

    assert check_of(home, "changes").severity == "ok"


def test_a_journal_that_somebody_edited_is_a_warning_that_names_the_lines(home):
    journal_path(home).write_text("rubbish\n", encoding="utf-8")

    check = check_of(home, "changes")

    assert check.severity == "warning"
    assert "lines that say nothing: 1" in check.message


def test_a_journal_that_cannot_be_read_is_an_error(home):
    journal_path(home).mkdir()

    assert check_of(home, "changes").severity == "error"


def test_a_version_that_the_archive_lost_is_an_error(home):
    corpus = home.parent / "corpus"
    Clerk(corpus, home, "Mari").remove("mt")
    assert check_of(home, "archive").severity == "ok"
    for path in (corpus / "archive" / "mt").glob("*.txt"):
        path.unlink()

    check = check_of(home, "archive")

    assert check.severity == "error"
    assert "archive/mt/" in check.message
