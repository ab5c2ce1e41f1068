"""A run that people accept becomes the baseline that later runs are held against."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.cases import Frozen
from evals.outcomes import read_verdicts
from evals.standing import Standing, read_standing, standing_of, write_standing
from evals.summary import Summary, read_summary
from ingest.errors import Misuse

BASELINE = Path(__file__).parent / "baseline"
STANDING = "standing.jsonl"
REASON = "blessed.json"


class Blessing(Frozen):
    """Why and when a run became the baseline."""

    run: str
    reason: str
    blessed: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figures and the standing of the run that was blessed."""

    summary: Summary
    standing: list[Standing]


def bless(run: Path, reason: str, folder: Path = BASELINE) -> Blessing:
    """Make a run the baseline.

    Raises:
        Misuse: no reason is given, or the run is not finished, or it holds missing or stale cases.
    """
    if not reason.strip():
        raise Misuse('bless: give a reason, for example --reason "Maltese needs mended".')
    summary = read_summary(run)
    if not summary.manifest.is_finished or summary.missing:
        raise Misuse(f"{run}: not everything was answered. Finish it with p4c eval.")
    if summary.stale:
        problem = f"{run}: {', '.join(summary.stale[:5])} quote what is no longer there."
        raise Misuse(f"{problem} Correct these cases and run again.")
    if summary.manifest.options:
        raise Misuse(f"{run}: asked only a part of the set. Run p4c eval without filters.")
    folder.mkdir(parents=True, exist_ok=True)
    told = Blessing(
        run=summary.manifest.run,
        reason=reason.strip(),
        blessed=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    write_standing(standing_of(read_verdicts(run / "cases.jsonl")), folder / STANDING)
    short = summary.model_copy(
        update={"manifest": summary.manifest.model_copy(update={"asked": ()})}
    )
    (folder / "summary.json").write_text(short.model_dump_json(indent=1) + "\n", encoding="utf-8")
    (folder / REASON).write_text(told.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return told


def read_baseline(folder: Path = BASELINE) -> Baseline | None:
    """The baseline, or None if no run has been blessed yet.

    Raises:
        Misuse: it is damaged.
    """
    if not (folder / STANDING).exists():
        return None
    return Baseline(read_summary(folder), read_standing(folder / STANDING))
