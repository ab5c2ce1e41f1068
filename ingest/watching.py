"""A folder that people drop files into becomes a stream of files that have come to rest."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ingest.errors import CannotRead
from ingest.naming import HIDDEN

REST_S = 2.0  # a file whose size and time have not changed for so long is taken to be whole
LOOK_EVERY_S = 60.0  # also without events: network drives send none, and what failed is tried again
_PAUSE_S = 0.2

Take = Callable[[list[Path]], bool]
# What changes whenever a file's content does: number, size, time.
_Look = tuple[int, int, int]


class _Waker(FileSystemEventHandler):
    """Rings when anything happens in the folder."""

    def __init__(self) -> None:
        self.bell = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in {"opened", "closed_no_write"}:  # our own reading
            self.bell.set()


class Watched:
    """A folder, with the files in it that were taken, and since when the others have rested."""

    def __init__(self, folder: Path, rest_s: float = REST_S) -> None:
        """Look at nothing yet; what is there already is new."""
        self._folder, self._rest_s = folder, rest_s
        self._taken: dict[Path, _Look] = {}
        self._seen: dict[Path, tuple[_Look, float]] = {}

    def step(self, take: Take, now: float) -> bool:
        """Look once, and have the files taken that rest; tell whether others have yet to.

        `take` answers whether to forget about them; if not, they are given to it once more.
        """
        looks = dict(looks_at(self._folder))
        new = {path: look for path, look in looks.items() if self._taken.get(path) != look}
        since = {
            path: (look, self._seen[path][1] if self._seen.get(path, (None,))[0] == look else now)
            for path, look in new.items()
        }
        ready = [path for path, (_, first) in since.items() if now - first >= self._rest_s]
        if ready and take(ready):
            self._taken.update({path: new[path] for path in ready})
        self._seen = {path: seen for path, seen in since.items() if path not in ready}
        return bool(self._seen)


def watch(folder: Path, take: Take, rest_s: float = REST_S) -> None:
    """Have every file of a folder taken, and each that comes or changes, until interrupted.

    Raises:
        CannotRead: the folder cannot be watched.
    """
    waker, observer = _Waker(), Observer()
    try:
        observer.schedule(waker, str(checked(folder)), recursive=True)
        observer.start()
    except OSError as error:
        raise CannotRead(f"{folder}: cannot be watched ({error.strerror}).") from error
    try:
        watched = Watched(folder, rest_s)
        while True:
            waker.bell.clear()
            if watched.step(take, time.monotonic()):
                time.sleep(_PAUSE_S)
            else:
                waker.bell.wait(LOOK_EVERY_S)
    finally:
        observer.stop()
        observer.join()


def take_once(folder: Path, take: Take, rest_s: float = REST_S) -> None:
    """Have the files of a folder taken that are there now, each as soon as it rests."""
    watched = Watched(checked(folder), rest_s)
    while watched.step(take, time.monotonic()):
        time.sleep(_PAUSE_S)


def checked(folder: Path) -> Path:
    """Give the folder back if it is one (raises CannotRead)."""
    if not folder.is_dir():
        raise CannotRead(f"{folder}: no such folder. Make it first.")
    return folder


def looks_at(folder: Path) -> Iterator[tuple[Path, _Look]]:
    """Give the plain files below a folder, sorted; hidden ones and links are not followed."""
    for path in files_below(folder):
        try:
            stat = path.lstat()
        except OSError:  # gone this moment
            continue
        yield path, (stat.st_ino, stat.st_size, stat.st_mtime_ns)


def files_below(folder: Path) -> list[Path]:
    """List the plain files below a folder, sorted, without links and what is hidden."""
    return sorted(p for p in _all_below(folder) if p.is_file() and not p.is_symlink())


def links_below(folder: Path) -> list[Path]:
    """List the links that `files_below` leaves out, to files and to folders, sorted."""
    return sorted(path for path in _all_below(folder) if path.is_symlink())


def _all_below(folder: Path) -> Iterator[Path]:
    """Give everything below a folder but what is hidden; links are not followed."""
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown = [name for name in names if not name.startswith(HIDDEN)]
        yield from (Path(parent, name) for name in (*folders, *shown))
