"""Text becomes a file that its owner alone may read: written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from ingest.errors import Misuse
from ingest.wording import Notice, reason_of

OWNER_ONLY = 0o600


def write_private(path: Path, text: str) -> None:
    """Put a text in the place of a file in one step.

    Raises:
        Misuse: the folder cannot be written.
    """
    aside = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        write(aside, text, os.O_CREAT | os.O_EXCL)
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise cannot_write(path, error) from error


def append_private(path: Path, line: str) -> None:
    """Add a line to a file, which is made if it is not there.

    Raises:
        Misuse: the file cannot be written.
    """
    try:
        write(path, line + "\n", os.O_CREAT | os.O_APPEND)
    except OSError as error:
        raise cannot_write(path, error) from error


def read_private(path: Path) -> str:
    """Read a file; one that is not there is empty.

    Raises:
        Misuse: the file cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise cannot_read(path, error) from error


def write(path: Path, text: str, how: int) -> None:
    """Write a text and wait until the disk has it; a new file is made for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | how, OWNER_ONLY), "wb") as file:
        file.write(text.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def cannot_read(path: Path, error: OSError) -> Misuse:
    """Say in one line that a file cannot be read."""
    return Misuse(
        Notice(
            "{file}: cannot be read ({reason}). Check the folder's rights and space.",
            file=path,
            reason=reason_of(error),
        )
    )


def cannot_write(path: Path, error: OSError) -> Misuse:
    """Say in one line that a file cannot be written."""
    return Misuse(
        Notice(
            "{file}: cannot be written ({reason}). Check the folder's rights and space.",
            file=path,
            reason=reason_of(error),
        )
    )
