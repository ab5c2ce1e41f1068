"""A writer that never rests, readers, and kill -9 become counts: errors, stale answers, losses.

`python -m evals.bench.soak --seconds 60 --kills 20` on an empty folder, with the real engine.
A writer process changes one document, syncs, and announces the new edition; readers ask all the
time. An answer is stale if it tells an edition older than one announced before the question. A
passage is lost if its own text does not find it first.
"""

import argparse
import importlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from index.embedder import Embedder
from index.engine import open_embedder
from index.health import checks
from index.search import Index, Snapshot, open_index
from index.sync import sync
from ingest.located import Passage

EDITION = "edition"
QUESTION = "Which edition of the handbook is in force?"
_SUBJECTS = ("harbour", "orchard", "library", "railway", "brewery", "glacier", "museum", "quarry")
_VERBS = ("opens", "employs", "closes", "repairs", "teaches", "invites", "measures", "sells")


class Reading(BaseModel):
    """What one reader saw."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: int = 0
    generations: int = 0
    stale: int = 0
    lost: int = 0
    damaged: int = 0
    mixed: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether all answers were right."""
        return not (self.stale or self.lost or self.damaged or self.mixed)


class Soak:
    """The folders of one run: a corpus, a home, and the number last announced."""

    def __init__(self, folder: Path) -> None:
        """Use these folders; nothing is made yet."""
        self.corpus = folder / "corpus"
        self.home = folder / "home"
        self._announced = folder / "announced"
        self._over = folder / "over"

    def fill(self) -> None:
        """Write a corpus of eight documents, and one that changes."""
        (self.corpus / "documents").mkdir(parents=True)
        for subject in _SUBJECTS:
            lines = [f"The {subject} {verb} number {n}." for n, verb in enumerate(_VERBS * 2)]
            self._write(subject, "\n\n".join(f"{line} It is by the {subject}." for line in lines))
        self.edit(0)

    def edit(self, number: int) -> None:
        """Bring out the next edition; every third time another document comes or goes."""
        self._write(EDITION, f"Edition {number} of the handbook is in force.")
        extra = self.corpus / "documents" / "guest.txt"
        if number % 3 == 0:
            extra.unlink(missing_ok=True)
        else:
            self._write("guest", f"A guest came to stay for {number} days.")

    def _write(self, name: str, text: str) -> None:
        path = self.corpus / "documents" / f"{name}.txt"
        new = path.with_name(f".{name}.new")
        new.write_text(text + "\n", encoding="utf-8")
        new.replace(path)

    def announce(self, number: int) -> None:
        """Tell the readers that this edition is in the index."""
        new = self._announced.with_name("announced.new")
        new.write_text(str(number), encoding="utf-8")
        new.replace(self._announced)

    def stop(self) -> None:
        """Tell the readers to stop."""
        self._over.touch()

    def is_over(self) -> bool:
        """Whether the readers shall stop."""
        return self._over.exists()

    def announced(self) -> int:
        """The edition last announced, -1 before the first."""
        return int(self._announced.read_text()) if self._announced.exists() else -1


def write(soak: Soak, embedder: Embedder) -> None:
    """Wait for a line, then edit, sync and announce until killed."""
    importlib.import_module("llama_index.vector_stores.chroma")  # seconds that are not the writer's
    say("ready")
    sys.stdin.readline()
    while True:
        number = soak.announced() + 1
        soak.edit(number)
        sync(soak.corpus, soak.home, embedder)
        soak.announce(number)


def read(soak: Soak, embedder: Embedder) -> Reading:
    """Wait for a line, then ask until told to stop."""
    index = open_index(soak.home, repair=False)
    index.warm()
    question = embedder.embed_questions([QUESTION])[0]
    say("ready")
    sys.stdin.readline()
    chance = random.Random(os.getpid())  # noqa: S311 (no secret)
    seen: set[str] = set()
    counts = dict.fromkeys(Reading.model_fields, 0)
    while not soak.is_over():
        announced = soak.announced()
        snapshot = index.snapshot()
        seen.add(snapshot.name)
        hits = snapshot.search(question, QUESTION, 3, "en")
        editions = [edition_of(hit.passage) for hit in hits if hit.passage.document == EDITION]
        counts["asked"] += 1
        counts["stale"] += not editions or editions[0] < announced
        counts["lost"] += not finds(snapshot, chance.randrange(len(snapshot.passages())))
        counts["damaged"] += snapshot.damage is not None
        counts["mixed"] += any(not stands_in_its_body(snapshot, hit.passage) for hit in hits)
    return Reading(**{**counts, "generations": len(seen)})


