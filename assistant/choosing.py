"""The probabilities of kinds become one kind, by what is named and what the talk is about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from assistant.features import features
from assistant.follow_up import Topic
from assistant.kinds import FIELDS, OF_PRACTICE, WITH_PARTNER, WITH_PLACE, WITH_PRACTICE
from assistant.learned import Learned
from assistant.linear import Array
from assistant.names import MASKS

# Fields that are also asked of all practices at once, so that none need be named.
OF_ALL_PRACTICES = frozenset({"origin", "service_type"})
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


def read_again(
    text: str,
    kind: str,
    kinds: Mapping[str, float],
    topic: Topic,
    fit: float,
    mind: Reader,
) -> str:
    """The kind of a follow-up that names nothing, read as if it named what the talk is about.

    The first reading stands where it is sure, or where the second is not.
    """
    sure = kinds["off_subject"] > SURELY_OFF or (kind == "need" and fit >= GOOD_FIT)
    sort = "practice" if topic.practices else "partner" if topic.partners else None
    if sure or sort is None or kind not in LEFT_OUT | OF_ALL:
        return kind
    named = (1, 0, 0) if sort == "practice" else (0, 1, 0)
    bare = f"{MASKS[sort]}: {text}"
    vector = mind.learned.centred(mind.embed(bare))
    again = mind.learned.score_kinds(features(named, vector, bare))
    allowed = WITH_PRACTICE if sort == "practice" else WITH_PARTNER
    best = best_of(again, allowed)
    if again[best] < SURE_AGAIN * sum(again[kind] for kind in allowed if kind in again) or best in {
        "need",
        "vague",
        "off_subject",
    }:
        return kind
    return best if kind in LEFT_OUT or best in MEANT_OF[sort] else kind


# A partner's plan is taken to be what is asked after from this fit on.
PLAN_FIT = 0.3


def whose_plan(kind: str, best: tuple[str, float], places: Sequence[str], topic: Topic) -> str:
    """The kind of a question after a plan whose partner it does not name.

    `best` is the partner whose plan fits best, and how well. Where none fits, the plan of the
    country named is meant, or the tests of the practice that the talk is about.
    """
    partner, fit = best
    if kind != "planner" or (fit >= PLAN_FIT and partner not in places):
        return kind
    if places:
        return "partner"
    return "testers" if topic.practices else kind


# A question on cost, dates, persons … that names nothing of ours and follows on nothing is likely
# not our subject: being off it needs this share of the field's probability.
OFF_SHARE = 0.25
# Refusing wants a clear margin: a kind that can be answered and comes this near is meant.
CLOSE_SHARE = 0.8
# "The Slovenian partner" sounds like a question on an origin, "the Stuttgart agency" like one on
# a town: with a partner or its country named, the plan is meant from this probability on.
PARTNER_SHARE = 0.1
# Its plan is also meant where a field that may not be stated is not much more probable.
NEAR_SHARE = 0.4
# From this score on a practice is taken to be described, or a need to be one of clusters.
GOOD_FIT = 0.55
# A need is less likely told the less any practice fits it, from this score down, but for this rest.
FULL_FIT = 0.4
LEAST_SHARE = 0.1
# A question that names the project is hardly off the subject.
OURS_SHARE = 0.05


def likeliest(
    kinds: Mapping[str, float],
    named: Mapping[str, tuple[str, ...]],
    topic: Topic,
    fit: float,
) -> str:
    """The kind that fits best among those that can be meant with the names found.

    `fit` is how well the best practice fits the question, were it a need.
    """
    kinds = weighed(kinds, bool(named["project"]), fit)
    if named["practice"]:
        return best_of(kinds, WITH_PRACTICE)
    if named["partner"] or named["place"]:
        best = best_of(kinds, WITH_PARTNER if named["partner"] else WITH_PLACE)
        of_partner = best in {"origin", "off_subject"} and kinds["partner"] > PARTNER_SHARE
        near = best in FIELDS and kinds["partner"] > NEAR_SHARE * kinds[best]
        return "partner" if of_partner or near else best
    best = best_of(kinds, kinds)
    if best == "off_subject":
        second = best_of(kinds, kinds.keys() - {"off_subject", "need", "vague"} - FIELDS.keys())
        return second if kinds[second] > CLOSE_SHARE * kinds[best] else best
    unnamed = FIELDS.keys() - OF_ALL_PRACTICES
    if topic.kind is None and best in unnamed and kinds["off_subject"] > OFF_SHARE * kinds[best]:
        return "off_subject"
    if best == "need" and kinds["off_subject"] > OFF_SHARE * kinds[best] and fit < GOOD_FIT:
        return "off_subject"
    if best in OF_PRACTICE and topic.kind is None and fit < GOOD_FIT:
        # "Who is testing what?" names nothing because it means all.
        return "all_plans" if best == "testers" else "vague"
    return best


def weighed(kinds: Mapping[str, float], ours: bool, fit: float) -> dict[str, float]:
    """The probabilities less what speaks against them: no practice fits, the project is named."""
    shares = dict(kinds)
    shares["need"] *= min(1.0, max(LEAST_SHARE, fit / FULL_FIT))
    if ours:
        shares["off_subject"] *= OURS_SHARE
        if fit < GOOD_FIT:
            shares["need"] *= LEAST_SHARE
    return shares


def best_of(kinds: Mapping[str, float], allowed: Iterable[str]) -> str:
    """The most probable kind among those allowed."""
    return max((kind for kind in allowed if kind in kinds), key=lambda kind: kinds[kind])
