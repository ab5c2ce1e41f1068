"""Documents that the catalogue does not cover become quotes, if they are about the question.

Raw e5 cosines all lie between .7 and 1, so no threshold on them can tell. How far a question lies
from the examples' usual distance to a passage does, once what all questions of a language share,
and what all passages of the catalogue share, is taken off both; what concepts a question and a
passage hold tells besides. Measured with the Universal Declaration added, in each of 24 languages
by turns, on 720 questions on it in 24 languages and 996 golden questions that name nothing of ours
and that the catalogue answers: at ABOUT and its likes (evidence.py) .03 of the former are missed,
.0025 of the latter are taken for it; without the passages' concepts .004 would be taken, relative
to the middle of what was added .006.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.catalogue import Catalogue, Evidence
from assistant.kinds import FIELDS
from assistant.nearness import Asked, Nearness, Piece, asked, nearness
from assistant.understand import Mind, Understanding, kinds_asked_for
from index.embedder import Vectors
from index.search import Hit, Snapshot
from ingest.languages import LANGUAGES
from ingest.located import Passage
from ingest.sentences import sentence_spans

HITS = 50
# What the cosine of its concepts and a unit of BM25 add to how surely a passage is about one.
TOLD_TELLS, SHARED_TELLS = 1.5, 0.2
# How much the best passage's lead over those that the catalogue covers counts besides.
OURS_TELLS = 0.5
BACKGROUND = 500
MAX_QUOTES = 2
# How surely a passage must be about a question to be quoted as the nearest to an answer: .013 of
# the questions on the declaration stay below it, and .87 of those on the weather and the like.
NEAREST = 3.0
# A passage is quoted whole up to this many characters, else by its sentences that fit best.
WHOLE = 350
# Fields that only a passage with a number in it can state.
NUMBERS = frozenset({"cost", "duration", "date", "staff", "participants", "scores"})


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Sentences of other documents, best first: the answer, or only the nearest to one."""

    quotes: tuple[Evidence, ...]
    answers: bool


def quotes_elsewhere(
    understood: Understanding, catalogue: Catalogue, library: Snapshot, mind: Mind, about: float
) -> Elsewhere | None:
    """Sentences of other documents on what a question asks; None if none comes near it.

    `about` is how surely a passage must be about it to answer it, in standard deviations of
    nearness.
    """
    ours = frozenset(
        half.document for partner in catalogue.partners.values() for half in partner.halves
    )
    if all(document.id in ours for document in library.documents()):
        return None
    question = asked(
        understood.text, understood.asked_in, mind.learned, mind.dictionaries, mind.embed
    )
    hits = [
        hit
        for hit in candidates(question, understood, library, ours)
        if names_it(understood, hit, mind)
    ]
    if not hits:
        return None
    middle = middle_of(library, ours)
    near, sure = compared(question, [hit.passage for hit in hits], middle, library, mind)
    mine = [passage for passage in library.passages() if passage.document in ours]
    if mine:
        # What fits the catalogue's documents as well is theirs to answer.
        _, of_mine = compared(question, mine, middle, library, mind)
        sure = sure + OURS_TELLS * (sure.max() - of_mine.max())
    chosen, answers = best_of(near.total, sure, may_state(understood, hits, mind), about)
    quotes = (quote for n in chosen for quote in best_quotes(hits[n], question, middle, mind))
    return Elsewhere(tuple(quotes), answers) if chosen else None


def best_of(
    near: Vectors, sure: Vectors, may_state: npt.NDArray[np.bool_], about: float
) -> tuple[Sequence[int], bool]:
    """The passages to quote, nearest first, and whether they answer the question."""
    able = np.flatnonzero(may_state)
    if able.size and sure[able].max() >= about:
        order: list[int] = able[np.argsort(-near[able])].tolist()
        return [n for n in order if n == order[0] or sure[n] >= about][:MAX_QUOTES], True
    return ([int(near.argmax())] if sure.max() >= NEAREST else []), False


