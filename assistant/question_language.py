"""A question becomes the language that it is in, told by the letters beside the names in it.

Titles of practices hide the language, since people leave them in the document's ("Kto testuje
Permanent Offices?"), and a few words are too few for a general identifier. So what is left beside
the titles is held against the groups of letters of our own example questions in each language.
Measured on the 3,371 golden questions of one turn, a third of them with slips and a third without
accents besides: 13, 6 and 10 wrong with names of other languages left in and words counted three
times, 16, 13 and 12 with all names taken out and words counted once; 10, 4 and 8 with languages
told by a narrow lead.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from assistant.names import NameIndex
from ingest.languages import LANGUAGES, identify
from ingest.sentences import sentence_spans

CODES = tuple(LANGUAGES)
WORD = re.compile(r"[^\W\d_]+")
GLUED = re.compile(r"\w+")
SLOT = re.compile(r"\{\w+\}")
# A word that an example holds tells this much more than one of its groups of letters.
WORD_WEIGHT = 3
# Groups of letters are hashed into so many rows; 2 ** 17 and 2 ** 18 told languages no better.
ROWS = 2**16
LETTERS_A_GROUP = range(2, 5)
# A name of fewer words may be a title in any language: "Help Desk".
NAME_WORDS = 3
# So many different letters show a language: "%n%n%n" is in none.
LETTERS = 3
# A sentence ends like this if it asks, in Greek with a semicolon; one of so many words shows its
# language by itself.
ASKS = ("?", ";", ";")
ASKING_WORDS = 5
# What a group that a language's examples do not hold counts as.
UNSEEN = 0.1
# By so much, in natural logarithms, must a language lead to be believed against the one that the
# reader chose or wrote in before, and by so much where there is none.
CLEAR_LEAD = 9.0
LEAD = 0.3
# Of the languages that follow so closely in the sentence that asks, the whole text decides.
CLOSE = 31.0

# Of a question's groups of letters, so many must stand in some example of the language.
KNOWN_SHARE = 0.65


class Vocabulary:
    """How many examples of each language hold each group of letters."""

    def __init__(self, counts: NDArray[np.uint16]) -> None:
        """Keep counts: ROWS rows, one column a language of CODES."""
        self.counts = counts
        known = counts.sum(axis=0, dtype=np.float64)
        self._known = known > 0
        self._weights = np.log((counts + UNSEEN) / (known + UNSEEN * ROWS)).astype(np.float32)

    @classmethod
    def of(cls, texts: Mapping[str, Iterable[str]]) -> "Vocabulary":
        """Count the letters of each language's texts; slots for names are left out."""
        counts = np.zeros((ROWS, len(CODES)), dtype=np.uint16)
        for code, of_one in texts.items():
            found = Counter(row for text in of_one for row in set(rows_of(SLOT.sub(" ", text))))
            counts[list(found), CODES.index(code)] = list(found.values())
        return cls(counts)

    def ranked(self, text: str) -> list[tuple[str, float]]:
        """All languages by how well their examples hold a text's letters; none if few are known.

        Naive Bayes with equal priors: a language's score is Σ ln ((count + UNSEEN) / total).
        """
        rows = list(rows_of(text))
        if not rows:
            return []
        scores = np.where(self._known, self._weights[rows].sum(axis=0), -np.inf)
        order = np.argsort(scores)[::-1]
        if np.count_nonzero(self.counts[rows, order[0]]) < KNOWN_SHARE * len(rows):
            return []
        return [(CODES[int(number)], float(scores[number])) for number in order]


def rows_of(text: str) -> Iterator[int]:
    """The rows of a text's groups of letters: neighbours in each word, and the word whole."""
    for word in WORD.findall(text.casefold()):
        marked = f" {word} "
        for size in LETTERS_A_GROUP:
            for start in range(len(marked) - size + 1):
                yield zlib.crc32(marked[start : start + size].encode()) % ROWS
        yield from [zlib.crc32(f"#{word}".encode()) % ROWS] * WORD_WEIGHT


def language_of(
    text: str, names: NameIndex, vocabulary: Vocabulary, prior: str | None
) -> str | None:
    """The language that a question is in, or None if it cannot be told.

    `prior` is the language that the reader chose or wrote in before; it wins where the letters
    leave it open.
    """
    asking = what_asks(text)
    rest = without_titles(asking, names)
    if not WORD.search(rest):
        return prior or of_a_name(text, names, vocabulary)
    # What is glued to digits or "_" is code, and no word.
    if len(set("".join(filter(str.isalpha, GLUED.findall(rest))))) < LETTERS:
        return prior
    ranked = vocabulary.ranked(rest)
    guess = identify(rest, prior)
    if not ranked or (guess.sure and guess.language is None):
        return None if guess.sure else prior
    (best, most), (_, next_most) = ranked[:2]
    if prior in LANGUAGES:
        return best if most - dict(ranked)[prior] >= CLEAR_LEAD else prior
    if asking != text:
        whole = dict(vocabulary.ranked(without_titles(text, names)))
        near = [code for code, score in ranked if score >= most - CLOSE]
        return max(near, key=lambda code: whole.get(code, -np.inf))
    return best if most - next_most >= LEAD else guess.language or best


def what_asks(text: str) -> str:
    """The sentence that asks, where others stand beside it: they may be in another language."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    asking = [sentence for sentence in sentences if sentence.rstrip("\"'”»“ ").endswith(ASKS)]
    told = asking and len(WORD.findall(asking[0])) >= ASKING_WORDS
    return asking[0] if told and len(sentences) > 1 else text


def of_a_name(text: str, names: NameIndex, vocabulary: Vocabulary) -> str | None:
    """The language of a name that stands alone: "servicio de help desk"; None if it is a title."""
    own = {alias.language for alias in names.aliases if alias.text.casefold() == text.casefold()}
    if len(own) == 1:
        return own.pop()
    ranked = vocabulary.ranked(text)
    if len(WORD.findall(text)) < NAME_WORDS or not ranked:
        return None
    (best, most), (_, next_most) = ranked[:2]
    return best if best != "en" and most - next_most >= LEAD else None


def without_titles(text: str, names: NameIndex) -> str:
    """A question without titles as the documents write them, nor names of partners and project.

    Names of practices in a language of its own stay, and countries: they are spelt as the
    question's language does.
    """
    rest = text
    for mention in reversed(names.titles.find(text, None)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return rest
