"""A question's vector becomes hits, always from the newest generation."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import index
from index.embedder import Vectors
from index.generations import pointer
from index.snapshot import Hit, Snapshot, open_current
from ingest.located import Document, Passage

__all__ = ["Hit", "Index", "Snapshot", "open_index"]

_REPAIR_EVERY_S = 60.0


class Index:
    """The index of a home folder, open for reading; threads may share it.

    It looks at the pointer before each use and reopens when it moved. Several calls that belong
    together go to one `snapshot()`.
    """

    def __init__(self, home: Path, repair: bool = True, exact: bool = False) -> None:
        """Open the index; see `open_index`."""
        self._home = home
        self._repair = repair
        self._exact = exact
        self._repairer: subprocess.Popen[bytes] | None = None
        self._repaired_at = float("-inf")
        self._opening = threading.Lock()
        self._mark = _mark(pointer(home))
        self._snapshot = open_current(home, exact)

    def snapshot(self) -> Snapshot:
        """Give the newest state; it stays as it is for as long as it is used."""
        mark = _mark(pointer(self._home))
        if mark != self._mark:
            with self._opening:
                if mark != self._mark:
                    self._snapshot = open_current(self._home, self._exact)
                    self._mark = mark
        snapshot = self._snapshot
        if snapshot.damage and self._repair:
            self._start_repair()
        return snapshot

    def search(self, vector: Vectors, question: str, k: int, language: str | None) -> list[Hit]:
        """Find the k passages nearest to a question, best first; see `Snapshot.search`."""
        snapshot = self.snapshot()
        hits = snapshot.search(vector, question, k, language)
        if snapshot.damage and self._repair:
            self._start_repair()
        return hits

    def warm(self) -> None:
        """Load Chroma now, so that the first question need not wait for it."""
        self.snapshot().warm()

    def passages(self) -> tuple[Passage, ...]:
        """All passages, by document and place."""
        return self.snapshot().passages()

    def vectors(self) -> Vectors:
        """The passages' vectors: row n belongs to passage n (take both from one snapshot)."""
        return self.snapshot().vectors()

    def document(self, document: str) -> Document:
        """Give a document's record (raises UnknownDocument)."""
        return self.snapshot().document(document)

    def body(self, document: str) -> str:
        """Give a document's text as ingested (raises UnknownDocument)."""
        return self.snapshot().body(document)

    def wait_for_repair(self) -> None:
        """Wait for the child process that rebuilds a damaged index, if there is one."""
        if self._repairer is not None:
            self._repairer.wait()

    def _start_repair(self) -> None:
        with self._opening:
            if not os.access(self._home, os.W_OK):
                return
            running = self._repairer is not None and self._repairer.poll() is None
            if running or time.monotonic() - self._repaired_at < _REPAIR_EVERY_S:
                return
            self._repaired_at = time.monotonic()
            self._repairer = subprocess.Popen(  # noqa: S603 (our own module, no shell)
                [sys.executable, "-m", "index.repair", str(self._home.resolve())],
                cwd=Path(index.__file__).parent.parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )


def open_index(home: Path, repair: bool = True, exact: bool = False) -> Index:
    """Open the index of a home folder for reading.

    Args:
        home: the folder that `sync` filled.
        repair: have a child process rebuild a damaged index while this one goes on answering.
        exact: never load Chroma (4 s of processor time, once a process) but compare a question
            with every passage (0.3 ms at 2,400): for a process that answers a single question.

    Raises:
        CannotIndex: there is none: run `p4c sync`.
    """
    return Index(home, repair, exact)


def _mark(path: Path) -> tuple[int, int] | None:
    """What changes whenever the pointer is replaced: its inode and time."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns
