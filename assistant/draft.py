"""Claims and the quotes under them are collected, numbered and set as an answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from assistant.answer import Answer, Citation, Claim, Shape, Status, as_markdown
from assistant.catalogue import Catalogue, Evidence
from assistant.lexicon import Words
from assistant.phrases import Phrases
from ingest.located import Locator


class Sources(Protocol):
    """What a citation needs to know of the documents."""

    def title(self, document: str) -> str:
        """The title of a document."""
        ...

    def version(self, document: str) -> str:
        """The version of a document."""
        ...

    def body(self, document: str) -> str:
        """The text of a document as ingested."""
        ...

    def locator(self, document: str, start: int, end: int) -> Locator:
        """Page, section and span of a stretch of a document's text."""
        ...


@dataclass
class Draft:
    """An answer being written: every claim brings its evidence, every quote gets one number."""

    phrases: Phrases
    words: Words
    catalogue: Catalogue
    sources: Sources
    claims: list[Claim] = field(default_factory=list[Claim])
    citations: list[Citation] = field(default_factory=list[Citation])
    caveats: list[str] = field(default_factory=list[str])
    practices: list[str] = field(default_factory=list[str])
    partners: list[str] = field(default_factory=list[str])
    introduced: set[str] = field(default_factory=set[str])

    def say(self, text: str, evidence: Iterable[Evidence] = (), shape: Shape = "text") -> None:
        """Add a claim with the quotes that it rests on."""
        self.claims.append(Claim(text=text, markers=self.cited(evidence), shape=shape))

    def fill(self, row: str, column: str, text: str, evidence: Iterable[Evidence] = ()) -> None:
        """Add a claim that is a cell of a table, with the quotes that it rests on."""
        markers = self.cited(evidence)
        self.claims.append(Claim(text=text, markers=markers, shape="cell", row=row, column=column))

    def cited(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """The markers of quotes, each once."""
        return tuple(dict.fromkeys(self.cite(quote) for quote in evidence))

    def cite(self, evidence: Evidence) -> int:
        """The marker of a quote; one that lies within a quote already shown takes its number."""
        for citation in self.citations:
            place = citation.locator
            within = place.start <= evidence.start and evidence.end <= place.end
            if citation.document == evidence.document and within:
                return citation.marker
        citation = Citation(
            marker=len(self.citations) + 1,
            document=evidence.document,
            version=self.sources.version(evidence.document),
            title=self.sources.title(evidence.document),
            language=evidence.language,
            locator=self.sources.locator(evidence.document, evidence.start, evidence.end),
            quote=evidence.quote,
        )
        self.citations.append(citation)
        return citation.marker

    def caveat(self, text: str) -> None:
        """Add a caveat, once."""
        if text not in self.caveats:
            self.caveats.append(text)

    def about(self, practices: Iterable[str] = (), partners: Iterable[str] = ()) -> None:
        """Note what the answer is about, best first, each id once."""
        self.practices += [p for p in practices if p not in self.practices]
        self.partners += [p for p in partners if p not in self.partners]

    def practice(self, practice_id: str) -> str:
        """A practice's title in bold; at its first mention with its name in the language."""
        title = self.catalogue.practice(practice_id).title.values[0]
        local = self.words.practices[practice_id].name
        if self.phrases.language == "en":
            title, local = local, local
        if practice_id in self.introduced or local.casefold() == title.casefold():
            return f"**{title}**"
        self.introduced.add(practice_id)
        return f"**{title}** ({local})"

    def partner(self, partner_id: str) -> str:
        """A partner's name in bold; a partner with no organisation goes by its country's name."""
        partner = self.catalogue.partner(partner_id)
        named = partner.facts.organisation.is_stated
        return f"**{partner.name.values[0] if named else self.words.partners[partner_id].place}**"

    def plan(self, partner_id: str) -> str:
        """A partner's whole plan in the reader's language."""
        return self.gloss(self.words.partners[partner_id].plan)

    def halves(self, partner_id: str) -> list[Evidence]:
        """A partner's text in each of its languages, as one quote each."""
        return [
            Evidence(
                document=half.document,
                start=half.start,
                end=half.end,
                language=half.language,
                quote=self.sources.body(half.document)[half.start : half.end],
            )
            for half in self.catalogue.partner(partner_id).halves
        ]

    def gloss(self, text: str) -> str:
        """A translation of what the documents say, marked as one (English needs no mark)."""
        if self.phrases.language == "en":
            return text
        mark = self.phrases("translation")
        return f"{text} *({mark})*"

    def finish(
        self, question: str, status: Status = "answered", not_stated: Iterable[str] = ()
    ) -> Answer:
        """The answer as it now stands."""
        claims = tuple(self.claims)
        return Answer(
            question=question,
            language=self.phrases.language,
            status=status,
            answer=as_markdown(claims),
            practices=tuple(self.practices),
            partners=tuple(self.partners),
            citations=tuple(self.citations),
            caveats=tuple(self.caveats),
            not_stated=tuple(dict.fromkeys(not_stated)),
            claims=claims,
        )
