"""What was read of a file becomes a report that staff see before it is published."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, WrapValidator

from ingest.wording import kept

Said = Annotated[str, WrapValidator(kept)]

MOST_POOR_PAGES = 10


class PassagePreview(BaseModel):
    """A passage as it would be searched, `text == body[start:end]`, and what languages it shows.

    `language` is what its surroundings and the first detector say, `second_opinion` what the
    second detector does (None where it cannot tell); staff look where they `disagree`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    page: int | None
    section: str | None
    text: str
    language: str
    second_opinion: str | None
    disagree: bool


class NearDuplicate(BaseModel):
    """A document that holds much of the new text: `share` of its runs of words, 0 to 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    title: str
    share: float


class IntakeReport(BaseModel):
    """What a file would become. `unchanged`: the corpus has it already, as `document`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: str = Field(description="Under which it waits; empty where nothing does.")
    name: str = Field(description="As it was given, printable.")
    document: str = Field(description="The id that it has or will have.")
    stored_as: str = Field(description="The file name in corpus/documents.")
    title: str
    version: str
    sha256: str
    kind: str = Field(description="What it is by its content: pdf, docx, …")
    bytes: int
    language: str = Field(description="ISO 639-1, or mul where it holds several.")
    examined_at: AwareDatetime
    pages: int = Field(default=0, description="0 for formats without pages.")
    passages: tuple[PassagePreview, ...] = ()
    languages: dict[str, int] = Field(default_factory=dict, description="Passages by language.")
    disagreements: int = Field(default=0, description="Passages whose language is disputed.")
    poor_pages: tuple[Said, ...] = Field(default=(), description="A line a page that is unread.")
    recognised: tuple[int, ...] = Field(default=(), description="Pages read by OCR.")
    near_duplicates: tuple[NearDuplicate, ...] = ()
    replaces: str | None = Field(default=None, description="The version that it would replace.")
    unchanged: bool = False
    notes: tuple[Said, ...] = ()

    def in_words(self) -> str:
        """One line for a person."""
        if self.unchanged:
            return f"{self.name}: unchanged, as {self.document}."
        languages = ", ".join(f"{count} {code}" for code, count in self.languages.items())
        pages = f"{self.pages} pages, " if self.pages else ""
        act = f"replaces version {self.replaces} of" if self.replaces else "becomes"
        read = f"{pages}{len(self.passages)} passages ({languages})"
        return f"{self.name}: {act} {self.document}; {read}."

    def remarks(self) -> tuple[str, ...]:
        """A line each for what staff should look at before they publish it."""
        likenesses = (
            f"{each.share:.0%} of it stands in {each.document} ({each.title}) already."
            for each in self.near_duplicates
        )
        disputed = f"Language in doubt: {self.disagreements} passages. Look at them."
        pages = ", ".join(map(str, self.recognised))
        more = len(self.poor_pages) - MOST_POOR_PAGES
        return (
            *self.poor_pages[:MOST_POOR_PAGES],
            *([f"{more} more pages like these; --json names them all."] if more > 0 else []),
            *([f"Read by text recognition: page {pages}."] if pages else []),
            *([disputed] if self.disagreements else []),
            *likenesses,
            *self.notes,
        )
