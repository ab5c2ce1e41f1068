"""Corpus, catalogue and language files become what answers are checked against."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.pofile import read_po

from assistant.catalogue import Catalogue, Evidence
from assistant.catalogue_spans import evidence_in
from assistant.lexicon import Lexicon, Words
from assistant.phrases import LOCALES
from evals.likeness import folded
from ingest.languages import LANGUAGES

WORD = re.compile(r"\w+(?:['’\-&+]\w+)*")


@dataclass
class Sources:
    """What no answer may go beyond: the documents' texts, the records, the words of a language."""

    catalogue: Catalogue
    bodies: Mapping[str, str]
    lexicon: Lexicon
    _known: dict[str, frozenset[str]] = field(init=False, default_factory=dict[str, frozenset[str]])

    def evidence_of(self, record: str) -> tuple[Evidence, ...]:
        """Every quote that a practice's, partner's or method record rests on; none if unknown."""
        found = (
            self.catalogue.practices.get(record)
            or self.catalogue.partners.get(record)
            or self.catalogue.method.get(record)
            or {p.id: p for r in self.catalogue.method.values() for p in r.points}.get(record)
        )
        return tuple(evidence for _, evidence in evidence_in(found)) if found else ()

    def known_words(self, language: str) -> frozenset[str]:
        """Every word, folded, that an answer in a language may use without inventing a name."""
        if language not in self._known:
            texts = [*self.bodies.values(), *texts_of(self.lexicon.of(language))]
            texts += texts_of(self.lexicon.of("en"))
            texts += phrases_in(language)
            texts += [name for each in LANGUAGES.values() for name in (each.endonym, each.english)]
            self._known[language] = frozenset(words_in("\n".join(texts)))
        return self._known[language]


def words_in(text: str) -> Iterator[str]:
    """The words of a text, folded, and the parts of those that a hyphen or the like joins."""
    for word in WORD.findall(text):
        yield folded(word)
        yield from folded(re.sub(r"\W", " ", word)).split()


def texts_of(words: Words) -> Iterator[str]:
    """All that a language's files say of practices, partners and method."""
    for practice in words.practices.values():
        yield from (practice.name, *practice.aliases, practice.gloss)
    for partner in words.partners.values():
        yield from (*partner.aliases, partner.place, *partner.place_aliases, partner.plan)
    yield from words.method.values()
    yield from words.differences.values()


def phrases_in(language: str) -> Iterator[str]:
    """The assistant's own phrases in a language, and in English as they stand in the code."""
    template = LOCALES / "p4c.pot"
    for path in (template, LOCALES / f"{language}.po"):
        if path.exists():
            yield from messages(path)


def messages(path: Path) -> Iterator[str]:
    """Every phrase of a gettext file, as it is and translated."""
    with path.open("rb") as file:
        for message in read_po(file):
            for text in (message.id, message.string):
                yield from (text,) if isinstance(text, str) else text or ()
