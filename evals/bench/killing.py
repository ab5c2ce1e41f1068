"""Two writers who are killed all the time, and four readers, become counts: lost, doubled, torn.

`python -m evals.bench.killing --kills 200` on a copy of the project's corpus, with the real engine.
The writers add, replace, remove, restore, retitle and undo the same few documents, and sync; at
random moments one is ended by SIGKILL. After each kill the documents must be what the journal
says; after each tenth all is started again, and the doctor must find nothing.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree

from assistant.assistant import open_assistant, sync_all
from assistant.checkup import check_all
from assistant.settings import Settings
from evals.bench.chain import faults_of
from evals.bench.workers import Worker, settings_in
from ingest.recovery import changing

BETWEEN_STARTS = 10  # kills, before both writers are ended and all is started again
_ROOT = Path(__file__).parents[2]


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
            victim.work_for(chance.uniform(0, longest_s))
            if not victim.process.is_alive():
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
    reader.process.join(timeout=120)
    code = reader.process.exitcode
    looked = reader.log.lines()[-1]
    if code != 0 or looked.get("torn") != 0:
        faults.append(f"reader: {looked}, {reader.errors()}")
    return looked


def prepare(folder: Path, home: Path | None) -> None:
    """Copy the corpus, and the vectors and model of a home if there is one; then sync."""
    copytree(_ROOT / "corpus", folder / "corpus")
    if home and home.is_dir():
        copytree(home, folder / "home")
    sync_all(settings_in(folder))


def main() -> None:
    """Run it and print a record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument(
        "--longest",
        type=float,
        default=4.0,
        help="processor seconds of a writer",
    )
    parser.add_argument("--home", type=Path, help="a home to copy, which spares embedding")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="p4c-killing-") as made:
        folder = Path(made)
        prepare(folder, chosen.home)
        started = time.monotonic()
        record = run(folder, chosen.kills, chosen.readers, chosen.longest)
    print(json.dumps(record | {"seconds": round(time.monotonic() - started)}, indent=1))
    sys.exit(bool(record["faults"]))


if __name__ == "__main__":
    main()
