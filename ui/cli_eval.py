"""`p4c eval …` becomes runs of the golden set, their figures, and the gate's exit code."""

import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from ingest.errors import Misuse
from ingest.languages import LANGUAGES

if TYPE_CHECKING:
    from evals.standing import Standing
    from evals.summary import Summary
    from evals.workbench import Workbench

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Ask the golden questions, and see what improved or broke.",
)

Langs = Annotated[
    list[str] | None, typer.Option("--lang", help="Ask in this language only (may be repeated).")
]
Types = Annotated[
    list[str] | None, typer.Option("--type", help="Ask this type of case only (may be repeated).")
]
RunPath = Annotated[
    Path | None, typer.Argument(help="A run's folder or name; by default the newest.")
]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", help="Folder of the baseline to use instead.")
]
Golden = Annotated[
    Path | None, typer.Option("--golden", help="Folder of the golden set to use instead.")
]


@app.callback(invoke_without_command=True)
def evaluate(
    context: typer.Context,
    lang: Langs = None,
    type_: Types = None,
    plain: Annotated[bool, typer.Option("--plain", help="Leave out typos and the like.")] = False,
    workers: Annotated[int, typer.Option(help="Threads that ask.", min=1, max=64)] = 2,
    golden: Golden = None,
) -> None:
    """Ask the golden questions; a run that was stopped goes on."""
    if context.invoked_subcommand is not None:
        return
    from evals.variants import ALL_VARIANTS
    from evals.workbench import Choice
    from evals.workbench import evaluate as evaluate_all

    choice = Choice(
        languages=checked("--lang", lang, LANGUAGES),
        types=checked("--type", type_, case_types()),  # pyright: ignore[reportArgumentType]
        variants=() if plain else ALL_VARIANTS,
    )
    bench = opened(golden)
    with progress_on_stderr() as progress:
        folder = evaluate_all(bench, choice, progress, workers)
    tell(folder)


@app.command()
def score(run: RunPath = None, golden: Golden = None) -> None:
    """Judge a run's answers again, without asking again."""
    from evals.workbench import score as score_run

    folder = found_run(run)
    score_run(opened(golden), folder)
    tell(folder)


@app.command()
def runs() -> None:
    """List the runs, newest first."""
    from assistant.settings import read_settings
    from evals.workbench import list_runs

    for folder in list_runs(read_settings()):
        print(folder)


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="A run, or 'baseline'.")],
    new: Annotated[Path, typer.Argument(help="A later run.")],
) -> None:
    """Tell what changed between two runs, on the questions asked in both."""
    from evals.comparing import change_of, flips, only_of, paired
    from evals.exports import change_line, flip_line
    from evals.standing import KEPT

    pairs = paired(standing_at(old), standing_at(new))
    if not pairs:
        raise Misuse(f"compare: {old} and {new} have no question in common. Name other runs.")
    plain = only_of(pairs, lambda one: not one.variant)
    print(f"{len(pairs)} questions asked in both.")
    for metric in KEPT:
        change = change_of(plain, metric)
        if change:
            print(change_line(change))
    for flip in flips(pairs):
        print(flip_line(flip))


@app.command()
def gate(run: RunPath = None, baseline: Baseline = None) -> None:
    """Hold a run against the baseline: exit code 0 passed, 1 failed, 2 cannot be judged."""
    from evals.baseline import BASELINE, read_baseline
    from evals.exports import gate_lines
    from evals.gating import judge_run
    from evals.outcomes import read_verdicts
    from evals.summary import read_summary

    folder = found_run(run)
    blessed = read_baseline(baseline or BASELINE)
    if blessed is None:
        raise Misuse("gate: there is no baseline yet. Accept a run with p4c eval bless RUN.")
    verdicts = list(read_verdicts(folder / "cases.jsonl"))
    report = judge_run(read_summary(folder), verdicts, blessed.summary, blessed.standing)
    print("\n".join(gate_lines(report)))
    if not report.has_passed:
        raise typer.Exit(1)


@app.command()
def bless(
    run: Annotated[Path, typer.Argument(help="A run's folder or name.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is accepted.")] = "",
    baseline: Baseline = None,
) -> None:
    """Make a run the baseline that later ones are held against."""
    from evals.baseline import BASELINE
    from evals.baseline import bless as accept

    told = accept(found_run(run), reason, baseline or BASELINE)
    print(f"The baseline is now {told.run}.")


