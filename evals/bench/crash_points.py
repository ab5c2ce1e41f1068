"""Each act on a document, killed at each of its lines, becomes a count of what was lost by it.

`python -m evals.bench.crash_points --every 1` forks a child for each line of the code that changes
documents, and ends it there with SIGKILL; a second child is killed while it recovers. What is
there after the next recovery must be the state before the act or the one after it.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import ingest
from ingest.changes import Clerk
from ingest.documents import list_documents
from ingest.examining import Incoming, Known, examine
from ingest.incoming import Staged
from ingest.journal import read_journal
from ingest.purging import purge
from ingest.recovery import recover
from ingest.staging import layouts

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_TRACED = {
    str(Path(ingest.__file__).parent / f"{name}.py")
    for name in (
        "changes",
        "purging",
        "recovery",
        "staging",
        "journal",
        "lasting",
        "versions",
        "queueing",
    )
}
_LATER = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class World:
    """A corpus with a document of two versions and one that was removed, and its home."""

    folder: Path

    @property
    def corpus(self) -> Path:
        """The documents and their archive."""
        return self.folder / "corpus"

    @property
    def home(self) -> Path:
        """The journal, and what waits to be published."""
        return self.folder / "home"

    def clerk(self) -> Clerk:
        """Somebody who changes it."""
        return Clerk(self.corpus, self.home, "tester")

    def staged(self, name: str, text: str, document: str | None = None) -> Staged:
        """Examine a file of this content."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        known = Known(list_documents(self.corpus).documents)
        return examine(Incoming(path, name, None, document), self.home, known)

    def fill(self) -> None:
        """Make the documents."""
        (self.corpus / "documents").mkdir(parents=True)
        for name, edition in (("kept.txt", 1), ("kept.txt", 2), ("gone.txt", 1)):
            self.clerk().add(self.staged(name, edition_of(name, edition)))
        self.clerk().remove("gone")

    def state(self) -> dict[str, str]:
        """What is there: every file of the corpus with its content, and how many changes."""
        files = {
            str(path.relative_to(self.corpus)): told(path)
            for path in self.corpus.rglob("*")
            if path.is_file()
        }
        return files | {"changes": str(len(read_journal(self.home).changes()))}


def edition_of(name: str, number: int) -> str:
    """A text that tells its name and edition."""
    return f"This is edition {number} of the text {name}.\n\nIt ends with edition {number}.\n"


def told(path: Path) -> str:
    """A file's content without the moments that it tells of."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if "_at:" not in line)


Act = Callable[[World, Staged], object]
ACTS: dict[str, Act] = {
    "add": lambda world, staged: world.clerk().add(staged),
    "replace": lambda world, staged: world.clerk().add(staged),
    "replace by another format": lambda world, staged: world.clerk().add(staged),
    "remove": lambda world, _: world.clerk().remove("kept"),
    "restore what was removed": lambda world, _: world.clerk().restore("gone"),
    "restore an earlier version": lambda world, _: world.clerk().restore("kept"),
    "retitle": lambda world, _: world.clerk().retitle("kept", "Called anew"),
    "undo": lambda world, _: world.clerk().undo("kept"),
    "purge": lambda world, _: purge(world.corpus, world.home, "p4c", datetime.now(UTC) + _LATER),
}
_FILES = {
    "replace": ("kept.txt", "kept.txt", None),
    "replace by another format": ("kept.md", "new.md", "kept"),
}


class Killer:
    """Ends this process at the n-th line of the code that changes documents."""

    def __init__(self, at: int | None) -> None:
        """Kill at this line, or only count if it is None."""
        self.at, self.lines = at, 0

    def trace(self, frame: FrameType, event: str, _: object) -> "TraceFunction | None":
        """See a line; for `sys.settrace`."""
        if frame.f_code.co_filename not in _TRACED:
            return None
        if event == "line":
            self.lines += 1
            if self.lines == self.at:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace


def killed(work: Callable[[], object], at: int) -> bool:
    """Do a work in a child that is killed at a line; whether it was, before it was done."""
    child = os.fork()
    if child == 0:
        killer = Killer(at)
        sys.settrace(killer.trace)
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def lines_of(work: Callable[[], object]) -> int:
    """Count the lines that a work runs."""
    killer = Killer(None)
    sys.settrace(killer.trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return killer.lines


def try_act(name: str, folder: Path, every: int, chance: random.Random) -> dict[str, object]:
    """Kill an act at each n-th of its lines, and once more while it is recovered."""
    template = World(folder / "template")
    template.fill()
    file, given, document = _FILES.get(name, ("new.txt", "new.txt", None))
    staged = template.staged(given, edition_of(file, 3), document)
    token = staged.folder.name

    def fresh(number: int) -> tuple[World, Staged]:
        world = World(folder / str(number))
        shutil.copytree(template.folder, world.folder)
        return world, Staged(world.home / "incoming" / token, staged.report)

    world, waiting = fresh(0)
    before = world.state()
    total = lines_of(partial(ACTS[name], world, waiting))
    after = world.state()
    faults: list[str] = []
    kills = forward = 0
    for at in range(1, total + 1, every):
        world, waiting = fresh(at)
        kills += killed(partial(ACTS[name], world, waiting), at)
        kills += killed(partial(recover, world.corpus, world.home), chance.randrange(1, 150))
        recover(world.corpus, world.home)
        state = world.state()
        forward += state == after
        if state not in (before, after) or layouts(world.corpus):
            faults.append(f"{name}, line {at} of {total}: {differences(state, before, after)}")
        shutil.rmtree(world.folder)
    if before == after:
        faults.append(f"{name}: changes nothing")
    return {"act": name, "lines": total, "kills": kills, "forward": forward, "faults": faults}


def differences(state: dict[str, str], before: dict[str, str], after: dict[str, str]) -> str:
    """Say what is neither as before nor as after."""
    keys = sorted(state.keys() | before.keys() | after.keys())
    odd = [k for k in keys if state.get(k) not in (before.get(k), after.get(k))]
    mixed = [k for k in keys if before.get(k) != after.get(k)]
    return f"odd: {odd}; of {mixed} as after: {[k for k in mixed if state.get(k) == after.get(k)]}"


def main() -> None:
    """Try every act and print a record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--every", type=int, default=1, help="kill at each n-th line only")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 (no secret)
    results: list[dict[str, object]] = []
    for name in ACTS:
        with tempfile.TemporaryDirectory(prefix="p4c-crash-") as folder:
            results.append(try_act(name, Path(folder), chosen.every, chance))
    print(json.dumps(results, indent=1))
    sys.exit(any(result["faults"] for result in results))


if __name__ == "__main__":
    main()
