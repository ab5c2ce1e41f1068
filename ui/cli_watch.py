"""A folder that people drop files into becomes lines of what was taken from it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import P4CError
from ui.cli_documents import print_problems, settings_now

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def watch(
    folder: Annotated[Path, typer.Argument(help="Folder that people drop files into.")],
    once: Annotated[bool, typer.Option("--once", help="Take what is there, and end.")] = False,
) -> None:
    """Take in every file that comes to a folder, as soon as it is whole."""
    from ingest import watching

    failed = False

    def take(paths: list[Path]) -> bool:
        nonlocal failed
        try:
            failed = not _take_dropped(folder, paths) or failed
        except P4CError as error:  # full disk, another writer: the files are tried again
            print(error, file=sys.stderr, flush=True)
            failed = True
            return once
        return True

    if not once:
        print(f"Watching {folder}. Ctrl-C ends it.", file=sys.stderr, flush=True)
    (watching.take_once if once else watching.watch)(folder, take)
    if failed:
        raise typer.Exit(1)


def _take_dropped(folder: Path, paths: list[Path]) -> bool:
    """Take in what lies in a watched folder; whether all of it could be read."""
    from assistant import intake_path
    from ingest.examining import Incoming
    from ingest.naming import told_apart
    from ingest.watching import files_below

    settings = settings_now()
    names = told_apart(files_below(folder))
    files = [Incoming(path, names.get(path, path.name)) for path in paths]
    examined = intake_path.examine(settings, files)
    print_problems(examined.problems)
    new = [each for each in examined.staged if not each.report.unchanged]
    try:
        report = intake_path.publish(settings, new, "watch") if new else None
    finally:
        intake_path.discard(new)
    for each in new:
        print(each.report.in_words(), flush=True)
    print_problems(report.problems if report else ())
    return not examined.problems
