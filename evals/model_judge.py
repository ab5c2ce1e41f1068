"""The answers of a run become claims that a model judges, once each, and a file of judgements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from assistant.answer import Answer
from evals.hand_labels import HandLabel
from evals.model_summary import JudgeSummary, summarise_judgements
from evals.model_votes import CitedClaim, Judgement, Model, judgement_of, key_of_claim
from evals.outcomes import Verdict, mended_records, read_verdicts, whole_records
from evals.run import Progress
from evals.workbench import CASES
from ingest.errors import CannotJudge, Misuse

JUDGED = "judge.jsonl"
SUMMARY = "judge.json"
# So many claims in a row without any reply: nobody is there, and asking on would take hours.
MOST_SILENCES = 3


def judge_claims(
    folder: Path,
    model: Model,
    labels: Sequence[HandLabel],
    languages: Sequence[str] = (),
    progress: Progress = lambda _done, _total: None,
    workers: int = 2,
) -> JudgeSummary:
    """Ask a model about every claim of a run's answers, and write what it said.

    Hand labels are asked about first. What was judged before, by this model with these
    instructions, is not asked again, unless it got no reply then.

    Args:
        folder: a run's; `judge.jsonl` and `judge.json` are written there.
        model: who is asked.
        labels: claims that the model's verdicts are compared with.
        languages: claims in these only; all if empty.
        progress: told how many claims are judged, and of how many.
        workers: how many claims are asked about at a time.

    Raises:
        Misuse: the run cannot be read, or no answer of it cites anything.
        CannotJudge: the model does not reply. What it judged is kept.
    """
    claims = cited_claims(read_verdicts(folder / CASES), languages)
    if not claims:
        raise Misuse(f"{folder}: no answer cites anything. Name another run, or other languages.")
    asked = [*(label.claim for label in labels), *claims]
    wanted = {key_of_claim(claim, model.name): claim for claim in asked}
    ask_open(wanted, folder / JUDGED, model, progress, workers)
    found = {j.claim: j for j in read_judged(folder / JUDGED).values() if j.key in wanted}
    summary = summarise_judgements(found, claims, labels, model.name)
    (folder / SUMMARY).write_text(summary.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return summary


def cited_claims(verdicts: Iterable[Verdict], languages: Sequence[str]) -> dict[CitedClaim, str]:
    """Every different claim of a run, with the first case that it stands in.

    The same sentence with the same quotes answers many questions: it is judged once.
    """
    found: dict[CitedClaim, str] = {}
    for verdict in verdicts:
        for turn in verdict.outcome.turns:
            for claim in claims_of(turn.answer) if turn.answer else ():
                if not languages or claim.language in languages:
                    found.setdefault(claim, verdict.outcome.case)
    return found


def claims_of(answer: Answer) -> Iterator[CitedClaim]:
    """The claims of an answer that point to a source; none of a refusal or a question back.

    A marker without a citation brings no quote.
    """
    if answer.status != "answered":
        return
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    lead = next((claim.text for claim in answer.claims if claim.shape == "lead"), "")
    for claim in answer.claims:
        if claim.markers:
            yield CitedClaim(
                text=claim.by_itself,
                before="" if claim.text == lead else lead,
                language=answer.language,
                quotes=tuple(quotes[marker] for marker in claim.markers if marker in quotes),
            )


def ask_open(
    wanted: Mapping[str, CitedClaim], path: Path, model: Model, progress: Progress, workers: int
) -> None:
    """Ask about the claims that have no judgement yet, and add each to the file as a line.

    Raises:
        CannotJudge: several claims in a row got no reply.
    """
    done = kept(path)
    waiting = [claim for key, claim in wanted.items() if key not in done or done[key].is_open]
    counted, silences = len(wanted) - len(waiting), 0
    progress(counted, len(wanted))
    pool = ThreadPoolExecutor(workers)
    try:
        with path.open("a", encoding="utf-8") as file:
            for judgement in pool.map(partial(judgement_of, model=model), waiting):
                silences = silences + 1 if judgement.is_silence else 0
                if silences == MOST_SILENCES:
                    raise CannotJudge(silence(judgement, model))
                file.write(judgement.model_dump_json() + "\n")
                file.flush()
                counted += 1
                progress(counted, len(wanted))
    finally:
        pool.shutdown(cancel_futures=True)


def silence(judgement: Judgement, model: Model) -> str:
    """What to say when nobody replies."""
    what = f"{model.name!r} does not reply ({judgement.votes[-1].why.rstrip('.')})"
    return f"{model.place}: {what}. Start it, then run p4c eval judge again: it goes on."


def kept(path: Path) -> dict[str, Judgement]:
    """The judgements that are there, by key; a torn last line is taken off the file."""
    return by_key(mended_records(path, Judgement)) if path.exists() else {}


def read_judged(path: Path) -> dict[str, Judgement]:
    """The judgements of a file by key; of one that was asked again, the later.

    Raises:
        Misuse: the file cannot be read, or another line than the last is damaged.
    """
    return by_key(whole_records(path, Judgement))


def by_key(judged: Iterable[Judgement]) -> dict[str, Judgement]:
    """Judgements by key; of one that was asked again, the later."""
    return {judgement.key: judgement for judgement in judged}
