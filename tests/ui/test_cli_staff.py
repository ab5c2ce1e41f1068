"""`p4c staff` as a person at the machine calls it."""

import io
import sys

import pytest

from assistant.settings import read_settings
from ui.cli import main
from ui.staff_accounts import has_password, read_accounts

PASSWORD = "kass istub kohvitassis"


@pytest.fixture
def run(monkeypatch, capsys):
    def run(*arguments, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as stopped:
            main(["staff", *arguments])
        printed = capsys.readouterr()
        return stopped.value.code, printed.out, printed.err

    return run


def accounts():
    return read_accounts(read_settings().home)


def test_an_account_is_made_listed_and_removed(run):
    code, out, _ = run("add", "Mari", "--password-stdin", stdin=PASSWORD + "\n")
    assert (code, out) == (0, "mari: can sign in now.\n")
    assert has_password(accounts()["mari"], PASSWORD)

    _, out, _ = run("list")
    assert out.split()[0] == "mari"

    code, out, _ = run("remove", "mari")
    assert (code, out) == (0, "mari: can no longer sign in.\n")
    assert accounts() == {}


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("add", "a b", "--password-stdin"), PASSWORD, "is no name for an account"),
        (("add", "mari", "--password-stdin"), "short\n", "12 to 256 characters, this one 5"),
        (("add", "mari", "--password-stdin"), "", "this one 0"),
        (("add", "mari"), PASSWORD, "Use --password-stdin without"),
        (("remove", "mari"), "", "has no account"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments, stdin, said, run):
    code, out, err = run(*arguments, stdin=stdin)

    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert accounts() == {}
