"""A question's words become the practices, partners and places that it names, in any language."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal

from rapidfuzz.distance import OSA, Prefix

Sort = Literal["practice", "partner", "place", "project"]

# What stands for a name in a question before it is embedded.
MASKS = {"practice": "X", "other": "Y", "partner": "Z", "project": "W", "place": "V"}
WORD = re.compile(r"[^\W_]+")
# Words this short ("of", "za", "και") tell no name unless the alias has nothing else.
SHORT = 3
# So many words of questions are remembered; a day's questions hold some thousands.
MAX_SEEN = 50_000
REMEMBERED_WORDS = 4096
# Two words that differ by more letters than this are never one; nor are two that begin alike by
# fewer, but for typos: see `same_word`.
ENDING = 4
BEGINNING = 4
LONG = 10
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
class Word:
    """A word of a question or alias: as written, and folded for comparison."""

    written: str
    folded: str


def fold(text: str) -> str:
    """Lower case without diacritics, so that 'Škrinja' and 'skrinja' are one word."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return plain.replace("ł", "l").replace("ø", "o").replace("ħ", "h").replace("đ", "d")


fold_word = lru_cache(REMEMBERED_WORDS)(fold)


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(w, fold_word(w)) for w in WORD.findall(unicodedata.normalize("NFC", text))]


def is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals throughout, like MITA."""
    return len(word) >= 2 and word.isupper()


def same_word(asked: Word, named: Word, is_place: bool = False) -> float:
    """How far a word of the question is the word of a name: 0 to 1, forgiving endings and typos.

    Inflection changes endings, so a long common beginning counts; a typo is one edit, swaps
    included (two in words of ten letters or more: Irish "comhaontú", agreement, is no
    "comhlonnú"). Acronyms take an ending ("MITAle") but no typo, and in lower case must match
    letter for letter with diacritics: Finnish "mitä" (what) is no MITA. Places take longer
    endings only: Estonian "eest" (for) is no Eesti, "maksa" (pay) no Saksa.
    """
    a, b = asked.folded, named.folded
    if is_acronym(named.written):
        if asked.written.startswith(named.written) and len(a) - len(b) <= 3:
            return 1.0
        return 1.0 if asked.written.casefold() == named.written.casefold() and a != "mita" else 0.0
    if a == b:
        return 1.0
    shorter = min(len(a), len(b))
    if shorter < 4 or (is_place and len(a) < len(b)):
        return 0.0
    common = Prefix.similarity(a, b)
    if common >= max(BEGINNING, 0.72 * len(b)) and max(len(a), len(b)) - common <= ENDING:
        return 0.9
    if is_place or a[0] != b[0]:
        return 0.0
    edits = 2 if shorter >= LONG else 1 if shorter >= 5 else 0
    if edits and OSA.distance(a, b, score_cutoff=edits) <= edits:
        return 0.8
    return 0.0


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