@app.command()
def add(
    question: Annotated[str, typer.Argument(help="The question to keep as a case.")],
    type_: Annotated[str, typer.Option("--type", help="Type of the case.")] = "lookup",
    history: Annotated[
        list[str] | None, typer.Option("--after", help="An earlier question (may be repeated).")
    ] = None,
    golden: Golden = None,
) -> None:
    """Ask a question, and keep it with what was answered as a case."""
    from assistant.ask import ask
    from evals.adding import Expected, add_case, case_from
    from evals.golden_set import GOLDEN
    from ui.terminal import show_answer

    (kind,) = checked("--type", [type_], case_types())
    bench = opened(golden)
    answer = ask(question, bench.assistant, history or ())
    show_answer(answer)
    case = case_from(answer, history or (), Expected(kind), bench.golden.cases)  # pyright: ignore[reportArgumentType]
    path = add_case(case, golden or GOLDEN)
    print(f"{path}: {case.id} added. Check what it demands before you rely on it.")


@app.command()
def figures(
    run: Annotated[
        Path | None, typer.Argument(help="A run's folder or name; by default the baseline.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Print the figures by language, as a Markdown table."""
    from evals.exports import language_table

    summary = summary_at(run)
    print(summary.model_dump_json() if as_json else "\n".join(language_table(summary)))


@app.command()
def judge(
    run: RunPath = None,
    lang: Langs = None,
    workers: Annotated[int, typer.Option(help="Claims asked at a time.", min=1, max=64)] = 2,
) -> None:
    """Have a model say whether quotes support claims; absent unless P4C_JUDGE_URL is set."""
    from assistant.settings import read_settings
    from evals.hand_labels import read_labels
    from evals.model_endpoint import open_model
    from evals.model_judge import judge_claims
    from evals.model_summary import judge_lines

    model, languages = open_model(read_settings()), checked("--lang", lang, LANGUAGES)
    with progress_on_stderr() as progress:
        told = judge_claims(found_run(run), model, read_labels(), languages, progress, workers)
    print("\n".join(judge_lines(told)))


def summary_at(run: Path | None) -> "Summary":
    """The summary of a run, or the baseline's."""
    from evals.baseline import BASELINE
    from evals.summary import read_summary

    return read_summary(BASELINE if run is None else found_run(run))


def checked(option: str, given: list[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    """The values of an option, each once.

    Raises:
        Misuse: one is none of those known.
    """
    known = list(known)
    for value in given or ():
        if value not in known:
            raise Misuse(f"{option} {value!r}: is none of {' '.join(known)}. Choose one of them.")
    return tuple(dict.fromkeys(given or ()))


def case_types() -> tuple[str, ...]:
    """The types that cases can have."""
    from evals.cases import CaseType

    return get_args(CaseType)


def opened(golden: Path | None) -> "Workbench":
    """The assistant and the golden set; an index that is missing is built first."""
    from assistant.settings import read_settings
    from evals.golden_set import GOLDEN
    from evals.workbench import open_workbench

    return open_workbench(
        read_settings(), golden or GOLDEN, lambda line: print(line, file=sys.stderr, flush=True)
    )


def found_run(run: Path | None) -> Path:
    """The folder of a run, by its path or its name; the newest if none is given.

    Raises:
        Misuse: there is none.
    """
    from assistant.settings import read_settings
    from evals.workbench import list_runs, runs_folder

    settings = read_settings()
    if run is None:
        found = list_runs(settings)
        if not found:
            raise Misuse(f"{runs_folder(settings)}: holds no runs. Make one with p4c eval.")
        return found[0]
    for folder in (run, runs_folder(settings) / run):
        if (folder / "manifest.json").is_file():
            return folder
    raise Misuse(f"{run}: is no run. See p4c eval runs.")


def standing_at(run: Path) -> "list[Standing]":
    """What runs are compared by, of a run or of the baseline."""
    from evals.baseline import BASELINE, STANDING
    from evals.outcomes import read_verdicts
    from evals.standing import read_standing, standing_of

    if str(run) == "baseline":
        return read_standing(BASELINE / STANDING)
    return standing_of(read_verdicts(found_run(run) / "cases.jsonl"))


def tell(folder: Path) -> None:
    """Say what came of a run, and where it is."""
    print((folder / "summary.md").read_text(encoding="utf-8"))
    print(f"Report: {folder / 'report.html'}")


@contextmanager
def progress_on_stderr() -> Generator[Callable[[int, int], None]]:
    """Show a bar of the questions asked; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(file=sys.stderr)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task("questions", total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
