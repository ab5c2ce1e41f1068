"""Writers that change documents and readers that look at them, each in a process to be killed."""

import json
import multiprocessing
import os
import random
import secrets
import sys
import time
import traceback
from pathlib import Path

from assistant.intake_path import clerk_of, discard, examine, publish
from assistant.settings import Settings
from index.engine import open_embedder
from index.search import Snapshot, open_index
from ingest.errors import P4CError
from ingest.examining import Incoming
from ingest.journal import version_of

DOCUMENTS = 6
PARAGRAPHS = 8
ACTS = ("publish", "publish", "publish", "add", "remove", "restore", "retitle", "undo")
_WAITS = 8  # times the processor time, a process may wait for others before it is killed
# Each process is forked from one that has imported all of it and run nothing: the seconds that
# imports take say nothing about changes.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__, "llama_index.vector_stores.chroma"])


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
    open_embedder(settings.home, settings.embedding).embed_questions(["warm"])
    say({"ready": True})
    while True:
        name = f"paper-{chance.randrange(DOCUMENTS)}"
        act = chance.choice(ACTS)
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
        case "retitle":
            return version_of(clerk.retitle(name, f"Paper {secrets.token_hex(4)}").sha256)
        case "restore" | "undo":
            document = clerk.restore(name) if act == "restore" else clerk.undo(name)
            return version_of(document.sha256) if document else None
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
        self._errors = folder / f"{role}-{number}.err"
        self.process = _PROCESSES.Process(target=play, args=(folder, role, self.log, self._errors))
        self.process.start()

    def __enter__(self) -> "Worker":
        """Nothing more to do."""
        return self

    def __exit__(self, *_: object) -> None:
        """Kill it."""
        self.end()

    def end(self) -> None:
        """Kill it with SIGKILL; once more does no harm."""
        self.process.kill()
        self.process.join()

    def wait_until_ready(self) -> None:
        """Wait for its first line (raises RuntimeError if it ended before)."""
        while not self.log.lines():
            if not self.process.is_alive():
                raise RuntimeError(f"a process ended: {self.errors()}")
            time.sleep(0.02)

    def work_for(self, seconds: float) -> None:
        """Let it work for so many seconds of processor time, or wait for others much longer."""
        begun, end = self.worked_s(), time.monotonic() + _WAITS * seconds
        while self.process.is_alive() and self.worked_s() - begun < seconds:
            if time.monotonic() > end:
                break
            time.sleep(0.005)

    def worked_s(self) -> float:
        """The processor time that it has had, so that a busy machine makes no difference."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2]
        except OSError:
            return 0.0
        return sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")

    def errors(self) -> str:
        """What it wrote to stderr."""
        return self._errors.read_text("utf-8")[-2000:] if self._errors.exists() else ""


def play(folder: Path, role: str, log: Log, errors: Path) -> None:
    """Be a writer or a reader; what goes wrong is told in a file."""
    with errors.open("w", encoding="utf-8", buffering=1) as told:
        sys.stderr = told
        try:
            (write if role == "write" else read)(folder, log)
        except BaseException:
            traceback.print_exc()
            raise
