"""The answer object: the contract that pages, command line, evaluations and verifier all read."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.located import Locator

Status = Literal["answered", "not_in_corpus", "out_of_scope", "clarify"]
Shape = Literal["lead", "item", "text"]


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
    `shape` says how it is set: the leading sentence, an item of a list, or running text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    markers: tuple[int, ...] = ()
    shape: Shape = "text"


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


def as_markdown(claims: tuple[Claim, ...]) -> str:
    """Set claims as Markdown: paragraphs and lists, each claim followed by its [n] markers."""
    lines: list[str] = []
    previous: Shape | None = None
    for claim in claims:
        if lines and not (claim.shape == previous == "item"):
            lines.append("")
        marks = "".join(f"[{marker}]" for marker in claim.markers)
        text = f"{claim.text} {marks}" if marks else claim.text
        lines.append(f"- {text}" if claim.shape == "item" else text)
        previous = claim.shape
    return "\n".join(lines)
