import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.chroma import FILE, Nearest, damage_of, lasting_files, write
from ingest.errors import CannotIndex
from ingest.languages import LANGUAGES
from ingest.located import Passage


@pytest.fixture
def passages_of_all_languages():
    return [
        Passage(f"d:{code}", "d", language.endonym, 0, 9, None, None, code)
        for code, language in LANGUAGES.items()
    ]


@pytest.fixture
def folder(passages_of_all_languages, embedder, tmp_path):
    vectors = embedder.embed_passages([p.text for p in passages_of_all_languages])
    write(tmp_path / "chroma", passages_of_all_languages, vectors)
    return tmp_path / "chroma"


@pytest.fixture
def nearest(folder):
    nearest = Nearest(folder)
    yield nearest
    nearest.close()


def test_the_nearest_come_first_and_their_scores_are_cosines(
    nearest, passages_of_all_languages, embedder
):
    vectors = embedder.embed_passages([p.text for p in passages_of_all_languages])
    question = embedder.embed_questions([LANGUAGES["el"].endonym + " polski"])[0]
    cosines = vectors @ question

    found = nearest.nearest(question, 24)

    order = [passages_of_all_languages[row].id for row in np.argsort(-cosines)]
    assert {near.passage for near in found[:2]} == {"d:el", "d:pl"} == {*order[:2]}
    assert [near.score for near in found] == pytest.approx(sorted(cosines, reverse=True), abs=1e-5)


def test_many_at_once_give_the_same_as_one_by_one(nearest, passages_of_all_languages, embedder):
    vectors = embedder.embed_passages([p.text for p in passages_of_all_languages])

    each = nearest.nearest_each(vectors, 3)

    assert [near[0].passage for near in each] == [p.id for p in passages_of_all_languages]
    one_by_one = [nearest.nearest(vector, 3) for vector in vectors]
    assert [[n.passage for n in near] for near in each] == [
        [n.passage for n in near] for near in one_by_one
    ]


def test_asked_for_more_than_there_are_it_gives_all(nearest, embedder):
    assert len(nearest.nearest(embedder.embed_questions(["x"])[0], 1000)) == len(LANGUAGES)


@pytest.mark.parametrize("count", [0, 1, 2, 2001, 5462])
def test_any_number_of_passages_can_be_written(tmp_path, count):
    passages = [Passage(f"d:{n}", "d", "t", 0, 1, None, None, "en") for n in range(count)]
    vectors = np.random.default_rng(0).normal(size=(count, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    write(tmp_path / "chroma", passages, vectors)

    nearest = Nearest(tmp_path / "chroma")
    assert nearest.passages == count
    found = nearest.nearest_each(vectors[::50], 1)
    nearest.close()
    missed = sum(near[0].passage != f"d:{50 * n}" for n, near in enumerate(found))
    assert missed <= len(found) // 100


def test_opening_and_asking_changes_no_lasting_file(folder, embedder):
    before = {path: path.read_bytes() for path in lasting_files(folder)}

    for _ in range(3):
        nearest = Nearest(folder)
        nearest.nearest(embedder.embed_questions(["x"])[0], 3)
        nearest.close()

    assert len(before) == 5
    assert {path: path.read_bytes() for path in lasting_files(folder)} == before


def half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scrambled(path):
    whole = path.read_bytes()
    quarter = len(whole) // 4
    path.write_bytes(whole[:quarter] + os.urandom(quarter) + whole[2 * quarter :])


def emptied(path):
    path.write_bytes(b"")


def removed(path):
    path.unlink()


@pytest.mark.parametrize("harm", [half, scrambled, emptied, removed])
def test_a_damaged_folder_is_told_and_cannot_be_opened(folder, harm):
    harm(folder / FILE)

    assert damage_of(folder)
    with pytest.raises(CannotIndex, match="Chroma fails"):
        Nearest(folder)


def test_a_sound_folder_has_no_damage_and_too_few_passages_are_damage(folder):
    assert damage_of(folder) is None
    assert damage_of(folder, len(LANGUAGES)) is None
    assert damage_of(folder, 25) == f"{FILE} holds 24 passages, not 25"


def test_threads_open_and_close_the_same_folder_at_the_same_time(folder, passages_of_all_languages):
    def opened_and_closed(_number):
        nearest = Nearest(folder)
        nearest.close()
        return nearest.passages

    with ThreadPoolExecutor(8) as threads:
        counts = set(threads.map(opened_and_closed, range(200)))

    assert counts == {len(passages_of_all_languages)}


def test_a_missing_folder_is_an_error_and_is_not_made(tmp_path):
    with pytest.raises(CannotIndex):
        Nearest(tmp_path / "nothing")

    assert not (tmp_path / "nothing").exists()


def test_a_folder_that_cannot_be_written_is_one_line(passages_of_all_languages, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    vectors = np.eye(384, dtype=np.float32)[:24]

    with pytest.raises(CannotIndex) as caught:
        write(tmp_path / "file" / "chroma", passages_of_all_languages, vectors)

    assert "\n" not in str(caught.value)


SPOKEN = """
import sys
from pathlib import Path
from index.chroma import Nearest, write
import logging, numpy as np

def refuse(event, arguments):
    if event == "socket.connect":
        raise RuntimeError(f"chroma connects to {arguments}")

sys.addaudithook(refuse)
write(Path(sys.argv[1]), [], np.zeros((0, 384), np.float32))
Nearest(Path(sys.argv[1])).close()
logging.getLogger("chromadb").warning("noise")
"""


def test_chroma_says_nothing_and_connects_to_nothing(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", SPOKEN, tmp_path / "chroma"], capture_output=True, check=True
    )

    assert (run.stdout, run.stderr) == (b"", b"")
