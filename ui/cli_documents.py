"""Commands on documents become changes, and what is known of them becomes lines."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import Misuse

if TYPE_CHECKING:
    from assistant.intake_path import Examined
    from assistant.settings import Settings
    from index.sync import SyncReport
    from ingest.examining import Incoming

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class _How:
    """How files are taken in, as the options say."""

    yes: bool
    preview: bool
    as_json: bool


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
DocumentId = Annotated[str, typer.Argument(help="Id of a document: see p4c docs.")]
Yes = Annotated[bool, typer.Option("--yes", help="Take them in without asking.")]
Preview = Annotated[bool, typer.Option("--preview", help="Print each passage as it is read.")]
Title = Annotated[str | None, typer.Option(help="Title of the document.")]


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    yes: Yes = False,
    title: Title = None,
    preview: Preview = False,
    as_json: AsJson = False,
) -> None:
    """Report what files would become; then take them in, and answer from them."""
    from ingest.examining import Incoming
    from ingest.naming import told_apart
    from ingest.watching import files_below, links_below

    paths = [each for path in files for each in (files_below(path) if path.is_dir() else [path])]
    for folder in filter(Path.is_dir, files):
        if links := len(links_below(folder)):
            print(f"{folder}: {links} link(s) left out. Add the files themselves.", file=sys.stderr)
    if not paths:
        raise Misuse("add: there are no files in it. Name a file, or another folder.")
    if title and len(paths) != 1:
        raise Misuse("add: --title is for one file.")
    names = told_apart(paths)
    _take_in([Incoming(path, names[path], title) for path in paths], _How(yes, preview, as_json))


@app.command()
def replace(
    document: DocumentId,
    file: Annotated[Path, typer.Argument(help="The new version; its name does not matter.")],
    yes: Yes = False,
    title: Title = None,
    preview: Preview = False,
    as_json: AsJson = False,
) -> None:
    """Let a file be the new version of a document, whatever its name; the old one is kept."""
    from ingest.examining import Incoming

    _take_in([Incoming(file, file.name, title, document)], _How(yes, preview, as_json))


@app.command()
def remove(document: DocumentId, as_json: AsJson = False) -> None:
    """Take a document out; its original can be restored for 30 days."""
    from assistant import intake_path
    from ui.progress import progress_on_stderr

    with progress_on_stderr() as progress:
        report = intake_path.remove(settings_now(), document, _who(), progress)
    finish(report, as_json)


@app.command()
def restore(
    document: DocumentId,
    version: Annotated[str | None, typer.Option(help="Which: see p4c history.")] = None,
    as_json: AsJson = False,
) -> None:
    """Bring back a document that was removed, or its version before."""
    from assistant import intake_path
    from ui.progress import progress_on_stderr

    with progress_on_stderr() as progress:
        report = intake_path.restore(settings_now(), document, _who(), version, progress)
    finish(report, as_json)


@app.command()
def undo(document: DocumentId, as_json: AsJson = False) -> None:
    """Take back the last change of a document; undone twice, it is done again."""
    from assistant import intake_path
    from ui.progress import progress_on_stderr

    with progress_on_stderr() as progress:
        report = intake_path.undo(settings_now(), document, _who(), progress)
    finish(report, as_json)


@app.command()
def retitle(
    document: DocumentId,
    title: Annotated[str, typer.Argument(help="What it is called from now on.")],
    as_json: AsJson = False,
) -> None:
    """Correct the title of a document, which citations show."""
    from assistant import intake_path
    from ingest.documents import tidy_title
    from ui.progress import progress_on_stderr

    if not tidy_title(title):
        raise Misuse("retitle: the title is empty. Give the words that citations are to show.")
    with progress_on_stderr() as progress:
        report = intake_path.retitle(settings_now(), document, title, _who(), progress)
    finish(report, as_json)


@app.command()
def history(
    document: Annotated[str | None, typer.Argument(help="Id of a document; all if none.")] = None,
    as_json: AsJson = False,
) -> None:
    """List who did what to the documents, and when."""
    from rich.console import Console
    from rich.table import Table

    from assistant import intake_path

    changes = intake_path.history(settings_now(), document)
    if as_json:
        print(json.dumps([c.model_dump(mode="json") for c in changes], ensure_ascii=False))
        return
    table = Table("when", "who", "what", "document", "version", "before")
    for each in changes:
        when = each.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        table.add_row(
            when, each.who, each.act, each.document, each.version or "–", each.before or "–"
        )
    Console(width=None if sys.stdout.isatty() else 120).print(table)


@app.command()
def docs(as_json: AsJson = False) -> None:
    """List the documents that answers come from."""
    from rich.console import Console
    from rich.table import Table

    from ingest.documents import list_documents

    listing = list_documents(settings_now().corpus)
    if as_json:
        print(
            json.dumps(
                [
                    {"id": d.id, "title": d.title, "language": d.language, "sha256": d.sha256}
                    for d in listing.documents
                ],
                ensure_ascii=False,
            )
        )
    else:
        table = Table("id", "title", "language", "file")
        for document in listing.documents:
            table.add_row(document.id, document.title, document.language, document.path.name)
        Console(width=None if sys.stdout.isatty() else 120).print(table)
    _tell(tuple(str(problem) for problem in listing.problems))


@app.command()
def show(
    document: DocumentId,
    version: Annotated[
        str | None, typer.Option(help="The version that an answer cites; else the current one.")
    ] = None,
) -> None:
    """Print a document's text as ingested: what every citation's span points into."""
    from assistant.intake_path import text_of

    sys.stdout.write(text_of(settings_now(), document, version))


def finish(report: "SyncReport", as_json: bool) -> None:
    """Print what a sync did; exit code 1 if a document could not be read."""
    print(report.model_dump_json() if as_json else report.in_words())
    _tell(report.problems)


def _take_in(files: "list[Incoming]", how: "_How") -> None:
    """Examine, report, ask, publish."""
    from assistant import intake_path
    from ui.progress import progress_on_stderr

    settings = settings_now()
    with progress_on_stderr() as progress:
        examined = intake_path.examine(settings, files, progress)
    try:
        if not how.as_json:
            _tell_reports(examined, how.preview)
        print_problems(examined.problems)
        staged, asked = examined.staged, not how.yes
        if staged and asked:
            typer.confirm(f"Take {len(staged)} file(s) into the corpus?", abort=True, err=True)
        with progress_on_stderr() as progress:
            report = intake_path.publish(settings, staged, _who(), progress, as_reported=asked)
    finally:
        intake_path.discard(examined.staged)
    if how.as_json:
        reports = [each.report.model_dump(mode="json") for each in examined.staged]
        record = {"files": reports, "problems": examined.problems, "sync": report.model_dump()}
        print(json.dumps(record, ensure_ascii=False))
    else:
        print(report.in_words())
    _tell(report.problems)
    if examined.problems:
        raise typer.Exit(1)


def _tell_reports(examined: "Examined", preview: bool) -> None:
    """Print what each file would become, and what staff should look at."""
    for each in examined.staged:
        report = each.report
        print(report.in_words())
        for line in report.remarks():
            print(f"  {line}")
        for passage in report.passages if preview else ():
            place = f"page {passage.page}, " if passage.page else ""
            doubt = f", or {passage.second_opinion}?" if passage.disagree else ""
            print(f"  [{place}{passage.start}-{passage.end}, {passage.language}{doubt}]")
            print(f"  {passage.text}")


def _tell(problems: tuple[str, ...]) -> None:
    """Print problems on stderr; exit code 1 if there are any."""
    print_problems(problems)
    if problems:
        raise typer.Exit(1)


def print_problems(problems: tuple[str, ...]) -> None:
    """Print a line for each on stderr."""
    for problem in problems:
        print(problem, file=sys.stderr, flush=True)


def _who() -> str:
    from assistant.intake_path import user_of_the_machine

    return user_of_the_machine()


def settings_now() -> "Settings":
    """Read the settings as they are now."""
    from assistant.settings import read_settings

    return read_settings()
