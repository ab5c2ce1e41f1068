"""Accounts of staff: what the file holds, and which passwords fit."""

import json
import stat
import threading

import pytest
from argon2 import PasswordHasher

from ingest.errors import Misuse
from ui.staff_accounts import (
    FILE,
    NOBODY,
    has_password,
    put_account,
    read_accounts,
    remove_account,
)

PASSWORD = "kass istub kohvitassis"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def test_the_file_holds_no_password_and_only_its_owner_reads_it(home):
    put_account(home, "Mari", PASSWORD)
    put_account(home, "jüri", PASSWORD)

    text = (home / FILE).read_text(encoding="utf-8")
    hashes = [account["hashed"] for account in json.loads(text)["accounts"]]
    assert PASSWORD not in text
    assert all(one.startswith("$argon2id$") for one in hashes)
    assert hashes[0] != hashes[1], "each has its own salt"
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        (PASSWORD, True),
        (PASSWORD.upper(), False),
        (PASSWORD + " ", False),
        ("", False),
        ("x" * 1_000_000, False),
        ("\ud800\0", False),
    ],
)
def test_only_the_very_password_fits(typed, fits, home):
    account = put_account(home, "mari", PASSWORD)

    assert has_password(account, typed) is fits


def test_a_password_fits_however_the_keyboard_composes_it(home):
    account = put_account(home, "mari", "õhtune päike üle")

    assert has_password(account, "o\u0303htune pa\u0308ike u\u0308le")


def test_without_an_account_no_password_fits_and_a_hash_is_compared_all_the_same():
    assert not has_password(None, PASSWORD)
    assert not PasswordHasher().check_needs_rehash(NOBODY), "it must take as long as a real one"


def test_a_second_password_takes_the_place_of_the_first(home):
    put_account(home, "mari", PASSWORD)

    account = put_account(home, "MARI", "teine hea parool siin")

    assert list(read_accounts(home)) == ["mari"]
    assert not has_password(account, PASSWORD)


def test_a_removed_account_is_gone_and_one_that_never_was_is_said(home):
    put_account(home, "mari", PASSWORD)

    remove_account(home, "Mari")

    assert read_accounts(home) == {}
    with pytest.raises(Misuse, match=r"'mari': has no account\. See p4c staff list\."):
        remove_account(home, "mari")


@pytest.mark.parametrize("name", ["", " ", "a b", "../mari", "a\nb", "x" * 65, "-mari"])
def test_what_is_no_name_is_refused(name, home):
    with pytest.raises(Misuse, match="is no name for an account"):
        put_account(home, name, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 257])
def test_a_password_that_is_too_short_or_too_long_is_refused_without_being_shown(password, home):
    with pytest.raises(Misuse, match=rf"12 to 256 characters, this one {len(password)}\."):
        put_account(home, "mari", password)


def test_a_file_that_holds_something_else_is_said(home):
    home.mkdir()
    (home / FILE).write_text('{"accounts": [{"name": "mari"}]}', encoding="utf-8")

    with pytest.raises(Misuse, match="holds no accounts of staff"):
        read_accounts(home)


def test_accounts_made_at_the_same_time_are_all_there(home):
    names = [f"clerk{number}" for number in range(4)]
    threads = [threading.Thread(target=put_account, args=(home, n, PASSWORD)) for n in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(read_accounts(home)) == names
