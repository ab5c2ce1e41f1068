"""What was understood becomes evidence: catalogue records, and sentences that can be quoted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.search import Hit

from assistant.catalogue import Catalogue, Evidence, Partner, Practice
from assistant.learned import Array
from assistant.understand import FIELDS, Understanding
from ingest.located import Locator
from ingest.sentences import sentence_spans

# A further practice is named beside the best if it scores at least this share of it.
RIVAL_SHARE = 0.6
MAX_RIVALS = 3


class Library(Protocol):
    """The documents as one generation of the index holds them."""

    def search(self, vector: Array, question: str, k: int, language: str | None) -> list[Hit]:
        """The k passages nearest to a question, best first."""
        ...

    def title(self, document: str) -> str:
        """The title of a document."""
        ...

    def locator(self, document: str, start: int, end: int) -> Locator:
        """Page, section and span of a stretch of a document's text."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence for one question.

    `practices` and `partners` are records, best first. `quotes` are sentences of passages, best
    first; `is_ours` tells whether they are offered as the nearest (the catalogue has the answer,
    or its silence) or are themselves the answer.
    """

    practices: tuple[Practice, ...] = ()
    partners: tuple[Partner, ...] = ()
    quotes: tuple[Evidence, ...] = ()
    is_ours: bool = True


def gather(understood: Understanding, catalogue: Catalogue, library: Library) -> Found:
    """Fetch the records that a question is about, or passages where it names none."""
    practices = tuple(catalogue.practice(p) for p in chosen_practices(understood))
    partners = tuple(catalogue.partner(p) for p in understood.partners)
    if understood.kind in {"partner"} and not partners:
        partners = tuple(catalogue.partner(p) for p in understood.places)
    quotes: tuple[Evidence, ...] = ()
    if understood.kind in FIELDS and not practices and not partners:
        hits = library.search(understood.vector, understood.question, 3, understood.asked_in)
        quotes = tuple(quote_of(hit) for hit in hits[:1])
    return Found(practices, partners, quotes)


def chosen_practices(understood: Understanding) -> Sequence[str]:
    """The practices named, or else those that fit what was told."""
    if understood.practices:
        return understood.practices
    if understood.kind in {"need", "practice", "testers", "compare", "vague"}:
        best = understood.needs[0][1]
        near = [p for p, score in understood.needs[:MAX_RIVALS] if score >= RIVAL_SHARE * best]
        return near if understood.kind in {"need", "vague"} else near[:1]
    return ()


def quote_of(hit: Hit) -> Evidence:
    """The first sentence of a passage, as a quote."""
    passage = hit.passage
    start, end = next(iter(sentence_spans(passage.text, passage.language)), (0, len(passage.text)))
    return Evidence(
        document=passage.document,
        start=passage.start + start,
        end=passage.start + end,
        language=passage.language,
        quote=passage.text[start:end],
    )
