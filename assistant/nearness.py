"""A question and passages, each in a language of its own, become how near they are to each other.

Three things count: the vectors of both, relative to what all questions of the language and all
passages added share; the vector of the question's concepts, for languages that the embedding model
knows little; and the concepts that stand in both, by BM25.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.concepts import Concepts, Dictionaries
from assistant.learned import Learned, of_length_one
from assistant.linear import Array

# What a unit of BM25 counts beside a cosine, and what the concepts' vector does.
SHARED_WEIGHT = 0.05
MEANT_WEIGHT = 1.0
# BM25's saturation and length, as usual: Robertson & Zaragoza 2009, Foundations and Trends in
# Information Retrieval 3:333-389, who derive it.
SATURATION, LENGTH = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as passages are compared with it: its vector, its concepts and their vector."""

    vector: Array
    meant: Array
    concepts: Sequence[Concepts]


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage or sentence: its text and language."""

    text: str
    language: str


def asked(
    text: str, language: str | None, vector: Array, learned: Learned, words: Dictionaries
) -> Asked:
    """A question with its concepts; `vector` is that of its text, as embedded."""
    found = words.read(text, language)
    meant = np.zeros(learned.meanings.shape[1], np.float32)
    for concepts in found:
        among = list(concepts)
        meant += learned.rarity[among].max() * learned.meanings[among].mean(axis=0)
    return Asked(learned.neutral(vector, language), of_length_one(meant[None])[0], found)


def nearness(
    question: Asked, pieces: Sequence[Piece], vectors: Array, words: Dictionaries
) -> Array:
    """How near each piece is to a question; `vectors` are theirs, relative to their middle."""
    near = vectors @ question.vector + MEANT_WEIGHT * (vectors @ question.meant)
    return (near + SHARED_WEIGHT * shared(question.concepts, pieces, words)).astype(np.float32)


def shared(concepts: Sequence[Concepts], pieces: Sequence[Piece], words: Dictionaries) -> Array:
    """The concepts that a question and each piece have in common, by BM25.

    A word counts by that of its meanings which tells most; how rare one is, the pieces say.
    """
    held = [Counter(words.read(piece.text, piece.language)) for piece in pieces]
    bags = [spread(counts) for counts in held]
    usual = max(1.0, float(np.mean([sum(bag.values()) for bag in bags])))
    pieces_with = Counter(concept for bag in bags for concept in bag)
    scores = np.zeros(len(pieces), np.float32)
    for number, bag in enumerate(bags):
        pace = SATURATION * (1 - LENGTH + LENGTH * sum(bag.values()) / usual)
        for word in concepts:
            scores[number] += max(
                (
                    rarity(len(bags), pieces_with[concept])
                    * bag[concept]
                    * (SATURATION + 1)
                    / (bag[concept] + pace)
                    for concept in word
                    if concept in bag
                ),
                default=0.0,
            )
    return scores


def rarity(pieces: int, holding: int) -> float:
    """How much it tells that a piece holds a concept that so many of them hold."""
    return math.log(1 + (pieces - holding + 0.5) / (holding + 0.5))


def spread(counts: Counter[Concepts]) -> Counter[int]:
    """How often each concept is meant, or may be."""
    bag: Counter[int] = Counter()
    for concepts, times in counts.items():
        for concept in concepts:
            bag[concept] += times
    return bag
