"""Questions become times: a warm answer beside embedding its question, a cold `p4c ask`, memory."""

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from assistant.ask import ask
from assistant.assistant import Assistant, open_assistant, sync_all
from assistant.settings import Settings
from evals.golden_set import GOLDEN, lines_of, read_case
from index.engine import open_embedder

COLD_STARTS = 5


def milliseconds(started: float) -> float:
    """The time since a reading of the clock."""
    return (perf_counter() - started) * 1000


def questions() -> list[str]:
    """The last question of every golden case once, without its conversation."""
    cases = [read_case(line, f"{path}, line {number}") for path, number, line in lines_of(GOLDEN)]
    asked = [question for case in cases for question in case.turns[-1].questions.values()]
    return list(dict.fromkeys(asked))


def warm(assistant: Assistant, settings: Settings) -> None:
    """Print the median warm answer over the median embedding of the same questions.

    Every question is new to the assistant, so no vector comes from its memory. Embedding and
    answering take turns, so that both meet the same load of the machine.
    """
    embedder = open_embedder(settings.home, settings.embedding)
    asked = questions()
    for question in asked[:20]:
        embedder.embed_questions([question])
        ask(question, assistant)
    embedding: list[float] = []
    answering: list[float] = []
    for question in asked[20:420]:
        started = perf_counter()
        embedder.embed_questions([question])
        embedding.append(milliseconds(started))
        started = perf_counter()
        ask(question, assistant)
        answering.append(milliseconds(started))
    embed, answer = statistics.median(embedding), statistics.median(answering)
    print(f"embedding a question, median        {embed:8.1f} ms (n = {len(embedding)})")
    print(f"warm answer, median                 {answer:8.1f} ms")
    print(f"warm answer / embedding its question {answer / embed:7.2f} (aim: at most 2)")


def cold(settings: Settings) -> None:
    """Print the median time of `p4c ask` in a new process."""
    times: list[float] = []
    command = [sys.executable, "-m", "ui.cli", "ask", "Who tests Permanent Offices?", "--json"]
    environment = {"P4C_CORPUS": str(settings.corpus.resolve()), "P4C_HOME": str(settings.home)}
    for _ in range(COLD_STARTS):
        started = perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
        times.append(milliseconds(started))
    print(f"cold p4c ask, median of {COLD_STARTS}           {statistics.median(times):8.0f} ms")


def main() -> None:
    """Sync into an empty home, then measure answers, a cold start and memory."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(corpus=Path("corpus"), home=Path(folder) / "home")
        started = perf_counter()
        report = sync_all(settings)
        print(f"first sync                          {milliseconds(started) / 1000:8.1f} s")
        print(f"texts embedded                      {report.embedded:8}")
        share = report.seconds["embed"] / report.seconds["total"]
        print(f"share of the sync spent embedding   {share:8.2f}")
        assistant = open_assistant(settings)
        warm(assistant, settings)
        cold(settings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 2**20
    print(f"resident memory, peak               {resident:8.0f} MB, {peak:.0f} MB")


if __name__ == "__main__":
    main()
