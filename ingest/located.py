"""The records of ingest: a document, its located text, its passages."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict


@dataclass(frozen=True, slots=True)
class Document:
    """One original of the corpus, with what its sidecar says of it.

    `language` is an ISO 639-1 code, or "mul" where several languages stand in one document.
    """

    id: str
    path: Path
    title: str
    source: str
    date: str | None
    language: str
    sha256: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A named stretch of a document's text: page "3", or a section by its heading."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LocatedText:
    """The text of a document as ingested, and where its pages and sections lie.

    `body` is what every character span of passages, citations and catalogue points into.
    `pages` is empty for formats without pages; `unread` says in one line a page what was not read,
    `recognised` names the pages that were scans, `notes` holds what else staff should know.
    """

    document: str
    body: str
    pages: tuple[Place, ...]
    sections: tuple[Place, ...]
    unread: tuple[str, ...] = ()
    recognised: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


class Locator(BaseModel):
    """Where a quote stands: page (1-based) and section if there are any, and the exact span."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: int | None
    section: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, small enough to embed and to cite: `text == body[start:end]`, always.

    `id` comes from document, text version and span, so unchanged text keeps its id.
    `language` is the passage's own (ISO 639-1), never the document's.
    """

    id: str
    document: str
    text: str
    start: int
    end: int
    page: int | None
    section: str | None
    language: str

    @property
    def locator(self) -> Locator:
        """The passage's own place."""
        return Locator(page=self.page, section=self.section, start=self.start, end=self.end)
