"""The verdicts of a run become its figures: whole, by language, by type, by variant."""

from pathlib import Path

from pydantic import Field, ValidationError

from evals.cases import Frozen
from ingest.errors import Misuse


class Figure(Frozen):
    """A mean of scores between 0 and 1 with its 95 % interval, None where too few cases tell one.

    `n` counts questions (case × language), `cases` the base cases that they come from: the
    interval is drawn over these, since translations of one case are not independent.
    """

    value: float
    n: int
    cases: int
    low: float | None = None
    high: float | None = None


class RiskCurve(Frozen):
    """Share answered (`coverages`) against share of those wrong (`risks`), surest first.

    Thinned to at most 100 points. `aurc` is the area under it, `at_risk` the coverage at a risk
    of at most 5 % and 1 %, by "0.05" and "0.01".
    """

    coverages: tuple[float, ...]
    risks: tuple[float, ...]
    aurc: float
    at_risk: dict[str, float]
    n: int


class Latency(Frozen):
    """Milliseconds an answer (all but the first of each process), and beside embedding.

    `quantiles` are the 0, 5, 10 … 100 % quantiles. `ratio` is the median answer over the median
    time to embed a question of the same run.
    """

    quantiles: tuple[float, ...]
    median: float
    p95: float
    embedding: float
    ratio: float
    n: int


class Manifest(Frozen):
    """What a run asked of what: two runs with the same hashes asked the same of the same."""

    run: str
    started: str
    commit: str
    python: str
    packages: dict[str, str]
    corpus: str
    catalogue: str
    languages: str
    golden: str
    model: str
    asked: tuple[str, ...]
    options: dict[str, str] = Field(default_factory=dict[str, str])
    seconds: float | None = None

    @property
    def is_finished(self) -> bool:
        """Whether everything was asked."""
        return self.seconds is not None


class Summary(Frozen):
    """All figures of a run, as `summary.json` holds them.

    `metrics` are over plain questions of all languages. `confusion` counts plain questions by
    status expected and got ("none" where an answer is missing). `gaps` is, by metric and
    language, the figure in English minus the one in that language on the cases told in both.
    `missing` and `stale` are keys of outcomes that are not there and ids of cases whose quotes
    moved. `unchecked` is the number of questions whose wording no person has checked.
    """

    manifest: Manifest
    metrics: dict[str, Figure]
    languages: dict[str, dict[str, Figure]]
    types: dict[str, dict[str, Figure]]
    variants: dict[str, dict[str, Figure]]
    gaps: dict[str, dict[str, float]]
    worst: dict[str, str]
    confusion: dict[str, dict[str, int]]
    risk: RiskCurve | None
    latency: Latency | None
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    unchecked: int = 0


def read_summary(folder: Path) -> Summary:
    """Read the summary of a run.

    Raises:
        Misuse: the folder holds none, or it is damaged.
    """
    path = folder / "summary.json"
    try:
        return Summary.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror}). Name a run's folder.") from error
    except ValidationError as error:
        what = error.errors()[0]["msg"]
        problem = f"{path}: {what}. Write it again with p4c eval score {folder}."
        raise Misuse(problem) from error
