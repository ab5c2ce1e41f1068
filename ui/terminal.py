"""An answer becomes lines for a person at a terminal."""

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding

if TYPE_CHECKING:
    from assistant.answer import Answer


def show_answer(answer: "Answer") -> None:
    """Print an answer for a person at a terminal: words, caveats, sources."""
    console = Console(width=None if sys.stdout.isatty() else 100)
    console.print(Markdown(answer.answer))
    for caveat in answer.caveats:
        console.print(Padding(Markdown(f"*{caveat}*"), (1, 0, 0, 0)))
    if answer.citations:
        console.print()
    for citation in answer.citations:
        place = citation.locator
        where = ", ".join(
            part
            for part in (
                citation.title,
                f"p. {place.page}" if place.page else None,
                place.section,
                f"{place.start}–{place.end}",
                citation.language,
            )
            if part
        )
        console.print(f"[{citation.marker}] {where}", markup=False, highlight=False)
        console.print(Padding(f"“{citation.quote}”", (0, 0, 0, 4)), markup=False, highlight=False)
