"""The folders of runs become a list to choose from, each read when somebody looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from assistant.phrases import Phrases
from evals.baseline import REASON, STANDING, Blessing
from evals.gate import GateReport
from evals.manifest import read_manifest
from evals.markup import number, whole
from evals.outcomes import read_verdicts
from evals.report_failures import Failures, failures_in
from evals.standing import Standing, read_standing, standing_of
from evals.summary import Manifest, Summary, read_summary
from evals.workbench import CASES, GATE, SUMMARY, list_runs
from ingest.errors import Misuse, P4CError
from ui.quality_names import asked_in_words, moment
from ui.served import Served

# More failures than this nobody opens one by one; critical ones come first.
MOST_FAILURES = 400


@dataclass(frozen=True, slots=True)
class Answers:
    """The judged answers of a run, or the baseline's scores, as they were at some time."""

    folder: Path
    is_baseline: bool
    changed: int


@dataclass(frozen=True, slots=True)
class Known:
    """A run, or the baseline, with its figures if it has any, or else what is wrong with it."""

    folder: Path
    manifest: Manifest | None
    summary: Summary | None
    problem: str | None = None
    blessing: Blessing | None = None

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return str(self.folder)

    @property
    def answers(self) -> Answers:
        """What it is compared by."""
        name = STANDING if self.blessing else CASES
        return Answers(self.folder, self.blessing is not None, changed(self.folder / name))


def known_runs(served: Served) -> dict[str, Known]:
    """All runs by key, newest first, and the baseline after them."""
    found = [known_run(folder) for folder in list_runs(served.settings)]
    if (served.baseline / STANDING).exists():
        found.append(known_baseline(served.baseline))
    return {one.key: one for one in found}


def known_run(folder: Path) -> Known:
    """A run as it is now: it may be under way, stopped, or damaged."""
    try:
        manifest = read_manifest(folder)
        has_figures = (folder / SUMMARY).exists()
        return Known(folder, manifest, summary_of(folder) if has_figures else None)
    except P4CError as error:
        return Known(folder, None, None, error.line)


def known_baseline(folder: Path) -> Known:
    """The run that was blessed."""
    try:
        summary = summary_of(folder)
        text = (folder / REASON).read_text(encoding="utf-8")
        blessing = Blessing.model_validate_json(text)
        return Known(folder, summary.manifest, summary, blessing=blessing)
    except P4CError as error:
        return Known(folder, None, None, error.line)
    except (OSError, ValidationError) as error:
        problem = f"{folder / REASON}: cannot be read ({type(error).__name__})."
        return Known(folder, None, None, f"{problem} Restore it from the repository.")


def label(known: Known, phrases: Phrases) -> str:
    """A run in one line: when, what was asked, how much was right."""
    if known.manifest is None:
        return phrases("{run} (damaged)", run=known.folder.name)
    asked = asked_in_words(known.manifest, phrases)
    told = f"{moment(known.manifest.started)} · {asked} · {share(known.summary, phrases)}"
    return phrases("Baseline: {run}", run=told) if known.blessing else told


def share(summary: Summary | None, phrases: Phrases) -> str:
    """How much of a run is fully right, with n."""
    right = summary.metrics.get("right") if summary else None
    if right is None:
        return phrases("not finished")
    return phrases("{share} right (n {n})", share=number(right.value), n=whole(right.n))


def summary_of(folder: Path) -> Summary:
    """The figures of a run.

    Raises:
        Misuse: they are not there, or damaged.
    """
    return _summary(folder, changed(folder / SUMMARY))


def gate_report(folder: Path) -> GateReport | None:
    """The gate's verdict as judged when the run was scored; None if there was no baseline.

    Raises:
        Misuse: the file is damaged.
    """
    path = folder / GATE
    if not path.exists():
        return None
    try:
        return GateReport.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        problem = f"{path}: is damaged ({type(error).__name__})."
        raise Misuse(f"{problem} Write it again with p4c eval score {folder}.") from error


def failures_of(folder: Path) -> Failures:
    """The wrong answers of a run, the gravest first.

    Raises:
        Misuse: they cannot be read.
    """
    return _failures(folder, changed(folder / CASES))


@lru_cache(maxsize=4)
def standing_in(answers: Answers) -> Sequence[Standing]:
    """What a run is compared by.

    Raises:
        Misuse: it cannot be read.
    """
    if answers.is_baseline:
        return read_standing(answers.folder / STANDING)
    return standing_of(read_verdicts(answers.folder / CASES))


def changed(path: Path) -> int:
    """When a file was changed last, in nanoseconds; 0 if there is none."""
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=64)
def _summary(folder: Path, _changed: int) -> Summary:
    return read_summary(folder)


@lru_cache(maxsize=4)
def _failures(folder: Path, _changed: int) -> Failures:
    return failures_in(read_verdicts(folder / CASES), MOST_FAILURES)
