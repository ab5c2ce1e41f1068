"""assistant/learned_file.py: what is learned is kept whole, or learned again."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import SHIPPED, learned_folder, learned_key, open_learned, sync_all
from assistant.features import features
from assistant.learned_file import key_of, load, save
from ingest.errors import CannotIndex

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def learned(parts):
    return parts.mind.learned


def same_scores(one, other):
    bag = np.zeros(len(one.rarity), np.float32)
    row = features((1, 0, 0), one.centred(one.examples[7]), "Who tests X?", bag)
    return (
        one.score_kinds(row) == other.score_kinds(row)
        and one.score_needs(row) == other.score_needs(row)
        and one.score_plans(row) == other.score_plans(row)
        and np.allclose(one.meanings, other.meanings, atol=1e-3)
        and np.array_equal(one.rarity, other.rarity)
        and one.names.aliases == other.names.aliases
        and list(one.ordinals["sl"]["second"]) == list(other.ordinals["sl"]["second"])
    )


def test_what_was_saved_and_loaded_gives_the_same_scores(learned, tmp_path):
    save(learned, tmp_path, "key")

    loaded = load(tmp_path, "key")

    assert loaded is not None
    assert same_scores(learned, loaded)
    assert np.array_equal(learned.examples, loaded.examples)


def test_only_what_was_saved_last_is_kept(learned, tmp_path):
    save(learned, tmp_path, "first")
    (tmp_path / "torn.tmp").write_bytes(b"half")
    save(learned, tmp_path, "second")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "second.npz"]
    assert (tmp_path / "current").read_text(encoding="ascii") == "second"
    assert load(tmp_path, "first") is None


def test_a_folder_that_cannot_be_written_is_named(learned, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(CannotIndex) as caught:
        save(learned, tmp_path / "file", "key")

    assert str(tmp_path / "file") in str(caught.value)


def flipped(raw, place):
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


DAMAGE = {
    "empty": lambda raw: b"",
    "only a beginning": lambda raw: raw[:1000],
    "half of it": lambda raw: raw[: len(raw) // 2],
    "all but the last byte": lambda raw: raw[:-1],
    "another file": lambda raw: b"junk" * 100,
    "a pickle": lambda raw: b"\x80\x04N.",
    "zeros": lambda raw: bytes(len(raw)),
    "a bit in the names": lambda raw: flipped(raw, 5000),
    "a bit in the numbers": lambda raw: flipped(raw, len(raw) // 2),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_as_good_as_none(damage, ready_home, tmp_path):
    folder, key = learned_folder(ready_home), learned_key(ready_home)
    raw = (folder / f"{key}.npz").read_bytes()
    (tmp_path / f"{key}.npz").write_bytes(DAMAGE[damage](raw))

    assert load(tmp_path, key) is None


def test_a_damaged_file_is_learned_again_from_vectors_that_are_kept(own_two):
    own = own_two
    before = open_learned(own.home)
    kept = learned_folder(own.home) / f"{learned_key(own.home)}.npz"
    kept.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(CannotIndex, match=r"Run p4c sync\."):
        open_learned(own.home)

    report = sync_all(own)

    assert report.embedded == 0
    assert same_scores(before, open_learned(own.home))


@pytest.mark.parametrize("file", ["languages/mt/questions.yaml", "catalogue/practices.yaml"])
def test_the_key_follows_examples_catalogue_and_model(file, tmp_path):
    for folder in ("languages", "catalogue"):
        shutil.copytree(CORPUS / folder, tmp_path / folder)
    before = key_of(tmp_path, "model")
    assert before == key_of(CORPUS, "model")
    assert before != key_of(CORPUS, "another model")

    path = tmp_path / file
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    assert before != key_of(tmp_path, "model")


def test_what_is_shipped_was_learned_from_the_examples_as_they_are(parts, ready_home):
    key = learned_key(ready_home)

    shipped = load(CORPUS / SHIPPED, key)

    assert shipped is not None, "the examples changed: run make learned"
    assert same_scores(parts.mind.learned, shipped)
