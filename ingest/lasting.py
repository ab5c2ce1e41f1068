"""What is written reaches the disk itself, to outlive a power cut."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

_READABLE = 0o644


def flush(path: Path) -> None:
    """Have a file or folder written to the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_tree(folder: Path) -> None:
    """Have a folder with all that is in it written to the disk itself."""
    for path in folder.rglob("*"):
        flush(path)
    flush(folder)


def write_lasting(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it; its folder is flushed by the caller."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def second_name(source: Path, target: Path) -> None:
    """Let a file stand under a second name too: a link, or a copy where links cannot be made.

    A link needs no space, however large the file is.
    """
    with suppress(OSError, NotImplementedError):  # not every file system has links
        os.link(source, target, follow_symlinks=False)
        return
    shutil.copyfile(source, target, follow_symlinks=False)
    target.chmod(_READABLE)
    flush(target)
