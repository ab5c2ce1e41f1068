"""Claims labelled by hand become what a model that judges is held against."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from evals.cases import Frozen, read_record
from evals.model_votes import CitedClaim
from ingest.errors import Misuse

# In a folder of its own: every golden/*.jsonl is read as cases.
LABELS = Path(__file__).parent / "golden" / "labels" / "labels.jsonl"
MACHINE = "machine"


class HandLabel(Frozen):
    """A claim, the quotes that it is said to rest on, and whether they support it.

    `by` says who decided: initials of a person, or "machine" where no person did. `note` says
    what is wrong with a claim that is not supported.
    """

    text: Annotated[str, Field(min_length=1)]
    before: str = ""
    language: str
    quotes: tuple[str, ...]
    supported: bool
    by: Annotated[str, Field(min_length=1)]
    note: str = ""

    @property
    def claim(self) -> CitedClaim:
        """The claim without its label, as a model is shown it."""
        return CitedClaim(
            text=self.text, before=self.before, language=self.language, quotes=self.quotes
        )


def read_labels(path: Path = LABELS) -> tuple[HandLabel, ...]:
    """Read hand labels, in the order of their lines.

    Raises:
        Misuse: the file cannot be read, or a line is no label.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{path}: cannot be read ({error}). Restore it.") from error
    labels: list[HandLabel] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            labels.append(read_record(HandLabel, line, f"{path}, line {number}"))
    return tuple(labels)
