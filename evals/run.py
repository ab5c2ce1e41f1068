"""Cases become a run: every question asked, every answer written down as it comes."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from assistant.answer import Answer
from evals.cases import Case
from evals.outcomes import PLAIN, Asked, Outcome, Variant, key_of, mended_records
from evals.variants import ALL_VARIANTS, vary

ANSWERS = "answers.jsonl"
# One question in so many has the time to embed it taken too.
PROBED = 10

Ask = Callable[[str, Sequence[str]], Answer]
Embed = Callable[[str], object]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Item:
    """One conversation to hold: a case in a language and a variant."""

    case: Case
    language: str
    variant: Variant = PLAIN

    @property
    def key(self) -> str:
        """What tells this item, and its outcome, from all others of a run."""
        return key_of(self.case.id, self.language, self.variant)


@dataclass(frozen=True, slots=True)
class Askers:
    """Who is asked: the assistant, and one that has read the planted documents too."""

    plain: Ask
    planted: Ask

    def of(self, case: Case) -> Ask:
        """The one that a case is for."""
        return self.planted if case.planted else self.plain


def plan(
    cases: Collection[Case],
    languages: Collection[str] = (),
    types: Collection[str] = (),
    variants: Collection[Variant] = ALL_VARIANTS,
) -> list[Item]:
    """Everything that is asked, in the order of the cases; empty filters let all through.

    Variants are made of answerable cases of one turn, where they change the question.
    """
    items: list[Item] = []
    for case in cases:
        if types and case.type not in types:
            continue
        for language in case.languages:
            if languages and language not in languages:
                continue
            items.append(Item(case, language))
            items += [Item(case, language, variant) for variant in varied(case, language, variants)]
    return items


def varied(case: Case, language: str, variants: Collection[Variant]) -> Iterator[Variant]:
    """The variants that a case is asked in."""
    if case.is_answerable and len(case.turns) == 1 and case.type != "hostile":
        question, spoken = case.turns[0].question(language)
        for variant in variants:
            if vary(question, spoken, variant) is not None:
                yield variant


def run(
    items: Sequence[Item],
    askers: Askers,
    embed: Embed,
    folder: Path,
    progress: Progress = lambda _done, _total: None,
    workers: int = 2,
) -> None:
    """Ask what has not been asked yet, and add each outcome to the run's file as a line.

    A run that was stopped goes on where it was: what stands in the file is not asked again.
    """
    path = folder / ANSWERS
    there = mended_records(path, Outcome) if path.exists() else []
    done = {outcome.key for outcome in there}
    waiting = [item for item in items if item.key not in done]
    counted = len(items) - len(waiting)
    progress(counted, len(items))
    pool = ThreadPoolExecutor(workers)
    try:
        with path.open("a", encoding="utf-8") as file:
            probed = (embed if number % PROBED == 0 else None for number in range(len(waiting)))
            for outcome in pool.map(partial(hold, askers), waiting, probed):
                file.write(outcome.model_dump_json() + "\n")
                file.flush()
                counted += 1
                progress(counted, len(items))
    finally:
        pool.shutdown(cancel_futures=True)  # a run that is stopped does not ask the rest first


def hold(askers: Askers, item: Item, embed: Embed | None = None) -> Outcome:
    """Hold one conversation. Turns that are not judged are only remembered.

    With `embed`, embedding the last question alone is timed too.
    """
    ask = askers.of(item.case)
    history: list[str] = []
    turns: list[Asked] = []
    for turn in item.case.turns:
        question, spoken = turn.question(item.language)
        question = vary(question, spoken, item.variant) or question
        if turn.gold is None:
            turns.append(Asked(question=question, language=spoken))
        else:
            turns.append(ask_once(question, spoken, ask, tuple(history)))
        history.append(question)
    if embed is not None:
        turns[-1] = turns[-1].model_copy(update={"embedding": timed(embed, turns[-1].question)})
    return Outcome(
        case=item.case.id, language=item.language, variant=item.variant, turns=tuple(turns)
    )


def ask_once(question: str, language: str, ask: Ask, history: Sequence[str]) -> Asked:
    """Ask one question; whatever goes wrong is written down in place of an answer."""
    started = perf_counter()
    try:
        answer = ask(question, history)
    except Exception as error:  # noqa: BLE001 (a crash is a failure of the case, not of the run)
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return Asked(
            question=question, language=language, error=reason, milliseconds=since(started)
        )
    return Asked(question=question, language=language, answer=answer, milliseconds=since(started))


def timed(embed: Embed, question: str) -> float:
    """Milliseconds to embed a question that was not embedded before."""
    started = perf_counter()
    embed(f"{question} …")
    return since(started)


def since(started: float) -> float:
    """Milliseconds since a reading of the clock."""
    return round((perf_counter() - started) * 1000, 3)