def stands_in_its_body(snapshot: Snapshot, passage: Passage) -> bool:
    """Whether a passage is what its document's text of the same snapshot holds there."""
    return snapshot.body(passage.document)[passage.start : passage.end] == passage.text


def edition_of(passage: Passage) -> int:
    """The number that an edition's passage tells."""
    return int(passage.text.split()[1])


def finds(snapshot: Snapshot, row: int) -> bool:
    """Whether a passage is found by its own vector, through Chroma and without words."""
    passage, vector = snapshot.passages()[row], snapshot.vectors()[row]
    hits = snapshot.search(vector, "", 1, None)
    return bool(hits) and (hits[0].passage.id == passage.id or hits[0].score > 0.9999)


@contextmanager
def child(soak: Soak, *arguments: str) -> Generator[subprocess.Popen[str]]:
    """Run a writer or reader as a process of its own, and end it at last."""
    folder = soak.corpus.parent
    process = subprocess.Popen(  # noqa: S603 (our own module, no shell)
        [sys.executable, "-m", "evals.bench.soak", *arguments, "--folder", str(folder)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def wait_for(process: subprocess.Popen[str], word: str) -> str:
    """Read a child's lines up to one that begins with a word.

    Raises:
        RuntimeError: it ended before.
    """
    for line in process.stdout or ():
        if line.startswith(word):
            return line
    raise RuntimeError(f"{process.args!r}: ended with {process.wait()} before {word!r}")


def soak_readers(soak: Soak, readers: int, seconds: float, editions: int = 2) -> list[Reading]:
    """Let one writer work and so many readers ask at the same time.

    It takes as many seconds, and longer if fewer editions came out meanwhile.
    """
    with ExitStack() as stack:
        asking = [stack.enter_context(child(soak, "read")) for _ in range(readers)]
        writer = stack.enter_context(child(soak, "write"))
        for each in (*asking, writer):
            wait_for(each, "ready")
        for each in (*asking, writer):
            start(each)
        end, last = time.monotonic() + seconds, soak.announced() + editions
        while time.monotonic() < end or soak.announced() < last:
            time.sleep(0.1)
            if writer.poll() is not None:
                raise RuntimeError(f"the writer ended with {writer.returncode}")
        soak.stop()
        return [Reading.model_validate_json(wait_for(each, "{")) for each in asking]


def soak_kills(soak: Soak, kills: int, index: Index) -> int:
    """Kill writers at random moments of their work; how often a reader then was not served whole.

    Half of the moments lie in the first 0.6 s, when files are written; the others fall anywhere.
    """
    chance = random.Random(kills)  # noqa: S311 (no secret)
    failures = 0
    with ExitStack() as stack:
        spare = stack.enter_context(child(soak, "write"))
        for number in range(kills):
            writer, spare = spare, stack.enter_context(child(soak, "write"))
            wait_for(writer, "ready")
            start(writer)
            time.sleep(chance.uniform(0.0, 0.6 if number % 2 else 5.0))
            writer.kill()
            snapshot = index.snapshot()
            whole = all(finds(snapshot, row) for row in range(len(snapshot.passages())))
            failures += snapshot.damage is not None or not whole
    return failures


def start(process: subprocess.Popen[str]) -> None:
    """Let a child that is ready begin."""
    if process.stdin:
        process.stdin.write("go\n")
        process.stdin.flush()


def say(line: str) -> None:
    """Tell the parent process."""
    print(line, flush=True)


def main() -> None:
    """Run as a writer, as a reader, or as the whole soak."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("role", nargs="?", choices=["write", "read", "all"], default="all")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    soak = Soak(chosen.folder or Path(tempfile.mkdtemp(prefix="p4c-soak-")))
    embedder = open_embedder(soak.home)
    if chosen.role == "write":
        write(soak, embedder)
    elif chosen.role == "read":
        say(read(soak, embedder).model_dump_json())
    else:
        say(json.dumps(run_all(soak, embedder, chosen), indent=1))


def run_all(soak: Soak, embedder: Embedder, chosen: argparse.Namespace) -> dict[str, object]:
    """Readers first, then kills, then one sync that must leave everything well."""
    soak.fill()
    sync(soak.corpus, soak.home, embedder)
    readings = soak_readers(soak, chosen.readers, chosen.seconds)
    failures = soak_kills(soak, chosen.kills, open_index(soak.home, repair=False))
    sync(soak.corpus, soak.home, embedder)
    found = checks(soak.corpus, soak.home, embedder.fingerprint)
    return {
        "readers": [reading.model_dump() for reading in readings],
        "kills": chosen.kills,
        "reader failures after kills": failures,
        "health": [check.in_words() for check in found if check.severity != "ok"],
    }


if __name__ == "__main__":
    main()
