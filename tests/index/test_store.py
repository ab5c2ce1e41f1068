import sqlite3
import subprocess
import sys
from contextlib import closing

import numpy as np
import pytest

from index.store import BATCH, FILE, Store, damage_of, set_aside_if_damaged, text_key
from ingest.errors import CannotIndex
from ingest.languages import LANGUAGES


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path) as store:
        yield store


@pytest.fixture
def filled(store, document, text, passages):
    for name in ("two", "one"):
        located = text(name, f"{name} says this and that. " * 9)
        store.put(document(name), located, passages(located), "reader-1")
    return store


def test_documents_texts_and_passages_come_back(filled, document):
    contents = filled.contents()

    assert list(contents.documents) == ["one", "two"]
    assert contents.documents["one"] == document("one")
    assert all(
        contents.texts[p.document].body[p.start : p.end] == p.text for p in contents.passages
    )
    assert filled.kept()["two"].reading == "reader-1"


def test_a_document_put_again_replaces_its_passages(filled, document, text, passages):
    shorter = text("one", "x" * 40)

    filled.put(document("one", sha256="1" * 64), shorter, passages(shorter), "reader-2")

    contents = filled.contents()
    assert [p.text for p in contents.passages if p.document == "one"] == ["x" * 20] * 2
    assert filled.kept()["one"].reading == "reader-2"
    assert damage_of(filled.path.parent) is None


def test_a_sidecar_that_changed_changes_the_record_and_no_passage(filled, document):
    before = filled.contents()

    filled.describe(document("one", title="Better", language="mul"))

    after = filled.contents()
    assert after.documents["one"].title == "Better"
    assert (after.texts, after.passages) == (before.texts, before.passages)


def test_a_removed_document_leaves_no_passages(filled):
    filled.remove("one")

    assert {p.document for p in filled.contents().passages} == {"two"}
    assert filled.body("one") is None
    assert filled.body("two").startswith("two says")


def test_only_missing_texts_are_embedded(store, embedder):
    store.cached_vectors(embedder, ["a", "b"], "passage")
    embedder.embedded.clear()

    vectors = store.cached_vectors(embedder, ["b", "c", "b", "a"], "passage")

    assert embedder.embedded == ["c"]
    assert vectors.shape == (4, 384)
    assert np.array_equal(vectors, embedder.embed_passages(["b", "c", "b", "a"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_vectors_come_in_the_order_of_the_texts_in_each_language(store, embedder, language):
    name = LANGUAGES[language].endonym
    texts = [f"{name} {n}" * (1 + n % 5) for n in range(BATCH + 3)]

    vectors = store.cached_vectors(embedder, texts, "question")

    assert np.array_equal(vectors, embedder.embed_questions(texts))


def test_questions_and_passages_and_models_have_vectors_of_their_own(store, embedder, hashed):
    store.cached_vectors(embedder, ["a"], "passage")
    other = hashed("hashed-2")

    store.cached_vectors(embedder, ["a"], "question")
    store.cached_vectors(other, ["a"], "passage")

    assert embedder.embedded == ["a", "a"]
    assert other.embedded == ["a"]


def test_no_texts_give_no_vectors_and_no_error(store, embedder):
    assert store.cached_vectors(embedder, [], "passage").shape == (0, 384)


def test_progress_tells_how_many_of_the_missing_are_done(store, embedder):
    heard = []

    store.cached_vectors(embedder, ["a"], "passage")
    texts = [str(n) for n in range(BATCH + 1)]
    store.cached_vectors(embedder, ["a", *texts], "passage", lambda *now: heard.append(now))

    assert heard == [(BATCH, BATCH + 1), (BATCH + 1, BATCH + 1)]


def test_what_was_embedded_before_a_failure_is_kept(store, hashed):
    class Failing(hashed):
        def embed_passages(self, texts):
            if len(self.embedded) >= BATCH:
                raise MemoryError
            return self.embed_questions(texts)

    texts = [f"{n:03}" for n in range(2 * BATCH)]
    with pytest.raises(MemoryError):
        store.cached_vectors(Failing(), texts, "passage")

    healthy = hashed()
    store.cached_vectors(healthy, texts, "passage")
    assert len(healthy.embedded) == BATCH


def test_a_vector_that_rotted_is_embedded_again(store, embedder):
    store.cached_vectors(embedder, ["a", "b"], "passage")
    with closing(sqlite3.connect(store.path)) as rows, rows:
        rows.execute("UPDATE vectors SET vector = zeroblob(1536) WHERE rowid = 1")
    embedder.embedded.clear()

    vectors = store.cached_vectors(embedder, ["a", "b"], "passage")

    assert len(embedder.embedded) == 1
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_a_text_with_half_a_surrogate_has_a_key():
    assert text_key("\ud800") != text_key("\ud801")


def test_the_model_last_completed_is_remembered(store):
    assert store.fingerprint is None

    store.fingerprint = "m"

    assert store.fingerprint == "m"


def test_commits_wait_for_the_disk_and_readers_do_not_wait_for_writers(store):
    with closing(sqlite3.connect(store.path)) as rows:
        assert rows.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._rows.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._rows.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_no_store_is_no_damage_and_is_not_made(tmp_path):
    assert damage_of(tmp_path) is None
    assert set_aside_if_damaged(tmp_path) is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("keep", [0.5, 0.0])
def test_a_damaged_store_is_set_aside_and_not_deleted(filled, tmp_path, keep):
    filled.close()
    whole = filled.path.read_bytes()
    damaged = whole[: int(len(whole) * keep)] + b"?" * 4096
    filled.path.write_bytes(damaged)

    line = set_aside_if_damaged(tmp_path)

    [aside] = tmp_path.glob(f"{FILE}.damaged-*")
    assert aside.read_bytes() == damaged
    assert aside.name in line
    with Store(tmp_path) as fresh:
        assert fresh.contents().passages == ()


def test_a_store_of_another_layout_is_set_aside(store, tmp_path):
    store._rows.execute("PRAGMA user_version = 99")
    store.close()

    with pytest.raises(CannotIndex, match="layout 99"):
        Store(tmp_path)
    assert "layout 99" in set_aside_if_damaged(tmp_path)


def test_a_sound_store_stays(filled, tmp_path):
    assert set_aside_if_damaged(tmp_path) is None
    assert filled.body("one")


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(CannotIndex, match=r"file.*Not a directory.*p4c sync"):
        Store(tmp_path / "file" / "home")


FULL = """
import resource, signal, sys
from pathlib import Path
import numpy as np
from index.store import Store
from ingest.errors import CannotIndex

class Model:
    fingerprint, dimension = "m", 384
    def embed_passages(self, texts):
        return np.eye(384, dtype=np.float32)[: len(texts)]

store = Store(Path(sys.argv[1]))
store.cached_vectors(Model(), ["first"], "passage")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    store.cached_vectors(Model(), [str(n) for n in range(500)], "passage")
except CannotIndex as error:
    print(error)
"""


def test_a_full_disk_is_one_line_and_what_was_committed_stays(tmp_path, embedder):
    run = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path], capture_output=True, text=True, check=True
    )

    assert run.stderr == ""
    assert run.stdout.count("\n") == 1
    assert str(tmp_path) in run.stdout
    assert damage_of(tmp_path) is None
    with Store(tmp_path) as store:
        assert store.vectors_kept("m", "passage", [text_key("first")])
