"""`p4c staff …` becomes accounts of those who look after the documents on this machine."""

import sys
from typing import Annotated

import typer

from ingest.errors import Misuse

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Say who may sign in to look after the documents.",
)

Name = Annotated[str, typer.Argument(help="Name to sign in with.")]


@app.command()
def add(
    name: Name,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from the first line given.")
    ] = False,
) -> None:
    """Make an account, or give it another password; whoever is signed in with it no longer is."""
    from assistant.settings import read_settings
    from ui.staff_accounts import known_name, put_account

    known_name(name)  # before a password is typed
    account = put_account(read_settings().home, name, password_of(password_stdin))
    print(f"{account.name}: can sign in now.")


@app.command()
def remove(name: Name) -> None:
    """Delete an account; whoever is signed in with it no longer is."""
    from assistant.settings import read_settings
    from ui.staff_accounts import remove_account

    remove_account(read_settings().home, name)
    print(f"{name}: can no longer sign in.")


@app.command("list")
def list_() -> None:
    """List the accounts."""
    from assistant.settings import read_settings
    from ui.staff_accounts import read_accounts

    for account in read_accounts(read_settings().home).values():
        print(f"{account.name}  {account.since[:10]}")


def password_of(from_stdin: bool) -> str:
    """Ask for a password twice, or read it from stdin.

    Raises:
        Misuse: there is no terminal to ask at.
    """
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Misuse("staff: a password is asked for at a terminal. Use --password-stdin without.")
    return typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
