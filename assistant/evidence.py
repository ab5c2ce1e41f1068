"""What was understood becomes evidence: catalogue records, and sentences that can be quoted."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.catalogue import Catalogue, Evidence, Partner, Practice
from assistant.choosing import GOOD_FIT
from assistant.elsewhere import quoted, quotes_elsewhere
from assistant.kinds import FIELDS
from assistant.mentions import mentioning
from assistant.understand import Mind, Understanding, fitting, planning
from index.search import Hit, Snapshot
from ingest.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence for one question.

    `practices` and `partners` are records, best first. `quotes` are sentences of passages, best
    first; `answers` tells whether they are themselves the answer, or only offered as the nearest
    (the catalogue has the answer, or nobody has).
    """

    practices: tuple[Practice, ...] = ()
    partners: tuple[Partner, ...] = ()
    quotes: tuple[Evidence, ...] = ()
    answers: bool = False


def gather(understood: Understanding, catalogue: Catalogue, library: Snapshot, mind: Mind) -> Found:
    """Fetch the records that a question is about, or passages where no record can answer it."""
    practices = tuple(catalogue.practice(p) for p in chosen_practices(understood))
    partners = tuple(catalogue.partner(p) for p in understood.partners)
    if understood.kind == "partner" and not partners:
        partners = tuple(catalogue.partner(p) for p in understood.places)
    if understood.kind == "list_topic" and not practices:
        practices = tuple(catalogue.practice(p) for p in sorted_under(understood, catalogue))
    if understood.kind == "planner":
        mentioned = mentioning(understood, catalogue.partners.values(), library, mind)
        partners = tuple(catalogue.partner(p) for p in mentioned or planning(understood))
    about = nearness_wanted(understood)
    if about is not None:
        elsewhere = quotes_elsewhere(understood, catalogue, library, mind, about)
        is_silent = understood.kind in SILENT and not practices and not partners
        if elsewhere and (elsewhere.answers or is_silent):
            return Found(practices, partners, elsewhere.quotes, elsewhere.answers)
    if understood.kind in FIELDS and not practices and not partners:
        hits = library.search(understood.vector, understood.text, 1, understood.asked_in)
        return Found(practices, partners, tuple(quote_of(hit) for hit in hits))
    return Found(practices, partners)


# Kinds that nothing of ours answers: the nearest that other documents say is worth telling.
SILENT = frozenset({*FIELDS, "off_subject"})
# How surely a passage of another document must be about a question to answer one that the
# catalogue does not, and one that it seems to: see elsewhere.py.
ABOUT = 4.0
SURELY_ABOUT = 4.8
# And one that surely asks for what the catalogue holds, by the probability of its kind.
BEYOND_DOUBT, SURELY_OURS = 6.5, 0.9
# A kind less probable than this is hardly known to be one that the catalogue answers.
HARDLY_OURS = 0.7
# No other document tells how many practices or partners there are.
OURS_ALONE = frozenset({"counts", "count_partners", "list_practices", "list_partners"})


def nearness_wanted(understood: Understanding) -> float | None:
    """How near other documents must be to a question to answer it; None if they are not asked.

    The catalogue alone answers what names a practice, a partner or the project.
    """
    weak_need = understood.kind == "need" and understood.needs[0][1] < GOOD_FIT
    if weak_need or understood.kind in FIELDS or understood.kind in {"off_subject", "vague"}:
        return ABOUT
    if understood.names_something:
        return None
    probability = understood.kinds[0][1]
    if understood.kind in OURS_ALONE or probability > SURELY_OURS:
        return BEYOND_DOUBT
    return SURELY_ABOUT if probability > HARDLY_OURS else ABOUT


# A subject is meant if the practices on it fit the question this well in the mean.
SUBJECT_FIT = 0.15


def sorted_under(understood: Understanding, catalogue: Catalogue) -> Sequence[str]:
    """The practices on the subject that a question names; of none if no subject fits."""
    fits = dict(understood.needs)
    by_fit = {
        subject.practices: fmean(fits[practice] for practice in subject.practices)
        for subject in catalogue.subjects.values()
    }
    best = max(by_fit, key=lambda practices: by_fit[practices])
    return best if by_fit[best] >= SUBJECT_FIT else ()


def chosen_practices(understood: Understanding) -> Sequence[str]:
    """The practices named, or else those that fit what was told."""
    if understood.practices:
        return understood.practices
    if understood.kind in {"need", "practice", "testers", "compare", "vague"}:
        near = fitting(understood)
        return near if understood.kind in {"need", "vague"} else near[:1]
    return ()


def quote_of(hit: Hit) -> Evidence:
    """The first sentence of a passage, as a quote."""
    passage = hit.passage
    spans = sentence_spans(passage.text, passage.language) or [(0, len(passage.text))]
    return quoted(hit, *spans[0])
