"""Writers who come at the same time become a queue: one at a time, the others wait."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import Busy


@contextmanager
def in_turn(home: Path, name: str, doing: str, patience_s: float) -> Generator[None]:
    """Be the only one in a queue for as long as the block runs; the lock dies with its process.

    Args:
        home: the folder that holds `<name>.lock`, and `<name>.pid`, which says who has the lock.
        name: the queue's.
        doing: what the others are told that its holder does: "writing the index".
        patience_s: how long to wait for one's turn.

    Raises:
        Busy: another process (or thread) still has it after `patience_s` seconds.
        OSError: the folder cannot be written.
    """
    home.mkdir(parents=True, exist_ok=True)
    holder = home / f"{name}.pid"
    lock = FileLock(home / f"{name}.lock")
    try:
        lock.acquire(timeout=patience_s)
    except Timeout as error:
        who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "unknown"
        raise Busy(
            "{folder}: another process is {doing} ({who}). Wait until it is done, then try again.",
            folder=home,
            doing=doing,
            who=who,
        ) from error
    try:
        now = datetime.now(UTC).strftime("%H:%M:%S UTC")
        holder.write_text(f"process {os.getpid()}, since {now}\n", encoding="utf-8")
        yield
    finally:
        lock.release()
