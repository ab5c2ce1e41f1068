"""The answer object: the contract that pages, command line, evaluations and verifier all read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.located import Locator

Status = Literal["answered", "not_in_corpus", "out_of_scope", "clarify"]
Shape = Literal["lead", "item", "text", "cell"]
# A pipe that ends a cell, apart from one that is escaped already; what a backslash escapes stays.
PIPE = re.compile(r"(\\.)|\|", re.DOTALL)


class Citation(BaseModel):
    """A verbatim quote with its place; `marker` is the number that claims point to it with.

    `version` is that of the document: `p4c show DOCUMENT --version VERSION` prints the text that
    the place is one of, also when the document has changed since. Always given; empty only in
    answers that were written down before there were versions. `language` is the quote's own,
    whatever the answer's is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    marker: int
    document: str
    version: str = ""
    title: str
    language: str
    locator: Locator
    quote: str


class Claim(BaseModel):
    """One thing that the answer says: Markdown text, and the markers of what it rests on.

    A claim without markers states nothing about the subject (a heading, an offer, a silence).
    `shape` says how it is set: the leading sentence, an item of a list, a cell of a table, or
    running text. A cell names its row and its column, in Markdown: without one that was taken out,
    the others stay where they belong.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    markers: tuple[int, ...] = ()
    shape: Shape = "text"
    row: str = ""
    column: str = ""

    @property
    def by_itself(self) -> str:
        """What the claim says, also where it is read apart from its table."""
        return f"{self.column}, {self.row}: {self.text}" if self.shape == "cell" else self.text


class Timings(BaseModel):
    """Milliseconds spent in each hop; `total` includes what lies between them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    understand: float = 0
    retrieve: float = 0
    compose: float = 0
    total: float = 0


class Answer(BaseModel):
    """An answer, or an honest silence, in the reader's language.

    `practices` and `partners` are what the answer is about, best first; ids of the catalogue only.
    `not_stated` names the fields that were asked for and that nothing states.
    `claims` is the same as `answer`, piece by piece; `ranking` are all practices by how well they
    fit, best first; `confidence` (0 to 1) says how sure it is that the question was understood.
    These three stay out of the JSON contract.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str | None = None
    question: str
    language: str
    status: Status
    answer: str
    practices: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()
    not_stated: tuple[str, ...] = ()
    generator: str = "composed"
    timings_ms: Timings = Timings()
    claims: tuple[Claim, ...] = ()
    ranking: tuple[str, ...] = ()
    confidence: float = 1.0

    def contract_json(self, indent: int | None = None) -> str:
        """The object that `p4c ask --json` prints, as JSON text."""
        return self.model_dump_json(exclude={"claims", "ranking", "confidence"}, indent=indent)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in their places: names of columns, and rows with their names; None where nothing is."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Claim | None, ...]], ...]


def as_table(cells: Iterable[Claim]) -> Table:
    """Set cells into rows and columns, each in the order in which they first come up."""
    placed = {(cell.row, cell.column): cell for cell in cells}
    columns = tuple(dict.fromkeys(column for _, column in placed))
    rows = dict.fromkeys(row for row, _ in placed)
    return Table(columns, tuple((r, tuple(placed.get((r, c)) for c in columns)) for r in rows))


def as_markdown(claims: tuple[Claim, ...]) -> str:
    """Set claims as Markdown: paragraphs, lists and tables, each claim followed by its markers."""
    blocks: list[str] = []
    for shape, group in groupby(claims, key=lambda claim: claim.shape):
        match shape:
            case "cell":
                blocks.append(table_markdown(as_table(group)))
            case "item":
                blocks.append("\n".join(f"- {marked(claim)}" for claim in group))
            case _:
                blocks += [marked(claim) for claim in group]
    return "\n\n".join(blocks)


def marked(claim: Claim) -> str:
    """A claim and its [n] markers."""
    marks = "".join(f"[{marker}]" for marker in claim.markers)
    return f"{claim.text} {marks}" if marks else claim.text


def table_markdown(table: Table) -> str:
    """Set a table as Markdown."""
    lines = [("", *table.columns), ("---",) * (len(table.columns) + 1)]
    lines += [(name, *(marked(cell) if cell else "" for cell in row)) for name, row in table.rows]
    return "\n".join(f"| {' | '.join(in_a_cell(text) for text in line)} |" for line in lines)


def in_a_cell(text: str) -> str:
    """A text on one line, in which no pipe ends the cell that it stands in."""
    return PIPE.sub(lambda found: found[1] or "\\|", " ".join(text.split()))