def compared(
    question: Asked,
    passages: Sequence[Passage],
    middle: Vectors,
    library: Snapshot,
    mind: Mind,
) -> tuple[Nearness, Vectors]:
    """How near passages are to a question, and how surely each is about it.

    Vectors count relative to `middle`.
    """
    vectors = without(library.vectors_of(passages), middle)
    pieces = [Piece(under_its_heading(passage), passage.language) for passage in passages]
    near = nearness(question, pieces, vectors, mind.learned, mind.dictionaries)
    far = surprise(question.vector, vectors, mind.learned.examples)
    sure = far + TOLD_TELLS * near.told + SHARED_TELLS * near.shared
    return near, sure.astype(np.float32)


def under_its_heading(passage: Passage) -> str:
    """A passage's words after those of the heading over it, which it may not repeat."""
    return f"{passage.section}\n{passage.text}" if passage.section else passage.text


def candidates(
    question: Asked, understood: Understanding, library: Snapshot, ours: frozenset[str]
) -> list[Hit]:
    """The passages of other documents nearest by the question's words, or by its concepts."""
    hits = library.search(question.vector, understood.text, HITS, understood.asked_in)
    hits += library.search(question.meant, "", HITS, None)
    once = {hit.passage.id: hit for hit in hits if hit.passage.document not in ours}
    return list(once.values())


@lru_cache(maxsize=2)
def middle_of(library: Snapshot, ours: frozenset[str]) -> Vectors:
    """The mean of the passages that the catalogue covers, or of all if it covers none.

    Not that of what was added: a short document would lose what all of it is about.
    """
    mine = np.array([passage.document in ours for passage in library.passages()])
    return library.vectors()[mine if mine.any() else ~mine].mean(axis=0)


def without(vectors: Vectors, middle: Vectors) -> Vectors:
    """Vectors relative to what they share, of length 1."""
    moved = vectors - middle
    return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def surprise(question: Vectors, passages: Vectors, examples: Vectors) -> Vectors:
    """How much nearer a question lies to each passage than the examples do, in their spread."""
    step = max(1, len(examples) // BACKGROUND)
    usual = passages @ examples[::step].T
    near = passages @ question
    return (near - usual.mean(axis=1)) / np.maximum(usual.std(axis=1), 1e-6)


def names_it(understood: Understanding, hit: Hit, mind: Mind) -> bool:
    """Whether a passage names one of the practices and partners that the question names, if any."""
    asked = {*understood.practices, *understood.partners}
    if not asked:
        return True
    mentions = mind.learned.names.find(hit.passage.text, hit.passage.language)
    return not asked.isdisjoint(mention.id for mention in mentions)


def may_state(understood: Understanding, hits: Sequence[Hit], mind: Mind) -> npt.NDArray[np.bool_]:
    """Which passages hold a number, where the question asks for one; else all of them."""
    asking = kinds_asked_for(understood.text, understood.asked_in, mind)
    if not asking and FIELDS.get(understood.kind) not in NUMBERS:
        return np.ones(len(hits), np.bool_)
    return np.array([any(letter.isdigit() for letter in hit.passage.text) for hit in hits])


def best_quotes(hit: Hit, question: Asked, middle: Vectors, mind: Mind) -> Iterator[Evidence]:
    """A short passage whole, of a long one the sentence nearest to the question."""
    passage = hit.passage
    spans = sentence_spans(passage.text, passage.language) or [(0, len(passage.text))]
    if len(passage.text) > WHOLE and len(spans) > 1:
        pieces = [Piece(passage.text[start:end], passage.language) for start, end in spans]
        vectors = without(mind.embed_passages([piece.text for piece in pieces]), middle)
        near = nearness(question, pieces, vectors, mind.learned, mind.dictionaries)
        spans = [spans[int(np.argmax(near.total))]]
    else:
        spans = [(spans[0][0], spans[-1][1])]
    for start, end in spans:
        yield quoted(hit, start, end)


def quoted(hit: Hit, start: int, end: int) -> Evidence:
    """A stretch of a passage as a quote, without the bullet or mark-up that it begins with."""
    passage = hit.passage
    while start < end - 1 and passage.text[start] in "-*•_#> \n\t":
        start += 1
    return Evidence(
        document=passage.document,
        start=passage.start + start,
        end=passage.start + end,
        language=passage.language if passage.language in LANGUAGES else "en",
        quote=passage.text[start:end],
    )
