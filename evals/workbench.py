"""Settings become all that an evaluation needs: golden set, sources, somebody to ask."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from pydantic import TypeAdapter, ValidationError

from assistant.ask import ask
from assistant.assistant import Assistant, open_assistant
from assistant.lexicon import Words, load_lexicon
from assistant.settings import Settings
from evals.baseline import BASELINE, Baseline, read_baseline
from evals.cases import CaseType
from evals.exports import write_exports
from evals.gate import GateReport
from evals.gating import judge_run
from evals.golden_set import GOLDEN, GoldenSet, load_golden_set
from evals.manifest import FILE as MANIFEST
from evals.manifest import manifest_now, read_manifest, same_questions, write_manifest
from evals.outcomes import Variant, Verdict, read_outcomes
from evals.planted import planted_assistant
from evals.report import write_report
from evals.run import ANSWERS, Ask, Askers, Item, Progress, plan, run
from evals.scoring import judge
from evals.sources import Sources
from evals.summary import Manifest, Summary
from evals.summing import summarise
from evals.variants import ALL_VARIANTS
from ingest.errors import Misuse

CASES = "cases.jsonl"
SUMMARY = "summary.json"
GATE = "gate.json"
TEXTS = "texts.json"


@dataclass(frozen=True)
class Choice:
    """What part of the set is asked; empty means all."""

    languages: tuple[str, ...] = ()
    types: tuple[CaseType, ...] = ()
    variants: tuple[Variant, ...] = ALL_VARIANTS

    def as_options(self) -> dict[str, str]:
        """The choice as a manifest holds it: only what narrows."""
        told = {"languages": self.languages, "types": self.types}
        if self.variants != ALL_VARIANTS:
            told["variants"] = self.variants or ("none",)
        return {name: " ".join(chosen) for name, chosen in told.items() if chosen}


@dataclass(frozen=True)
class Workbench:
    """An opened assistant with the golden set and the sources that answers are checked against."""

    settings: Settings
    assistant: Assistant
    golden: GoldenSet
    sources: Sources


def open_workbench(
    settings: Settings, golden: Path = GOLDEN, say: Callable[[str], None] = lambda _: None
) -> Workbench:
    """Open the assistant and read the golden set.

    Raises:
        P4CError: something is missing that cannot be built, or a case is wrong.
    """
    assistant = open_assistant(settings, say)
    now, lexicon = assistant.refreshed(), load_lexicon(settings.corpus)
    bodies = {document.id: now.library.body(document.id) for document in now.library.documents()}
    examples = {code: list(examples_in(words)) for code, words in lexicon.languages.items()}
    cases = load_golden_set(golden, now.catalogue, bodies, examples)
    return Workbench(settings, assistant, cases, Sources(now.catalogue, bodies, lexicon))


def examples_in(words: Words) -> Iterator[str]:
    """What the assistant learned from in one language, with every practice's name put in."""
    names = [name for its in words.practices.values() for name in (its.name, *its.aliases)]
    for question in (question for of_kind in words.questions.values() for question in of_kind):
        if "{practice}" in question:
            yield from (question.replace("{practice}", name) for name in names)
        else:
            yield question
    yield from (need for its in words.practices.values() for need in its.needs)


def runs_folder(settings: Settings) -> Path:
    """Where runs are kept."""
    return settings.home / "runs"


def list_runs(settings: Settings) -> list[Path]:
    """The folders of all runs, newest first."""
    found = runs_folder(settings).glob(f"*/{MANIFEST}")
    return sorted((path.parent for path in found), key=lambda path: path.name, reverse=True)


def evaluate(
    bench: Workbench,
    choice: Choice = Choice(),
    progress: Progress = lambda _done, _total: None,
    workers: int = 2,
) -> Path:
    """Ask what was chosen, judge it, and write the run's folder; its path.

    The newest run goes on if it was stopped and asks the same of the same.

    Raises:
        Misuse: nothing is left to ask after the filters.
        P4CError: a planted document cannot be read.
    """
    cases = bench.golden.cases.values()
    items = plan(cases, choice.languages, choice.types, choice.variants)
    if not items:
        raise Misuse("eval: no case has this language and type. Ask for others.")
    folder, manifest = folder_for(bench, [item.key for item in items], choice)
    started = perf_counter()
    with reader_of_lies(bench, items) as planted:
        write_texts(planted, folder)
        askers = Askers(plain=asker(bench.assistant), planted=asker(planted))
        embed = bench.assistant.refreshed().mind.embed
        run(items, askers, embed, folder, progress, workers)
    seconds = round(perf_counter() - started, 1)
    write_manifest(manifest.model_copy(update={"seconds": seconds}), folder)
    score(bench, folder)
    return folder


