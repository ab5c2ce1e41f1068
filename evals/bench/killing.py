"""Two writers who are killed all the time, and four readers, become counts: lost, doubled, torn.

`python -m evals.bench.killing --kills 200` on a copy of the project's corpus, with the real engine.
The writers add, replace, remove, restore and undo the same few documents, and sync; at random
moments one is ended by SIGKILL. After each kill the documents must be what the journal says; after
each tenth all is started again, and the doctor must find nothing.
"""

import argparse
import importlib
import json
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree

from assistant.assistant import open_assistant, sync_all
from assistant.checkup import check_all
from assistant.intake_path import clerk_of, discard, examine, publish
from assistant.settings import Settings
from evals.bench.chain import faults_of
from index.engine import open_embedder
from index.search import Snapshot, open_index
from ingest.errors import P4CError
from ingest.examining import Incoming
from ingest.recovery import changing

DOCUMENTS = 6
PARAGRAPHS = 8
BETWEEN_STARTS = 10  # kills, before both writers are ended and all is started again
_ROOT = Path(__file__).parents[2]


def text_of(name: str, edition: str) -> str:
    """A document each of whose paragraphs tells its name and edition, so that halves show."""
    lines = (f"Paragraph {n} of {name} is in edition {edition}." for n in range(PARAGRAPHS))
    return "\n\n".join(lines) + "\n"


def settings_in(folder: Path) -> Settings:
    """The corpus and home of a run."""
    return Settings(corpus=folder / "corpus", home=folder / "home")


def write(folder: Path, say: "Log") -> None:
    """Change documents until killed; some are synced at once, some by whoever comes next."""
    settings = settings_in(folder)
    chance = random.Random(os.getpid())  # noqa: S311 (no secret)
    drop = folder / f"drop-{os.getpid()}"
    drop.mkdir()
    # Seconds that say nothing about changes are spent before.
    open_embedder(settings.home, settings.embedding)
    importlib.import_module("llama_index.vector_stores.chroma")
    say({"ready": True})
    while True:
        name = f"paper-{chance.randrange(DOCUMENTS)}"
        act = chance.choice(["publish", "publish", "publish", "add", "remove", "restore", "undo"])
        try:
            done = change(settings, act, name, drop)
        except P4CError as error:
            say({"act": act, "document": name, "refused": str(error)})
            continue
        say({"act": act, "document": name, "version": done})


def change(settings: Settings, act: str, name: str, drop: Path) -> str | None:
    """Make one change; the version that is current then, as far as this writer knows."""
    clerk = clerk_of(settings, f"writer {os.getpid()}")
    match act:
        case "remove":
            clerk.remove(name)
            return None
        case "restore" | "undo":
            document = clerk.restore(name) if act == "restore" else clerk.undo(name)
            return document.sha256[:12] if document else None
        case _:
            file = drop / f"{name}.txt"
            file.write_text(text_of(name, secrets.token_hex(4)), encoding="utf-8")
            examined = examine(settings, [Incoming(file, file.name)])
            if act == "publish":
                publish(settings, examined.staged, f"writer {os.getpid()}")
            else:
                clerk.add(examined.staged[0])
                discard(examined.staged)
            return examined.staged[0].report.version


def read(folder: Path, say: "Log") -> None:
    """Look at what is served until told to stop; count what is not whole."""
    index = open_index(settings_in(folder).home, repair=False, exact=True)
    say({"ready": True})
    looks, torn, seen = 0, 0, set[str]()
    while not (folder / "over").exists():
        snapshot = index.snapshot()
        looks += 1
        seen.add(snapshot.name)
        torn += not is_whole(snapshot)
        time.sleep(0.05)
    say({"looks": looks, "generations": len(seen), "torn": torn})


def is_whole(snapshot: Snapshot) -> bool:
    """Whether each document is of one edition from start to end, and each passage stands in it."""
    passages = snapshot.passages()
    stand = all(snapshot.body(p.document)[p.start : p.end] == p.text for p in passages)
    vector = snapshot.vectors()[0]
    found = snapshot.search(vector, "", 1, None)[0].score > 0.999
    papers = [d.id for d in snapshot.documents() if d.id.startswith("paper-")]
    return stand and found and all(is_one_edition(snapshot.body(each), each) for each in papers)


def is_one_edition(body: str, name: str) -> bool:
    """Whether a text is that of one edition, whole."""
    return body == text_of(name, body.split("\n", 1)[0].split()[-1].rstrip("."))


