"""Words of a text in any of the 24 languages become concepts that all languages share.

corpus/languages/<language>/words.yaml says how each concept is called in a language. A word of a
text is matched by its beginning, since endings change: "lapselle" is "laps, lapse". The embedding
model knows some languages little (Maltese and Irish not at all) and so do its vectors: what two
texts have in common word by word is told by this small dictionary instead.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Prefix

from assistant.lexicon import read_yaml
from assistant.linear import Array
from assistant.spelling import fold, fold_word
from ingest.errors import BadCatalogue

FILE = "words.yaml"
WORD = re.compile(r"[^\W\d_]+")
# A word is a form of an entry if they begin alike: by at least so many letters, by this share of
# the entry and of the word, and with at most so many letters left over of each.
BEGINNING = 4
SHARE_OF_FORM, SHARE_OF_WORD = 0.7, 0.5
LEFT_OF_WORD, LEFT_OF_FORM = 6, 3
# Shorter words than this are no compounds; between the parts of one a letter may stand.
COMPOUND = 8
LINKS = "sneou"
# Irish words change at their beginning: "bpáiste" and "pháiste" are "páiste".
IRISH = {"bhf": "f", "mb": "b", "gc": "c", "nd": "d", "ng": "g", "bp": "p", "ts": "s", "dt": "t"}
MAX_SEEN = 50_000
# The concepts of so many passages are kept.
PASSAGES = 4096

Concepts = tuple[int, ...]


@dataclass
class Dictionary:
    """How the concepts are called in one language: the numbers of the concepts of each form."""

    language: str
    forms: Mapping[str, Concepts]
    starts: Mapping[str, Sequence[str]]
    seen: dict[str, tuple[Concepts, ...]] = field(default_factory=dict[str, tuple[Concepts, ...]])

    @classmethod
    def of(cls, language: str, entries: Mapping[str, str], concepts: Sequence[str]) -> "Dictionary":
        """Index entries, "child" to "laps, lapse, lapsi"; of more words than one none counts."""
        forms: dict[str, list[int]] = defaultdict(list)
        for number, concept in enumerate(concepts):
            for entry in entries[concept].split(","):
                words = [fold(word) for word in WORD.findall(entry)]
                telling = [word for word in words if len(word) > 2] or words
                if len(telling) == 1 and number not in forms[telling[0]]:
                    forms[telling[0]].append(number)
        starts: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            if len(form) >= BEGINNING:
                starts[form[:3]].append(form)
        return cls(language, {form: tuple(found) for form, found in forms.items()}, dict(starts))

    def read(self, text: str) -> list[Concepts]:
        """The concepts of a text's words, in order; of a word that may mean several, all."""
        return [found for word in WORD.findall(text) for found in self._of_word(fold_word(word))]

    def _of_word(self, word: str) -> tuple[Concepts, ...]:
        known = self.seen.get(word)
        if known is None:
            if len(self.seen) > MAX_SEEN:
                self.seen.clear()
            known = self.seen[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> tuple[Concepts, ...]:
        whole = self._likest(word)
        if whole or len(word) < COMPOUND:
            return (whole,) if whole else ()
        for cut in range(len(word) - 3, BEGINNING - 1, -1):
            first, second = self._exact(word[:cut]), self._likest(word[cut:])
            if first and second:
                return first, second
        return ()

    def _exact(self, part: str) -> Concepts:
        """The first part of a compound, which may end in a link: "Menschenrecht"."""
        return self.forms.get(part) or (self.forms.get(part[:-1], ()) if part[-1] in LINKS else ())

    def _likest(self, word: str) -> Concepts:
        """The concepts of the form that a word is, or begins most like."""
        vary = VARIANTS.get(self.language)
        variants = [word, *(vary(word) if vary else ())]
        for variant in variants:
            if variant in self.forms:
                return self.forms[variant]
        ranked = [
            (likeness, form)
            for variant in variants
            for form in self.starts.get(variant[:3], ())
            if (likeness := alike(variant, form))
        ]
        return self.forms[max(ranked)[1]] if ranked else ()


def unmutated(word: str) -> Iterator[str]:
    """An Irish word without what stands before or within its first sound."""
    for changed, plain in IRISH.items():
        if word.startswith(changed):
            yield plain + word[len(changed) :]
    if word[1:2] == "h":
        yield word[0] + word[2:]
    if word[0] in "hnt" and len(word) > BEGINNING:
        yield word[1:]


def singular(word: str) -> Iterator[str]:
    """An English word as it was before its ending took the y away: "duties" is "duty"."""
    if word.endswith(("ies", "ied")):
        yield f"{word[:-3]}y"


# Other languages change endings only.
VARIANTS: Mapping[str, Callable[[str], Iterator[str]]] = {"ga": unmutated, "en": singular}


def alike(word: str, form: str) -> float:
    """How far a word begins as a form does: the sum of the shares of both; 0 if too little."""
    common = Prefix.similarity(word, form)
    left_of_word, left_of_form = len(word) - common, len(form) - common
    if common < max(BEGINNING, SHARE_OF_FORM * len(form), SHARE_OF_WORD * len(word)):
        return 0.0
    if left_of_word > LEFT_OF_WORD or left_of_form > LEFT_OF_FORM:
        return 0.0
    return common / len(form) + common / len(word)


class Dictionaries:
    """The dictionaries of a corpus, each read when first needed; `concepts` are in English."""

    def __init__(self, languages: Path) -> None:
        """Read from a folder of language folders.

        Raises:
            BadCatalogue: the English words are missing or wrong.
        """
        self._languages = languages
        self._english = read_yaml(languages / "en" / FILE, dict[str, str])
        self.concepts = tuple(self._english)
        self._of = lru_cache(maxsize=None)(self._open)
        self.counted = lru_cache(maxsize=PASSAGES)(self._count)
        self.shares = lru_cache(maxsize=PASSAGES)(self._share)

    def english(self) -> list[str]:
        """Each concept in English words."""
        return [f"{concept} {self._english[concept]}" for concept in self.concepts]

    def _open(self, language: str) -> Dictionary | None:
        """A language's dictionary, or None if it has none.

        Raises:
            BadCatalogue: its concepts are not those of English.
        """
        path = self._languages / language / FILE
        if not path.exists():
            return None
        entries = read_yaml(path, dict[str, str])
        for concept in sorted(entries.keys() ^ self._english.keys()):
            raise BadCatalogue(f"{path}, {concept}: is not in both this file and English. Add it.")
        return Dictionary.of(language, entries, self.concepts)

    def read(self, text: str, language: str | None) -> list[Concepts]:
        """The concepts of a text's words, in order; none in a language without a dictionary."""
        dictionary = self._of(language) if language else None
        return dictionary.read(text) if dictionary else []

    def _count(self, text: str, language: str | None) -> Counter[int]:
        """How often each concept is meant in a passage, or may be; kept, as questions repeat it."""
        counts: Counter[int] = Counter()
        for concepts in self.read(text, language):
            counts.update(concepts)
        return counts

    def _share(self, text: str, language: str | None) -> Array:
        """A passage's words shared out among the concepts that each may mean; kept likewise."""
        row = np.zeros(len(self.concepts), np.float32)
        for found in self.read(text, language):
            row[list(found)] += np.float32(1 / len(found))
        return row

    def named(self, text: str, language: str | None) -> frozenset[str]:
        """The concepts that a text's words may mean, by their names."""
        return frozenset(
            self.concepts[number] for found in self.read(text, language) for number in found
        )

    def bag(self, text: str, language: str | None) -> Array:
        """The concepts of a text as a row of numbers, one a concept, of length 1 (or 0)."""
        row = np.zeros(len(self.concepts), np.float32)
        for found in self.read(text, language):
            row[list(found)] = 1
        return row / max(float(np.linalg.norm(row)), 1e-9)
