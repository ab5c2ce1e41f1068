"""What was asked and answered becomes a line of a run's file, and is read back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from assistant.answer import Answer
from evals.cases import CaseType, Frozen, Record
from ingest.errors import Misuse

Variant = Literal["", "typo", "bare", "capitals", "mixed"]
PLAIN: Variant = ""


class Asked(Frozen):
    """One question with its answer, or with the fault (`error`) that came in place of one.

    `language` is the one that the question is in and that its answer should be in. `embedding`
    is the time to embed the question alone, in milliseconds, where that was taken.
    """

    question: str
    language: str
    answer: Answer | None = None
    error: str | None = None
    milliseconds: float = 0.0
    embedding: float | None = None


class Outcome(Frozen):
    """One case in one language and variant: each of its turns as asked, oldest first."""

    case: str
    language: str
    variant: Variant = PLAIN
    turns: tuple[Asked, ...]

    @property
    def key(self) -> str:
        """What tells this outcome from all others of a run."""
        return key_of(self.case, self.language, self.variant)


class Verdict(Frozen):
    """An outcome judged.

    `scores` holds, by metric, a number from 0 (wrong) to 1 (right); metrics that do not apply are
    not there. `faults` say in words what is wrong; without any the outcome is right.
    """

    outcome: Outcome
    type: CaseType
    severity: Literal["normal", "critical"]
    scores: dict[str, float]
    faults: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.faults


def key_of(case: str, language: str, variant: str = PLAIN) -> str:
    """What tells one outcome of a run from all others."""
    return "/".join(part for part in (case, language, variant) if part)


def read_outcomes(path: Path) -> Iterator[Outcome]:
    """Read a run's answers; a last line that a killed process left torn is passed over.

    Raises:
        Misuse: the file cannot be read, or another line than the last is damaged.
    """
    yield from whole_records(path, Outcome)


def read_verdicts(path: Path) -> Iterator[Verdict]:
    """Read a run's judged cases, as `read_outcomes` does."""
    yield from whole_records(path, Verdict)


def whole_records(path: Path, kind: type[Record]) -> list[Record]:
    """The records of a file of JSON lines, without a torn last one.

    Raises:
        Misuse: the file cannot be read, or another line than the last is damaged.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{path}: cannot be read ({error}). Name the folder of a run.") from error
    kept = [line for line in lines if line.strip()]
    records: list[Record] = []
    for number, line in enumerate(kept, 1):
        try:
            records.append(kind.model_validate_json(line))
        except ValidationError as error:
            if number == len(kept) and lines[-1]:
                return records
            what = error.errors()[0]["msg"]
            problem = f"{path}, line {number}: {what}. Ask again with p4c eval."
            raise Misuse(problem) from error
    return records


def mended_records(path: Path, kind: type[Record]) -> list[Record]:
    """The records of a file that a stopped process wrote whole; a torn last line is taken off it.

    Raises:
        Misuse: as `whole_records`.
    """
    records = whole_records(path, kind)
    whole = "".join(f"{record.model_dump_json()}\n" for record in records)
    if path.read_text(encoding="utf-8") != whole:
        aside = path.with_suffix(".tmp")
        aside.write_text(whole, encoding="utf-8")
        aside.replace(path)
    return records
