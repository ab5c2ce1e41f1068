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
    if sure or sort is None or kind not in LEFT_OUT | OF_ALL:
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


# A partner's plan is taken to be what is asked after from this fit on.
PLAN_FIT = 0.3


# "Estonia builds on a practice from Slovenia": another plan than that of the country named is meant
# if it fits this well, and the named one's less than half as well.
SURE_PLAN_FIT = 0.6
# A need told with a country's name is about its partner's plan from this fit of the plan on.
OWN_PLAN_FIT = 0.6


def whose_plan(
    kind: str, planners: Sequence[tuple[str, float]], places: Sequence[str], topic: Topic
) -> str:
    """The kind of a question after a plan whose partner it does not name.

    `planners` are the partners by how well their plans fit, best first. Where none fits, the plan
    of the country named is meant, or the tests of the practice that the talk is about.
    """
    partner, fit = planners[0]
    if places and kind == "need" and partner in places and fit >= OWN_PLAN_FIT:
        return "partner"
    if kind != "planner":
        return kind
    if places:
        of_place = max(score for name, score in planners if name in places)
        another = fit >= SURE_PLAN_FIT and of_place < fit / 2
        return kind if another else "partner"
    return "testers" if topic.practices and fit < PLAN_FIT else kind


# A question on cost, dates, persons … that names nothing of ours and follows on nothing is likely
# not our subject: being off it needs this share of the field's probability.
OFF_SHARE = 0.25
# Refusing wants a clear margin: a kind that can be answered and comes this near is meant.
CLOSE_SHARE = 0.8
# "The Slovenian partner" sounds like a question on an origin, "the Stuttgart agency" like one on
# a town: with a partner or its country named, the plan is meant from this probability on.
PARTNER_SHARE = 0.1
# Its plan is also meant where a field that may not be stated is hardly more probable.
NEAR_SHARE = 0.7
# A practice itself is meant where a field that nobody stated of it is not much more probable, or
# where what is asked fits the practice so well that its own text must speak of it.
PRACTICE_SHARE = 0.5
OWN_FIT = 0.5
TOLD_SHARE = 0.3
# Practices on a subject, or of a provider, are asked for rather than told a need for from this
# share of the need's probability on.
LISTS = ("list_topic", "provided_by")
LIST_SHARE = 0.45
# A follow-up that asks for a field that nobody stated, less surely than this, asks on at large.
UNSURE = 0.4
# A plan asked after fits no better than a need told, if that need fits a practice this well.
RIVAL_NEED = 0.5
NEED_SHARE = 0.3
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
    needs: Sequence[tuple[str, float]],
    stated: Mapping[str, frozenset[str]],
) -> str:
    """The kind that fits best among those that can be meant with the names found.

    `needs` are the practices by how well they fit the question, were it a need, best first;
    `stated` the fields that the documents state of each.
    """
    fit = needs[0][1]
    kinds = weighed(kinds, bool(named["project"]), fit)
    if named["practice"]:
        return of_practice(kinds, named["practice"], needs[0], stated)
    if named["partner"] or named["place"]:
        return of_partner(kinds, is_place=not named["partner"])
    return of_nothing(kinds, topic, fit)


def of_nothing(kinds: Mapping[str, float], topic: Topic, fit: float) -> str:
    """The kind of a question that names nothing of ours; `fit` is the best need's."""
    best = best_of(kinds, kinds)
    if best == "its_counts":
        return "partner" if topic.partners else "counts"
    if best == "planner" and fit >= RIVAL_NEED and kinds["need"] > NEED_SHARE * kinds[best]:
        return "need"
    if best == "need":
        best = best_of(kinds, [k for k in LISTS if kinds[k] > LIST_SHARE * kinds[best]] or [best])
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


def of_practice(
    kinds: Mapping[str, float],
    practices: Sequence[str],
    best_need: tuple[str, float],
    stated: Mapping[str, frozenset[str]],
) -> str:
    """The kind of a question that names practices: a field of theirs, or what they are."""
    best = best_of(kinds, WITH_PRACTICE)
    known = any(FIELDS.get(best, best) in stated.get(practice, ()) for practice in practices)
    if known or (best not in FIELDS and best != "testers"):
        return best
    need, fit = best_need
    told = kinds["need"] + kinds["practice"] > TOLD_SHARE * kinds[best]
    own = best in FIELDS and need in practices and fit >= OWN_FIT and told
    return "practice" if own or kinds["practice"] > PRACTICE_SHARE * kinds[best] else best


def of_partner(kinds: Mapping[str, float], *, is_place: bool) -> str:
    """The kind of a question that names a partner, or only its country: a field, or its plan."""
    best = best_of(kinds, WITH_PLACE if is_place else WITH_PARTNER)
    meant = best in {"origin", "off_subject", "planner"} and kinds["partner"] > PARTNER_SHARE
    near = best in FIELDS and kinds["partner"] > NEAR_SHARE * kinds[best]
    return "partner" if meant or near or best == "its_counts" else best


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
