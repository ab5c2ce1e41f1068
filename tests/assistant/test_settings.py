"""assistant/settings.py: the environment is read once, and a typo is named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings, read_settings
from ingest.errors import BadSettings


def test_without_variables_everything_lies_in_the_working_folder():
    settings = read_settings({})

    assert settings == Settings(corpus=Path("corpus"), home=Path(".p4c"), embedding=None)


def test_each_setting_has_its_variable():
    given_ = {"P4C_CORPUS": "/a", "P4C_HOME": "/b c", "P4C_EMBEDDING": "/d", "HOME": "/root"}

    settings = read_settings(given_)

    assert settings == Settings(corpus=Path("/a"), home=Path("/b c"), embedding=Path("/d"))


def test_who_judges_has_its_variables_and_the_key_is_not_shown():
    settings = read_settings(
        {"P4C_JUDGE_URL": "http://a/v1", "P4C_JUDGE_MODEL": "m", "P4C_JUDGE_KEY": "hush"}
    )

    assert (settings.judge_url, settings.judge_model) == ("http://a/v1", "m")
    assert settings.judge_key
    assert settings.judge_key.get_secret_value() == "hush"
    assert "hush" not in f"{settings!r} {settings.model_dump_json()}"


@pytest.mark.parametrize("address", ["localhost:8080", "ftp://a/v1", "http://", "http://a b"])
def test_an_address_that_cannot_be_one_is_refused_without_being_shown(address):
    with pytest.raises(BadSettings, match=r"^P4C_JUDGE_URL: is no address\. Give ") as caught:
        read_settings({"P4C_JUDGE_URL": address})

    assert address not in str(caught.value) or address == "http://"


@pytest.mark.parametrize(
    ("written", "meant"), [("no", False), ("0", False), ("off", False), ("yes", True), ("1", True)]
)
def test_yes_and_no_are_understood(written, meant):
    assert read_settings({"P4C_KEEP_QUESTIONS": written}).keep_questions is meant


def test_neither_yes_nor_no_is_refused():
    with pytest.raises(BadSettings, match=r"^P4C_KEEP_QUESTIONS: is neither yes nor no\."):
        read_settings({"P4C_KEEP_QUESTIONS": "perhaps"})


def test_addresses_of_staff_are_told_apart():
    settings = read_settings({"P4C_STAFF": " a@example.ee,b@example.ee, ,"})

    assert settings.staff_addresses == ("a@example.ee", "b@example.ee")
    assert read_settings({}).staff_addresses == ()


def test_the_process_environment_is_read_by_default(monkeypatch, tmp_path):
    monkeypatch.setenv("P4C_CORPUS", str(tmp_path))

    assert read_settings().corpus == tmp_path


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("P4C_COPRUS", "P4C_CORPUS"),
        ("P4C_HOEM", "P4C_HOME"),
        ("P4C_EMBEDDINGS", "P4C_EMBEDDING"),
        ("P4C_MODEL_EMBEDDING", "P4C_EMBEDDING"),
        ("P4C_JUDGEMODEL", "P4C_JUDGE_MODEL"),
    ],
)
def test_an_unknown_variable_is_named_with_the_nearest(typo, meant):
    with pytest.raises(BadSettings) as caught:
        read_settings({typo: "/a"})

    assert str(caught.value) == f"{typo}: no such setting. Did you mean {meant}?"
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", [f"P4C_{field.upper()}" for field in Settings.model_fields])
@pytest.mark.parametrize("value", ["", "  ", "\t"])
def test_an_empty_value_is_refused(name, value):
    with pytest.raises(BadSettings, match=f"^{name}: is empty"):
        read_settings({name: value})


@given(st.text(st.characters(codec="ascii"), max_size=20))
def test_any_other_p4c_variable_is_refused_in_one_line(name):
    if name.lower() in Settings.model_fields:
        return
    with pytest.raises(BadSettings, match="no such setting"):
        read_settings({f"P4C_{name}": "/a"})


def test_variables_of_other_programs_are_left_alone():
    assert read_settings({"P4CORPUS": "/a", "p4c_corpus": "/b"}) == Settings()
