"""A question becomes the language that it is in, told by its words beside the names in it.

Titles of practices hide the language, since people leave them in the document's ("Kto testuje
Permanent Offices?"), and a few words are too few for a general identifier. So what is left beside
the titles is also held against the words of our own example questions in each language. Of 2,784
golden questions in 24 languages 86 were told wrongly by the identifier alone, 62 without titles,
17 with the examples' words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from assistant.names import NameIndex
from ingest.languages import LANGUAGES, identify

CODES = tuple(LANGUAGES)
WORD = re.compile(r"[^\W\d_]+")
SLOT = re.compile(r"\{\w+\}")
# The identifier is believed from this confidence on, whatever the examples' words say.
CONFIDENT = 0.9
# By so much, in natural logarithms, must one language lead: to overrule a less sure identifier,
# and to decide where it is not sure at all.
CLEAR_LEAD = 2.0
LEAD = 0.7
# Of the letters, so many must stand in words that some example holds.
KNOWN_SHARE = 0.4
# What a word that a language's examples do not hold counts as.
UNSEEN = 0.02


class Vocabulary:
    """How often each word stands in the examples of each language."""

    def __init__(self, words: tuple[str, ...], counts: NDArray[np.uint16]) -> None:
        """Index words and their counts, one row a word and one column a language of CODES."""
        self.words = words
        self.counts = counts
        totals = counts.sum(axis=0, dtype=np.float64) + 1
        self._rows = {word: number for number, word in enumerate(words)}
        self._weights = np.log((counts + UNSEEN) / totals)

    @classmethod
    def of(cls, examples: Mapping[str, Iterable[str]]) -> "Vocabulary":
        """Count the words of each language's examples; slots for names are left out."""
        counted = {
            code: Counter(w for text in texts for w in set(words_in(SLOT.sub(" ", text))))
            for code, texts in examples.items()
        }
        words = tuple(sorted({word for counts in counted.values() for word in counts}))
        counts = np.zeros((len(words), len(CODES)), dtype=np.uint16)
        rows = {word: n for n, word in enumerate(words)}
        for code, found in counted.items():
            for word, times in found.items():
                counts[rows[word], CODES.index(code)] = times
        return cls(words, counts)

    def ranked(self, text: str) -> list[tuple[str, float]]:
        """All languages by how well their examples hold a text's words; none if few are known.

        Naive Bayes with equal priors: a language's score is Σ ln ((count + UNSEEN) / total).
        """
        words = words_in(text)
        known = [self._rows[word] for word in words if word in self._rows]
        letters = sum(len(word) for word in words if word in self._rows)
        if not known or letters < KNOWN_SHARE * sum(map(len, words)):
            return []
        scores = self._weights[known].sum(axis=0)
        order = np.argsort(scores)[::-1]
        return [(CODES[int(number)], float(scores[number])) for number in order]


def words_in(text: str) -> list[str]:
    """The words of a text without capitals."""
    return WORD.findall(text.casefold())


def language_of(
    text: str, names: NameIndex, vocabulary: Vocabulary, prior: str | None
) -> str | None:
    """The language that a question is in, or None if it cannot be told.

    `prior` is the language that the reader chose or wrote in before; it wins where the words
    leave it open.
    """
    rest = without_names(text, names)
    guess = identify(rest, prior)
    if guess.sure and (guess.language is None or guess.confidence >= CONFIDENT):
        return guess.language
    ranked = vocabulary.ranked(rest)
    lead = ranked[0][1] - ranked[1][1] if ranked else 0.0
    if lead >= CLEAR_LEAD:
        return ranked[0][0]
    if guess.sure:
        return guess.language
    if lead >= LEAD and prior is None:
        return ranked[0][0]
    whole = identify(text, prior)
    if not whole.sure:
        return guess.language if ranked else prior
    # "Kto testuje Permanent Offices?" may be Polish or Slovak; English, as a whole, it is not.
    behind = ranked[0][1] - dict(ranked).get(whole.language or "", 0.0) if ranked else 0.0
    return (prior or ranked[0][0]) if behind >= CLEAR_LEAD else whole.language


def without_names(text: str, names: NameIndex) -> str:
    """A question without the names of practices, partners and the project.

    Countries stay: they are spelt as the question's language does.
    """
    rest = text
    for mention in reversed(names.find(text, None)):
        if mention.sort != "place":
            rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return rest
