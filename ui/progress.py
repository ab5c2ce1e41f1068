"""Stages of a sync become a progress bar on standard error."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

STAGES = {
    "copy": "Copying files",
    "read": "Reading documents",
    "split": "Cutting into passages",
    "passages": "Looking at passages",
    "embed": "Embedding passages",
    "build": "Building the index",
    "learn": "Learning from examples",
}


@contextmanager
def progress_on_stderr() -> Generator[Callable[[str, int, int], None]]:
    """Show a bar for each stage that is told of; nothing where stderr is no terminal."""
    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks = {stage: bars.add_task(name, visible=False) for stage, name in STAGES.items()}

        def show(stage: str, done: int, total: int) -> None:
            if total:
                bars.update(tasks[stage], completed=done, total=total, visible=True)

        yield show
