import numpy as np
import pytest

from index.generations import current, pointer
from index.snapshot import open_current
from ingest.errors import CannotIndex, UnknownDocument
from ingest.languages import LANGUAGES


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passage_of_each_language_is_found_by_its_vector_alone(built, embedder, language, exact):
    snapshot = open_current(built / "home", exact)
    [passage] = [p for p in snapshot.passages() if p.document == language]

    [hit] = snapshot.search(embedder.embed_questions([passage.text])[0], "", 1, None)

    assert hit.passage == passage
    assert hit.score == pytest.approx(1, abs=1e-5)
    assert hit.rank == 1
    assert snapshot.body(language)[passage.start : passage.end] == passage.text


def test_chroma_and_the_exact_comparison_agree(built, embedder):
    question = embedder.embed_questions(["cluster3 and cabinet4 beside a harbour5"])[0]

    found, compared = (
        open_current(built / "home", exact).search(question, "", 10, None)
        for exact in (False, True)
    )

    assert [hit.passage for hit in found] == [hit.passage for hit in compared]
    assert [h.score for h in found] == pytest.approx([h.score for h in compared], abs=1e-5)
    assert [hit.rank for hit in found] == list(range(1, 11))


def test_a_passage_that_holds_the_questions_rare_word_comes_first(built, embedder):
    snapshot = open_current(built / "home", exact=True)
    elsewhere = embedder.embed_questions([snapshot.passages()[0].text])[0]

    hits = snapshot.search(elsewhere, "Violin7?", 3, None)

    assert "violin7" in hits[0].passage.text
    assert hits[0].score < hits[1].score == pytest.approx(1, abs=1e-5)
    assert len({hit.passage for hit in hits}) == 3


@pytest.mark.parametrize("k", [0, 1, 1000])
def test_at_most_k_hits_come_and_none_twice(built, embedder, k):
    snapshot = open_current(built / "home", exact=True)

    hits = snapshot.search(embedder.embed_questions(["x"])[0], "violin7 granite3", k, None)

    assert len(hits) == min(k, len(snapshot.passages())) == len({hit.passage for hit in hits})


def test_rows_of_vectors_are_the_passages(built, embedder):
    snapshot = open_current(built / "home")

    texts = [passage.text for passage in snapshot.passages()]
    assert np.allclose(snapshot.vectors(), embedder.embed_passages(texts), atol=1e-6)


def test_an_unknown_document_is_told_by_name(built):
    with pytest.raises(UnknownDocument, match=r"'nix'.*p4c docs"):
        open_current(built / "home").body("nix")


def test_a_locator_tells_page_and_section(built):
    snapshot = open_current(built / "home")
    passage = snapshot.passages()[0]

    locator = snapshot.locator(passage.document, passage.start, passage.end)

    assert locator == passage.locator
    assert snapshot.title(passage.document) == snapshot.document(passage.document).title


def damage(home, name):
    [path] = current(home).glob(name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


PARTS = ["contents.sqlite3", "vectors.npy", "words.sqlite3", "generation.json"]


@pytest.mark.parametrize("name", [*PARTS, "chroma/chroma.sqlite3", "chroma/*/data_level0.bin"])
def test_whatever_part_is_damaged_the_answer_is_the_same(home, built, embedder, name):
    question = embedder.embed_questions(["cluster3 and cabinet4 beside a harbour5"])[0]
    right = open_current(built / "home", exact=True).search(question, "", 5, None)

    damage(home, name)
    snapshot = open_current(home)
    hits = snapshot.search(question, "", 5, None)

    assert [hit.passage for hit in hits] == [hit.passage for hit in right]
    assert snapshot.damage
    assert "\n" not in snapshot.damage


@pytest.mark.parametrize("name", ["", "elsewhere", "../.."])
def test_without_a_pointer_the_store_answers(home, embedder, name):
    pointer(home).write_text(name, encoding="utf-8")

    snapshot = open_current(home)

    text = snapshot.passages()[3].text
    [hit] = snapshot.search(embedder.embed_questions([text])[0], text, 1, None)
    assert hit.passage.text == text
    assert snapshot.fingerprint == "hashed-1"


def test_without_index_and_store_the_person_is_told_to_sync(tmp_path):
    with pytest.raises(CannotIndex, match="Run p4c sync"):
        open_current(tmp_path)


def test_with_index_and_store_damaged_the_person_is_told_to_sync(home):
    pointer(home).unlink()
    (home / "p4c.sqlite3").write_bytes(b"?" * 9000)

    with pytest.raises(CannotIndex, match="run p4c sync"):
        open_current(home)