class Log:
    """The lines that one process leaves, in a file of its own."""

    def __init__(self, path: Path) -> None:
        """Add to this file."""
        self._path = path

    def __call__(self, record: dict[str, object]) -> None:
        """Add a line."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")

    def lines(self) -> list[dict[str, object]]:
        """All lines so far that are whole."""
        if not self._path.exists():
            return []
        whole = self._path.read_text(encoding="utf-8").split("\n")[:-1]
        return [json.loads(line) for line in whole]


class Worker:
    """A writer or reader in a process of its own."""

    def __init__(self, folder: Path, role: str, number: int) -> None:
        """Start it."""
        self.log = Log(folder / f"{role}-{number}.jsonl")
        self._errors = (folder / f"{role}-{number}.err").open("w+", encoding="utf-8")
        command = [sys.executable, "-m", "evals.bench.killing", role, "--folder", str(folder)]
        self.process = subprocess.Popen(  # noqa: S603 (our own module, no shell)
            [*command, "--number", str(number)], cwd=_ROOT, stderr=self._errors
        )

    def __enter__(self) -> "Worker":
        """Nothing more to do."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.end()

    def end(self) -> None:
        """Kill it; once more does no harm."""
        self.process.kill()
        self.process.wait()
        self._errors.close()

    def wait_until_ready(self) -> None:
        """Wait for its first line (raises RuntimeError if it ended before)."""
        while not self.log.lines():
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.process.args!r} ended: {self.errors()}")
            time.sleep(0.02)

    def errors(self) -> str:
        """What it wrote to stderr."""
        self._errors.seek(0)
        return self._errors.read()[-2000:]


def run(folder: Path, kills: int, readers: int, longest_s: float) -> dict[str, object]:
    """Let writers and readers work, kill writers, and judge what is there."""
    chance = random.Random(kills)  # noqa: S311 (no secret)
    faults: list[str] = []
    lines: list[dict[str, object]] = []
    starts = 0
    with ExitStack() as stack:
        asking = [stack.enter_context(Worker(folder, "read", n)) for n in range(readers)]
        for reader in asking:
            reader.wait_until_ready()
        for first in range(0, kills, BETWEEN_STARTS):
            count = min(BETWEEN_STARTS, kills - first)
            lines += kill_writers(folder, range(first, first + count), chance, longest_s, faults)
            faults += start_again(settings_in(folder), lines)
            starts += 1
        (folder / "over").touch()
        looks = [finished(reader, faults) for reader in asking]
    return {
        "kills": kills,
        "starts": starts,
        "faults": faults,
        "changes acknowledged": sum("version" in line for line in lines),
        "refused": sum("refused" in line for line in lines),
        "readers": looks,
    }


def kill_writers(
    folder: Path, kills: range, chance: random.Random, longest_s: float, faults: list[str]
) -> list[dict[str, object]]:
    """Let two writers work, and kill one or the other; look at the documents after each kill."""
    settings = settings_in(folder)
    writers: list[Worker] = []
    with ExitStack() as stack:

        def begin(number: int) -> Worker:
            writers.append(stack.enter_context(Worker(folder, "write", number)))
            return writers[-1]

        active = [begin(1000 + kills.start), begin(2000 + kills.start)]
        for kill in kills:
            victim = active[kill % 2]
            victim.wait_until_ready()
            time.sleep(chance.uniform(0, longest_s))
            if victim.process.poll() is not None:
                faults.append(f"a writer ended: {victim.errors()}")
            victim.end()
            active[kill % 2] = begin(kill)
            with changing(settings.corpus, settings.home):
                faults.extend(faults_of(settings))
    return [line for writer in writers for line in writer.log.lines()]


def start_again(settings: Settings, lines: list[dict[str, object]]) -> list[str]:
    """Start as a chat does after both writers were killed, and have the doctor look."""
    open_assistant(settings)
    found = [c.in_words() for c in check_all(settings) if c.severity != "ok"]
    return [*found, *faults_of(settings, [line for line in lines if line.get("version")])]


def finished(reader: Worker, faults: list[str]) -> dict[str, object]:
    """What a reader counted; that it failed is a fault."""
    code = reader.process.wait(timeout=60)
    looked = reader.log.lines()[-1]
    if code or looked.get("torn") != 0:
        faults.append(f"reader: {looked}, {reader.errors()}")
    return looked


def prepare(folder: Path, home: Path | None) -> None:
    """Copy the corpus, and the vectors and model of a home if there is one; then sync."""
    copytree(_ROOT / "corpus", folder / "corpus")
    if home and home.is_dir():
        copytree(home, folder / "home")
    sync_all(settings_in(folder))


def main() -> None:
    """Take a role in a run, or run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("role", nargs="?", choices=("run", "write", "read"), default="run")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument(
        "--longest", type=float, default=8.0, help="seconds between two kills; publishing takes 4"
    )
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--number", type=int, default=0)
    parser.add_argument("--home", type=Path, help="a home to copy, which spares embedding")
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="p4c-killing-"))
    if chosen.role == "run":
        prepare(folder, chosen.home)
        started = time.monotonic()
        record = run(folder, chosen.kills, chosen.readers, chosen.longest)
        print(json.dumps(record | {"seconds": round(time.monotonic() - started)}, indent=1))
        sys.exit(bool(record["faults"]))
    log = Log(folder / f"{chosen.role}-{chosen.number}.jsonl")
    (write if chosen.role == "write" else read)(folder, log)


if __name__ == "__main__":
    main()
