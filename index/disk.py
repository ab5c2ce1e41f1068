"""What a disk refuses becomes one line for a person; what it is given stays."""

import hashlib
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import CannotIndex
from ingest.wording import reason_of


@contextmanager
def explained(where: Path) -> Generator[None]:
    """Let failures to read or write become a line that says where, and what to do.

    Raises:
        CannotIndex: instead of SQLite's and the system's own errors.
    """
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise CannotIndex(
            "{folder}: {reason}. Make sure that the folder can be written and has space (or set "
            "P4C_HOME to another), then run p4c sync.",
            folder=where,
            reason=reason or type(error).__name__,
        ) from error


def sha256_of(path: Path) -> str | None:
    """Hash a file; None if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
