"""assistant/learned.py: what is learned is kept whole, or learned again; names do not sway it."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import learned_folder, learned_key, open_learned, sync_all
from assistant.learned import (
    Example,
    discriminant,
    examples_of,
    key_of,
    load,
    named_features,
    ridge,
    save,
    without_names,
)
from assistant.lexicon import load_lexicon
from assistant.names import MASKS
from ingest.errors import CannotIndex
from ingest.languages import LANGUAGES

CORPUS = Path(__file__).parents[2] / "corpus"
LEXICON = load_lexicon(CORPUS)


@pytest.fixture(scope="module")
def learned(parts):
    return parts.mind.learned


def same_scores(one, other):
    vector = one.centred(one.examples[7])
    return (
        one.score_kinds(vector, (1, 0, 0)) == other.score_kinds(vector, (1, 0, 0))
        and one.score_needs(vector) == other.score_needs(vector)
        and one.names.aliases == other.names.aliases
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


def test_a_damaged_file_is_learned_again_from_vectors_that_are_kept(own):
    for folder in (own.corpus / "languages").iterdir():
        if folder.name not in {"en", "sl"}:
            shutil.rmtree(folder)
    sync_all(own)
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_hold_masks_for_slots_and_name_what_they_hold(language):
    examples = list(examples_of(LEXICON.of(language)))

    assert examples == list(examples_of(LEXICON.of(language))), "the same places each time"
    assert not [example for example in examples if {"{", "}"} & set(example.text)]
    assert {example.practice for example in examples} >= set(LEXICON.of("en").practices)
    assert {example.kind for example in examples} == {"need", *LEXICON.kinds}
    assert all(
        MASKS["practice"] in example.text for example in examples if example.named == (1, 0, 0)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_an_example_are_masked_and_counted(language, learned):
    name = LEXICON.of(language).practices["permanent-offices"].name
    written = Example(f"{name}: BEP?", "practice", None, (0, 0, 0))

    bare = without_names(written, learned.names, language)

    assert bare.text in {"X: Z?", "X): Z?"}
    assert bare.named == (1, 1, 0)


def test_probabilities_of_kinds_add_up_to_one(learned):
    vector = learned.centred(learned.examples[0])

    for named in ((0, 0, 0), (2, 0, 0), (1, 1, 1)):
        assert sum(learned.score_kinds(vector, named).values()) == pytest.approx(1, abs=1e-5)


def test_every_example_but_a_few_fits_its_own_practice_best(learned, parts):
    needs = [
        (practice, need)
        for practice, words in LEXICON.of("en").practices.items()
        for need in words.needs[:3]
    ]

    right = 0
    for practice, need in needs:
        scores = learned.score_needs(learned.centred(parts.mind.embed(need)))
        right += max(scores, key=lambda name: scores[name]) == practice

    assert right >= 0.95 * len(needs)


def test_a_centred_vector_has_length_one_even_where_nothing_is_left(learned):
    assert np.linalg.norm(learned.centred(learned.examples[3])) == pytest.approx(1, abs=1e-5)
    assert np.all(np.isfinite(learned.centred(learned.centre)))


def test_names_present_are_told_by_numbers():
    features = named_features((2, 1, 0))

    assert (features > 0).tolist() == [True, True, True, False, False]
    assert (named_features((0, 0, 0)) > 0).tolist() == [False, False, False, False, True]


@pytest.mark.parametrize("solve", [ridge, discriminant])
def test_both_models_tell_classes_apart_that_lie_apart(solve):
    chance = np.random.default_rng(0)
    classes = [number % 3 for number in range(300)]
    rows = np.eye(3, 8, dtype=np.float32)[classes] + chance.normal(0, 0.1, (300, 8))
    rows = rows.astype(np.float32)

    weights = solve(rows, classes, 3)

    scores = np.concatenate([rows, np.ones((300, 1))], axis=1) @ weights
    assert weights.shape == (9, 3)
    assert scores.argmax(axis=1).tolist() == classes
