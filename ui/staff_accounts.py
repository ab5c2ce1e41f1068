"""A name and a password become an account of staff, salted and hashed in a file of the home."""

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.private_file import read_private, write_private
from ingest.errors import Misuse

FILE = "staff.json"
FEWEST_CHARACTERS = 12
MOST_CHARACTERS = 256
NAME = re.compile(r"\w[\w.@-]{0,63}")
HASHER = PasswordHasher()  # argon2id with the parameters of RFC 9106 for little memory
# The hash of a password that nobody knows: it is compared where a name has no account, so that an
# answer takes as long as for one that has.
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$s3ufDXwCDYsBoReM8srTrQ"
    "$sKQRSy9fcDzzXatgub7oR43a3DTXU4tetixwBXLrmns"
)


class Account(BaseModel):
    """Who may look after the documents; `hashed` holds salt and parameters too."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    hashed: str
    since: str


class Accounts(BaseModel):
    """All accounts of a home folder, as they stand in its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accounts: tuple[Account, ...] = ()


def read_accounts(home: Path) -> dict[str, Account]:
    """All accounts by name.

    Raises:
        Misuse: the file cannot be read, or holds something else.
    """
    path = home / FILE
    text = read_private(path)
    try:
        found = Accounts.model_validate_json(text) if text else Accounts()
    except ValidationError as error:
        line = f"{path}: holds no accounts of staff."
        raise Misuse(f"{line} Move it away, then add them again with p4c staff add.") from error
    return {account.name: account for account in found.accounts}


def put_account(home: Path, name: str, password: str) -> Account:
    """Make an account, or give the one of this name another password.

    Raises:
        Misuse: the name or the password cannot be used, or the file cannot be written.
    """
    account = Account(
        name=known_name(name),
        hashed=HASHER.hash(as_bytes(known_password(password))),
        since=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    with one_writer(home):
        write_accounts(home, read_accounts(home) | {account.name: account})
    return account


def remove_account(home: Path, name: str) -> None:
    """Delete an account; whoever is signed in with it no longer is.

    Raises:
        Misuse: there is none of this name.
    """
    with one_writer(home):
        accounts = read_accounts(home)
        if folded(name) not in accounts:
            raise Misuse(f"staff {name!r}: has no account. See p4c staff list.")
        del accounts[folded(name)]
        write_accounts(home, accounts)


def one_writer(home: Path) -> FileLock:
    """The lock that two who change accounts at once take in turns."""
    home.mkdir(parents=True, exist_ok=True)
    return FileLock(home / f"{FILE}.lock")


def write_accounts(home: Path, accounts: dict[str, Account]) -> None:
    """Write the file of accounts, by name."""
    ordered = Accounts(accounts=tuple(accounts[name] for name in sorted(accounts)))
    write_private(home / FILE, ordered.model_dump_json(indent=2) + "\n")


def has_password(account: Account | None, password: str) -> bool:
    """Whether this is the account's password; without an account it never is, and takes as long."""
    typed = unicodedata.normalize("NFKC", password)[: MOST_CHARACTERS + 1]
    try:
        HASHER.verify(account.hashed if account else NOBODY, as_bytes(typed))
    except (VerificationError, InvalidHashError):
        return False
    return account is not None


def known_name(name: str) -> str:
    """A name in the form that accounts are kept by.

    Raises:
        Misuse: it is no name.
    """
    if not NAME.fullmatch(folded(name)):
        problem = f"staff {name!r}: is no name for an account."
        raise Misuse(f"{problem} Use letters, digits and . - _ @, at most 64, without spaces.")
    return folded(name)


def folded(name: str) -> str:
    """A name as it is compared: Mari is mari."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def known_password(password: str) -> str:
    """A password in the form that is hashed, which does not depend on the keyboard.

    Raises:
        Misuse: it is too short or too long.
    """
    text = unicodedata.normalize("NFKC", password)
    if not FEWEST_CHARACTERS <= len(text) <= MOST_CHARACTERS:
        raise Misuse(
            f"staff: a password has {FEWEST_CHARACTERS} to {MOST_CHARACTERS} characters, this one "
            f"{len(text)}. Take a few words that do not belong together."
        )
    return text


def as_bytes(text: str) -> bytes:
    """A text as it is hashed; what a terminal sent that is no UTF-8 stays what it is."""
    return text.encode("utf-8", "surrogatepass")
