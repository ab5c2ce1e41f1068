"""Verdicts become the standing of a run, small enough to be committed: scores by case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from evals.cases import CaseType, Frozen
from evals.outcomes import PLAIN, Variant, Verdict, key_of
from ingest.errors import Misuse

# What runs are compared by. Of variants, only whether they are right.
KEPT = (
    "right",
    "first",
    "in_three",
    "rr_10",
    "vital",
    "exact",
    "caveat",
    "language",
    "honest",
    "refused",
    "helpful",
    "not_refused",
    "gold_precision",
    "gold_recall",
    "coverage",
)


class CaseStanding(Frozen):
    """One case of a run: by metric and "language" or "language/variant", its score."""

    case: str
    type: CaseType
    severity: Literal["normal", "critical"]
    scores: dict[str, dict[str, float]]


class Standing(Frozen):
    """One question of a run: its scores by metric."""

    case: str
    language: str
    variant: Variant
    type: CaseType
    severity: Literal["normal", "critical"]
    scores: dict[str, float]
    faults: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from all others of a run."""
        return key_of(self.case, self.language, self.variant)

    @property
    def is_right(self) -> bool:
        """Whether nothing was wrong with the answer."""
        return self.scores["right"] == 1.0


def standing_of(verdicts: Iterable[Verdict]) -> list[Standing]:
    """What runs are compared by, of each verdict."""
    return [
        Standing(
            case=v.outcome.case,
            language=v.outcome.language,
            variant=v.outcome.variant,
            type=v.type,
            severity=v.severity,
            scores={m: round(v.scores[m], 4) for m in KEPT if m in v.scores},
            faults=v.faults,
        )
        for v in verdicts
    ]


def write_standing(standing: Sequence[Standing], path: Path) -> None:
    """Write a line for each case, with the scores of all its languages and variants."""
    cases: dict[str, list[Standing]] = defaultdict(list)
    for one in standing:
        cases[one.case].append(one)
    lines: list[str] = []
    for case, of_case in sorted(cases.items()):
        scores: dict[str, dict[str, float]] = defaultdict(dict)
        for one in of_case:
            place = f"{one.language}/{one.variant}" if one.variant else one.language
            for metric, score in one.scores.items():
                if one.variant == PLAIN or metric == "right":
                    scores[metric][place] = score
        first = of_case[0]
        line = CaseStanding(case=case, type=first.type, severity=first.severity, scores=scores)
        lines.append(line.model_dump_json())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_standing(path: Path) -> list[Standing]:
    """Read what `write_standing` wrote.

    Raises:
        Misuse: the file cannot be read or is damaged.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return [one for line in text.split("\n") if line for one in unfold(line)]
    except (OSError, UnicodeDecodeError) as error:
        problem = f"{path}: cannot be read ({error}). Bless a run first: p4c eval bless."
        raise Misuse(problem) from error
    except ValidationError as error:
        what = error.errors()[0]["msg"]
        raise Misuse(f"{path}: is damaged ({what}). Restore it from the repository.") from error


def unfold(line: str) -> Iterator[Standing]:
    """The questions of one case's line."""
    case = CaseStanding.model_validate_json(line)
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    for metric, places in case.scores.items():
        for place, score in places.items():
            scores[place][metric] = score
    for place, found in scores.items():
        language, _, variant = place.partition("/")
        yield Standing.model_validate(
            {
                "case": case.case,
                "language": language,
                "variant": variant,
                "type": case.type,
                "severity": case.severity,
                "scores": found,
            }
        )
