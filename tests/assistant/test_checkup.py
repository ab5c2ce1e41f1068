"""assistant/checkup.py: every part that an answer rests on is looked at, and the remedy named."""

import shutil
from pathlib import Path

import pytest

from assistant.assistant import learned_folder, learned_key
from assistant.checkup import check_all, check_catalogue, check_learned
from assistant.settings import Settings
from index.engine import open_embedder

CORPUS = Path(__file__).parents[2] / "corpus"


def by_name(checks):
    return {check.name: check for check in checks}


def test_all_is_well_where_all_is_up_to_date(ready_home):
    checks = check_all(Settings(corpus=CORPUS, home=ready_home))

    assert [check.in_words() for check in checks if check.severity != "ok"] == []
    assert by_name(checks)["catalogue"].message == (
        "15 practices and 7 partners fit the documents, in 24 languages."
    )
    assert "understanding" in by_name(checks)


def test_looking_changes_nothing(own):
    def state():
        files = [path for path in own.home.rglob("*") if path.is_file()]
        return {path: path.stat().st_mtime_ns for path in files if path.suffix in {".npz", ".npy"}}

    before = state()

    check_all(own)

    assert state() == before


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("catalogue/practices.yaml", "a: [b"),
        ("catalogue/partners.yaml", "- id: bep"),
        ("languages/mt/method.yaml", "a: [b"),
        ("languages/sl/questions.yaml", "cost: []"),
    ],
)
def test_a_broken_file_is_an_error_that_names_it(file, content, own):
    (own.corpus / file).write_text(content, encoding="utf-8")

    check = check_catalogue(own)

    assert check.severity == "error"
    assert Path(file).name in check.message
    assert "\n" not in check.message


def test_a_catalogue_that_quotes_what_no_document_says_is_an_error(own):
    path = own.corpus / "catalogue" / "practices.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("quote: Help Desk}", "quote: Help Dusk}", 1), encoding="utf-8")

    check = by_name(check_all(own))["catalogue"]

    assert check.severity == "error"
    assert "help-desk" in check.message


def test_examples_that_changed_are_to_be_learned_from_again(own):
    path = own.corpus / "languages" / "sl" / "questions.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")

    check = by_name(check_all(own))["understanding"]

    assert (check.severity, check.remedy) == ("error", "Run p4c sync.")
    assert "changed" in check.message


def test_a_model_that_changed_asks_for_learning_again(ready_home):
    check = check_learned(Settings(corpus=CORPUS, home=ready_home), "another model")

    assert (check.severity, check.remedy) == ("error", "Run p4c sync.")


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 torn", None], ids=["empty", "torn", "gone"])
def test_damage_to_what_was_learned_is_an_error(damage, own):
    path = learned_folder(own.home) / f"{learned_key(own.home)}.npz"
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)

    check = check_learned(own, open_embedder(own.home).fingerprint)

    assert (check.severity, check.remedy) == ("error", "Run p4c sync.")
    assert str(learned_folder(own.home)) in check.message


def test_without_its_index_the_store_still_serves_and_the_check_says_so(own):
    shutil.rmtree(own.home / "index")

    checks = by_name(check_all(own))

    assert checks["catalogue"].severity == "ok", "readers are served from the store"
    assert (checks["index"].severity, checks["index"].remedy) == ("error", "Run p4c sync.")


def test_an_empty_home_is_an_error_for_catalogue_and_understanding(own, tmp_path):
    empty = Settings(corpus=own.corpus, home=tmp_path / "empty")

    assert check_catalogue(empty).severity == "error"
    assert check_learned(empty, "model").severity == "error"


def test_a_model_that_cannot_be_opened_is_the_only_thing_said(tmp_path, ready_home):
    settings = Settings(corpus=CORPUS, home=ready_home, embedding=tmp_path / "none")

    (check,) = check_all(settings)

    assert (check.name, check.severity) == ("model", "error")
    assert str(tmp_path / "none") in check.message
