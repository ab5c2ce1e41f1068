"""A follow-up that names nothing is read once more, as if it named what the talk is about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from assistant.choosing import GOOD_FIT, OTHER_FIT, best_of
from assistant.features import features
from assistant.follow_up import Topic
from assistant.kinds import WITH_PARTNER, WITH_PRACTICE
from assistant.learned import Learned
from assistant.linear import Array
from assistant.names import MASKS

# Kinds that a follow-up is taken for when what it is about is left out, and what it may be instead
# of them: "How do they want to record the effects?" is off the subject by itself, "which partners
# have it in their plans?" asks for all partners.
LEFT_OUT = frozenset({"need", "off_subject", "vague", "forms", "selection"})
OF_ALL = frozenset({"list_partners", "count_partners", "all_plans", "counts", "planner"})
# What such a follow-up asks of the practice or partner that the talk is about.
MEANT_OF = {"practice": {"testers"}, "partner": {"partner"}}
# A question that is off the subject by more than this stays so.
SURELY_OFF = 0.8
# The second reading must be as sure as this.
SURE_AGAIN = 0.65


class Reader(Protocol):
    """What a second reading needs: the models, and the embedding of a question."""

    @property
    def learned(self) -> Learned:
        """The models."""
        ...

    @property
    def embed(self) -> Callable[[str], Array]:
        """Give the vector of a question."""
        ...


class Scores(Protocol):
    """What the models say of a first reading, and its concepts."""

    @property
    def kinds(self) -> Mapping[str, float]:
        """The probability of each kind."""
        ...

    @property
    def needs(self) -> Sequence[tuple[str, float]]:
        """The practices by how well they fit, best first."""
        ...

    @property
    def bag(self) -> Array:
        """The concepts of the question."""
        ...


def read_again(
    text: str,
    kind: str,
    topic: Topic,
    scored: Scores,
    mind: Reader,
) -> str:
    """The kind of a follow-up that names nothing, read as if it named what the talk is about.

    The first reading stands where it is sure, or where the second is not.
    """
    fit = scored.needs[0][1]
    sure = scored.kinds["off_subject"] > SURELY_OFF or (kind == "need" and fit >= GOOD_FIT)
    sort = "practice" if topic.practices else "partner" if topic.partners else None
    # "No, I meant the other, where employees are trained" fits another practice than the talk's.
    practice = scored.needs[0][0]
    other = practice not in topic.practices and fit >= OTHER_FIT and kind == "need"
    if sure or other or sort is None or kind not in LEFT_OUT | OF_ALL:
        return kind
    named = (1, 0, 0) if sort == "practice" else (0, 1, 0)
    bare = f"{MASKS[sort]}: {text}"
    vector = mind.learned.centred(mind.embed(bare))
    again = mind.learned.score_kinds(features(named, vector, bare, scored.bag))
    allowed = WITH_PRACTICE if sort == "practice" else WITH_PARTNER
    best = best_of(again, allowed)
    if again[best] < SURE_AGAIN * sum(again[kind] for kind in allowed if kind in again) or best in {
        "need",
        "vague",
        "off_subject",
    }:
        return kind
    return best if kind in LEFT_OUT or best in MEANT_OF[sort] else kind