def reader_of_lies(bench: Workbench, items: Sequence[Item]) -> AbstractContextManager[Assistant]:
    """An assistant that read the planted documents; where no case wants one, ours will do."""
    if any(item.case.planted for item in items):
        return planted_assistant(bench.settings, bench.golden.planted())
    return nullcontext(bench.assistant)


def write_texts(assistant: Assistant, folder: Path) -> None:
    """Keep the texts that answers were drawn from, so that a run can be judged again by them."""
    library = assistant.refreshed().library
    texts = {document.id: library.body(document.id) for document in library.documents()}
    (folder / TEXTS).write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")


def read_texts(folder: Path) -> dict[str, str]:
    """The texts that a run's answers were drawn from, by document.

    Raises:
        Misuse: they are missing or damaged.
    """
    try:
        return TypeAdapter(dict[str, str]).validate_json((folder / TEXTS).read_bytes())
    except (OSError, ValidationError) as error:
        problem = f"{folder / TEXTS}: cannot be read ({type(error).__name__})."
        raise Misuse(f"{problem} Run p4c eval again.") from error


def asker(assistant: Assistant) -> Ask:
    """What asks an assistant."""
    return lambda question, history: ask(question, assistant, history)


def folder_for(bench: Workbench, keys: Sequence[str], choice: Choice) -> tuple[Path, Manifest]:
    """The folder of a run: the newest one if it was stopped and asks the same, else a new one."""
    model = bench.assistant.refreshed().library.fingerprint
    manifest = manifest_now(
        bench.settings.corpus, bench.golden.sha256, model, keys, choice.as_options()
    )
    for folder in list_runs(bench.settings)[:1]:
        earlier = read_manifest(folder)
        if not earlier.is_finished and same_questions(earlier, manifest):
            return folder, earlier
    folder = runs_folder(bench.settings) / manifest.run
    folder.mkdir(parents=True, exist_ok=True)
    write_manifest(manifest, folder)
    return folder, manifest


def score(bench: Workbench, folder: Path, baseline: Path = BASELINE) -> Summary:
    """Judge a run's answers without asking again, and write all files that tell of it.

    Raises:
        Misuse: the folder is no run, or a case of it is no longer in the set.
    """
    manifest, cases = read_manifest(folder), bench.golden.cases
    outcomes = list(read_outcomes(folder / ANSWERS))
    gone = sorted({outcome.case for outcome in outcomes} - cases.keys())
    if gone:
        problem = f"{folder}: asked {gone[0]!r}, which is no longer in the golden set."
        raise Misuse(f"{problem} Run p4c eval again.")
    sources = replace(bench.sources, bodies=read_texts(folder))
    verdicts = [judge(outcome, cases[outcome.case], sources) for outcome in outcomes]
    lines = "".join(verdict.model_dump_json() + "\n" for verdict in verdicts)
    (folder / CASES).write_text(lines, encoding="utf-8")
    summary = summarise(manifest, verdicts, cases, bench.golden.stale)
    (folder / SUMMARY).write_text(summary.model_dump_json(indent=1) + "\n", encoding="utf-8")
    blessed = read_baseline(baseline)
    gate = gate_of(summary, verdicts, blessed)
    (folder / GATE).unlink(missing_ok=True)
    if gate:
        (folder / GATE).write_text(gate.model_dump_json(indent=1) + "\n", encoding="utf-8")
    write_exports(folder, summary, verdicts, cases, gate)
    before = blessed.summary if blessed else None
    write_report(folder, summary, gate, before, verdicts, sources.bodies)
    return summary


def gate_of(
    summary: Summary, verdicts: Sequence[Verdict], baseline: Baseline | None
) -> GateReport | None:
    """The gate's verdict on a run, or None if there is no baseline."""
    if baseline is None:
        return None
    return judge_run(summary, verdicts, baseline.summary, baseline.standing)
