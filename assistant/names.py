"""A question's words become the practices, partners and places that it names, in any language."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from assistant.spelling import (
    BEGINNING,
    ENDING,
    LONG,
    WORD,
    Word,
    fold,
    fold_word,
    is_acronym,
    same_word,
)

Sort = Literal["practice", "partner", "place", "project"]

# What stands for a name in a question before it is embedded.
MASKS = {"practice": "X", "other": "Y", "partner": "Z", "project": "W", "place": "V"}
# Words this short ("of", "za", "και") tell no name unless the alias has nothing else.
SHORT = 3
# So many words of questions are remembered; a day's questions hold some thousands.
MAX_SEEN = 50_000
# "Kako Stuttgart testira stalne urede?" may be read as Slovenian, and names a practice in Croatian.
NEAR_RELATIVES = {"sl": "hr", "hr": "sl", "cs": "sk", "sk": "cs", "da": "sv", "sv": "da"}
# A name may stretch over this many foreign words ("the office, a permanent one").
GAP = 2


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name a practice or partner (or a partner's country) in one language."""

    id: str
    sort: Sort
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a question: what it names, and the words [first, last] it takes up.

    `start` and `end` are the characters of those words in the NFC text.
    `weight` counts matched letters: of two names on the same words the heavier one stands.
    """

    id: str
    sort: Sort
    first: int
    last: int
    weight: float
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """Where a word stands in the aliases: which alias, which of its words, whether of a place."""

    alias: int
    place: int
    of_place: bool


@dataclass
class NameIndex:
    """All aliases; `named` are the words in them, `known_by` their numbers by what tells them."""

    aliases: list[Alias] = field(default_factory=list[Alias])
    parts: list[list[Word]] = field(default_factory=list[list[Word]])
    named: list[tuple[Word, list[Use]]] = field(default_factory=list[tuple[Word, list[Use]]])
    known_by: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    # Words of questions seen before: most words of a question are in every other one too.
    seen: dict[Word, tuple[tuple[Use, float], ...]] = field(
        default_factory=dict[Word, tuple[tuple[Use, float], ...]]
    )

    @classmethod
    def of(cls, aliases: Iterable[Alias]) -> "NameIndex":
        """Index aliases; the same name in several languages is kept once a language."""
        index = cls()
        uses: dict[Word, list[Use]] = defaultdict(list)
        for alias in dict.fromkeys(aliases):
            if not (parts := telling_words(alias.text)):
                continue
            number = len(index.aliases)
            index.aliases.append(alias)
            index.parts.append(parts)
            for place, part in enumerate(parts):
                # Only of an acronym does it matter how it is written.
                word = part if is_acronym(part.written) else Word(part.folded, part.folded)
                uses[word].append(Use(number, place, alias.sort == "place"))
        index.named = list(uses.items())
        for number, word in enumerate(uses):
            for key in keys_of(word):
                index.known_by.setdefault(key, []).append(number)
        return index

    @cached_property
    def titles(self) -> "NameIndex":
        """The names that show no language: titles as in the documents, partners, the project."""
        english = {fold(alias.text) for alias in self.aliases if alias.language == "en"}
        return NameIndex.of(
            alias
            for alias in self.aliases
            if alias.sort in {"partner", "project"}
            or (alias.sort == "practice" and fold(alias.text) in english)
        )

    def find(self, question: str, language: str | None) -> list[Mention]:
        """Find the names in a question, in the order in which they stand.

        Names in the question's language, in English and in a language easily taken for the
        question's forgive endings and typos; names in others must be written as they are.
        """
        text = unicodedata.normalize("NFC", question)
        found = self.match_words(joined_words(text), language)
        mentions = [m for number, places in found.items() if (m := self.mention(number, places))]
        spans = [match.span() for match in WORD.finditer(text)]
        return [
            replace(mention, start=spans[mention.first][0], end=spans[mention.last][1])
            for mention in without_overlaps(mentions)
        ]

    def match_words(
        self, asked: Sequence[tuple[int, Word]], language: str | None
    ) -> dict[int, dict[int, list[tuple[int, float]]]]:
        """For each alias touched: which of its words stand where in the question, how well."""
        found: dict[int, dict[int, list[tuple[int, float]]]] = defaultdict(dict)
        known = {"en", language, NEAR_RELATIVES.get(language or "")}
        for position, word in asked:
            for use, likeness in self.uses_of(word):
                foreign = self.aliases[use.alias].language not in known
                if likeness == 1.0 or not foreign or language is None:
                    found[use.alias].setdefault(use.place, []).append((position, likeness))
        return found

    def uses_of(self, word: Word) -> tuple[tuple[Use, float], ...]:
        """Every word of an alias that a word of a question may be, and how likely it is."""
        known = self.seen.get(word)
        if known is None:
            # The order is that of the aliases: of two that weigh the same the first one stands.
            numbers = {n for key in keys_to_try(word) for n in self.known_by.get(key, ())}
            known = tuple(
                (use, likeness)
                for named, uses in map(self.named.__getitem__, sorted(numbers))
                if abs(len(named.folded) - len(word.folded)) <= ENDING
                for of_place in {use.of_place for use in uses}
                if (likeness := same_word(word, named, of_place))
                for use in uses
                if use.of_place is of_place
            )
            if len(self.seen) > MAX_SEEN:
                self.seen = {}
            self.seen[word] = known
        return known

    def mention(self, number: int, places: dict[int, list[tuple[int, float]]]) -> Mention | None:
        """The alias as a mention, if all its words stand close together in the question."""
        parts = self.parts[number]
        if len(places) < len(parts):
            return None
        best: Mention | None = None
        for start, _ in places[0]:
            if not (taken := self.walk(parts, places, start)):
                continue
            first, last, weight = taken
            if best is None or weight > best.weight:
                alias = self.aliases[number]
                best = Mention(alias.id, alias.sort, first, last, weight)
        return best

    @staticmethod
    def walk(
        parts: list[Word], places: dict[int, list[tuple[int, float]]], start: int
    ) -> tuple[int, int, float] | None:
        """Follow the words of an alias through the question, each near the one before."""
        here, first, last, weight = start, start, start, 0.0
        for place, part in enumerate(parts):
            away, here, like = min((abs(at - here), at, like) for at, like in places[place])
            if away > GAP + 1:
                return None
            first, last = min(first, here), max(last, here)
            weight += like * len(part.folded)
        return first, last, weight


def keys_of(named: Word) -> list[str]:
    """What a word of a name is looked for by: its beginning, or for typos its length."""
    word = named.folded
    if is_acronym(named.written):
        return [f"{word[:2]} acronym"]
    return [word[:BEGINNING], f"{word[:2]} {len(word)}"]


def keys_to_try(asked: Word) -> list[str]:
    """What a word of a question is looked for by: two that are one nearly always begin alike."""
    word = asked.folded
    typos = 2 if len(word) >= LONG else 1
    lengths = range(len(word) - typos, len(word) + typos + 1)
    return [word[:BEGINNING], f"{word[:2]} acronym", *(f"{word[:2]} {n}" for n in lengths)]


def telling_words(text: str) -> list[Word]:
    """The words of a name that tell it from others: without short ones, if any longer remain."""
    every = [word for _, word in joined_words(text, join=False)]
    telling = [w for w in every if len(w.folded) > SHORT or is_acronym(w.written)]
    return telling or every


def joined_words(text: str, join: bool = True) -> list[tuple[int, Word]]:
    """Words with their positions; "co-location" stands as its parts and joined as one word."""
    result: list[tuple[int, Word]] = []
    last_end, last = -2, Word("", "")
    normal = unicodedata.normalize("NFC", text)
    for position, match in enumerate(WORD.finditer(normal)):
        word = Word(match.group(), fold_word(match.group()))
        result.append((position, word))
        between = normal[last_end : match.start()] if last_end >= 0 else ""
        if join and between in ("-", "‑", "–", " "):
            result.append((position, Word(last.written + word.written, last.folded + word.folded)))
        last_end, last = match.end(), word
    return result


def without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Keep the heaviest of mentions that share words, in the order of the question."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (-m.weight, m.first)):
        span = set(range(mention.first, mention.last + 1))
        if not span & taken:
            taken |= span
            kept.append(mention)
    return sorted(kept, key=lambda m: m.first)


def masked(question: str, mentions: Sequence[Mention]) -> str:
    """The question with all names replaced, as learned."""
    text = question
    practices = list(dict.fromkeys(m.id for m in mentions if m.sort == "practice"))
    for mention in reversed(mentions):
        if mention.sort == "practice":
            mask = MASKS["other" if practices.index(mention.id) else "practice"]
        else:
            mask = MASKS[mention.sort]
        text = text[: mention.start] + mask + text[mention.end :]
    return text
