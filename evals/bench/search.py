"""Questions become two tables: how long a search takes, and what the table of words adds.

`python -m evals.bench.search` for the times, at 2,400 passages, in one run: through the index as
the chat uses it, by Chroma's own call, and by comparing every passage. With `--texts FOLDER` of
.txt files named by language (such as the Universal Declaration, en.txt de.txt …) also for the
second: a few words of a passage are asked, the passage is to be found, with the table and by
vectors alone.
"""

import argparse
import random
import re
import shutil
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import numpy as np

from index import generations
from index.contents import Contents
from index.embedder import Vectors
from index.engine import open_embedder
from index.search import Snapshot, open_index
from index.store import Store
from index.sync import sync
from ingest.located import Document, LocatedText, Passage

PASSAGES = 2_400
DIMENSION = 384
TOPICS = 60
ROUNDS = 400
BASELINE = "Chroma's own query"
K = 5
DEPTH = 3
A_LANGUAGE = 30  # passages asked for, in each language
KINDS: dict[str, Callable[[list[str], list[str]], list[str]]] = {
    "its first six words": lambda words, _: words[:6],
    "five words of its middle": lambda words, _: words[len(words) // 2 :][:5],
    "two of its rare words": lambda _, rare: rare[:2],
    "one rare word": lambda _, rare: rare[:1],
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the passage that it was made of."""

    kind: str
    text: str
    passage: Passage


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables; without arguments given, those of the command line count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="Folder of .txt files named by language.")
    texts: Path | None = parser.parse_args(arguments).texts
    with tempfile.TemporaryDirectory() as folder:
        print_times(Path(folder) / "times")
        if texts:
            print_words(Path(folder) / "words", texts)


def print_times(home: Path) -> None:
    """One search with a warm index: the median and how much that is of Chroma's own call."""
    passages, vectors = made_up()
    document = Document(
        "d", Path("d.txt"), "D", "made up", None, "en", "0" * 64, datetime.now(tz=UTC)
    )
    body = "".join(passage.text for passage in passages)
    contents = Contents({"d": document}, {"d": LocatedText("d", body, (), ())}, passages)
    with generations.writing(home):
        generations.switch(home, generations.build(home, contents, vectors, "made up"))
    snapshot, exact = (open_index(home, exact=way).snapshot() for way in (False, True))
    nearest = snapshot.warm()
    if nearest is None:
        raise RuntimeError(snapshot.damage)
    ways: dict[str, Callable[[Vectors], object]] = {
        BASELINE: lambda vector: nearest.nearest_each(vector[None], K),
        "ChromaVectorStore.query": lambda vector: nearest.nearest(vector, K),
        "index, through Chroma": lambda vector: snapshot.search(vector, "term7 of it", K, "en"),
        "index, every passage compared": lambda vector: exact.search(vector, "term7", K, "en"),
    }
    timed = {name: median_ms(way, vectors) for name, way in ways.items()}
    print(f"One search, {PASSAGES:,} passages, {K} hits; median of {ROUNDS}")
    for name, ms in timed.items():
        print(f"  {name:<32} {ms:6.2f} ms  {ms / timed[BASELINE]:5.2f} x")


def made_up() -> tuple[tuple[Passage, ...], Vectors]:
    """Passages of the usual length, and unit vectors that lie in clusters, as texts' do."""
    rng = np.random.default_rng(0)
    topics = rng.normal(size=(TOPICS, DIMENSION))
    rows = topics[rng.integers(TOPICS, size=PASSAGES)] + 0.7 * rng.normal(
        size=(PASSAGES, DIMENSION)
    )
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    passages: list[Passage] = []
    start = 0
    for number in range(PASSAGES):
        text = " ".join(f"term{n}" for n in rng.integers(5_000, size=110))
        end = start + len(text)
        passages.append(Passage(f"d:{number}", "d", text, start, end, None, None, "en"))
        start = end
    return tuple(passages), vectors


def median_ms(search: Callable[[Vectors], object], vectors: Vectors) -> float:
    """The median time of a search, after a tenth of the rounds to warm up."""
    times: list[float] = []
    for number in range(ROUNDS + ROUNDS // 10):
        vector = vectors[number * 5 % len(vectors)]
        started = perf_counter()
        search(vector)
        times.append((perf_counter() - started) * 1000)
    return statistics.median(times[ROUNDS // 10 :])


def print_words(folder: Path, texts: Path) -> None:
    """How often the passage asked for comes first, and among the first three."""
    corpus, home = folder / "corpus", folder / "home"
    shutil.copytree(texts, corpus / "documents", ignore=shutil.ignore_patterns("[!a-z]*"))
    embedder = open_embedder(home)
    print(f"\n{sync(corpus, home, embedder).in_words()}")
    snapshot = open_index(home, exact=True).snapshot()
    questions = ask_for(snapshot)
    with Store(home) as store:
        asked = [question.text for question in questions]
        vectors = store.cached_vectors(embedder, asked, "question")
    print(f"{'':<28}{'by vectors alone':>20}{'with the words':>20}")
    for kind in KINDS:
        rows = [row for row, question in enumerate(questions) if question.kind == kind]
        cells: list[str] = []
        for words in (False, True):
            ranks = np.array([rank(snapshot, questions[r], vectors[r], words) for r in rows])
            cells.append(f"{np.mean(ranks == 1):.3f} / {np.mean(ranks <= DEPTH):.3f}")
        print(f"{kind:<28}{cells[0]:>20}{cells[1]:>20}   ({len(rows)})")


def ask_for(snapshot: Snapshot) -> list[Asked]:
    """Make questions of words of passages, the same ones each time."""
    chance = random.Random(0)  # noqa: S311 (no secret)
    by_language: dict[str, list[Passage]] = {}
    for passage in snapshot.passages():
        if len(passage.text.split()) > DEPTH * 4:
            by_language.setdefault(passage.language, []).append(passage)
    asked: list[Asked] = []
    for language in sorted(by_language):
        passages = by_language[language]
        rare = rare_words(passages)
        for passage in chance.sample(passages, min(A_LANGUAGE, len(passages))):
            own = [word for word in re.findall(r"\w{3,}", passage.text) if word in rare]
            chance.shuffle(own)
            for kind, choose in KINDS.items():
                if words := choose(passage.text.split(), own):
                    asked.append(Asked(kind, " ".join(words), passage))
    return asked


def rare_words(passages: list[Passage]) -> set[str]:
    """The words that at most three passages hold."""
    counts = Counter(w for p in passages for w in set(re.findall(r"\w{3,}", p.text)))
    return {word for word, count in counts.items() if count <= DEPTH}


def rank(snapshot: Snapshot, question: Asked, vector: Vectors, words: bool) -> int:
    """The rank of the passage asked for, or one more than was looked at."""
    text = question.text if words else ""
    hits = snapshot.search(vector, text, DEPTH, question.passage.language)
    ranks = [hit.rank for hit in hits if hit.passage.id == question.passage.id]
    return ranks[0] if ranks else DEPTH + 1


if __name__ == "__main__":
    main()
