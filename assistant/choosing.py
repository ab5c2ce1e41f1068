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
# A need told in a talk on another practice is one from this fit on.
OTHER_FIT = 0.45
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
# Its plan is also meant where a field that may not be stated is hardly more probable, and no word
# such as "when" or "how many" asks for it.
NEAR_SHARE = 0.7
# What is stated of a practice is meant where a field that nobody stated of it is not much more
# probable and no such word asks for it, or, of the practice itself, where what is asked fits it so
# well that its own text must speak of it.
KNOWN_SHARE = 0.5
OWN_FIT = 0.5
TOLD_SHARE = 0.3
# Practices on a subject, or of a provider, are asked for rather than told a need for from this
# share of the need's probability on.
LISTS = ("list_topic", "provided_by")
LIST_SHARE = 0.45
LEAST_LIST = 0.15
# Where one practice alone fits, it is meant unless a list is so much more probable.
ALONE_SHARE = 1.3
ALONE = 0.6
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
# How much likelier a word that asks makes the kinds that it can belong to, and a talk the kinds
# that go with what it is about.
ASKED_TIMES = 4.0
TALK_TIMES = 2.0


def likeliest(
    kinds: Mapping[str, float],
    named: Mapping[str, tuple[str, ...]],
    topic: Topic,
    needs: Sequence[tuple[str, float]],
    stated: Mapping[str, frozenset[str]],
    asked: frozenset[str],
) -> str:
    """The kind that fits best among those that can be meant with the names found.

    `needs` are the practices by how well they fit the question, were it a need, best first;
    `stated` the fields that the documents state of each; `asked` the kinds that its asking words
    speak for.
    """
    kinds = weighed(kinds, bool(named["project"]), needs[0][1], asked)
    if named["practice"]:
        return of_practice(kinds, named["practice"], needs[0], stated, asked)
    if named["partner"] or named["place"]:
        return of_partner(kinds, asked, is_place=not named["partner"])
    return of_nothing(in_talk(kinds, topic), topic, needs)


def of_nothing(kinds: Mapping[str, float], topic: Topic, needs: Sequence[tuple[str, float]]) -> str:
    """The kind of a question that names nothing of ours."""
    fit = needs[0][1]
    best = best_of(kinds, kinds)
    if best == "its_counts":
        return "partner" if topic.partners else "counts"
    if best == "planner" and fit >= RIVAL_NEED and kinds["need"] > NEED_SHARE * kinds[best]:
        return "need"
    if best == "need" or best in LISTS:
        best = list_or_need(kinds, alone=fit >= GOOD_FIT and needs[1][1] < ALONE * fit)
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


def list_or_need(kinds: Mapping[str, float], *, alone: bool) -> str:
    """Whether practices are asked for or a need is told; `alone` if one practice fits and no other.

    "There is something about joint stands. What is it called?" sounds like a list.
    """
    share = ALONE_SHARE if alone else LIST_SHARE
    lists = [k for k in LISTS if kinds[k] > max(LEAST_LIST, share * kinds["need"])]
    return best_of(kinds, lists or ["need"])


def in_talk(kinds: Mapping[str, float], topic: Topic) -> dict[str, float]:
    """The probabilities as what the talk is about makes them likelier."""
    likelier = {topic.kind}
    if topic.practices:
        likelier |= OF_PRACTICE | FIELDS.keys()
    elif topic.partners:
        likelier |= {"partner", "its_counts"} | (FIELDS.keys() - OF_PRACTICE)
    likelier -= {"off_subject", "vague", "need"}
    return {k: share * (TALK_TIMES if k in likelier else 1.0) for k, share in kinds.items()}


def of_practice(
    kinds: Mapping[str, float],
    practices: Sequence[str],
    best_need: tuple[str, float],
    stated: Mapping[str, frozenset[str]],
    asked: frozenset[str],
) -> str:
    """The kind of a question that names practices: a field of theirs, or what they are."""
    best = best_of(kinds, WITH_PRACTICE)
    known = {
        kind
        for kind in WITH_PRACTICE - {"need", "vague"}
        if kind not in FIELDS or any(FIELDS[kind] in stated.get(p, ()) for p in practices)
    }
    if best in known or best in asked or best not in FIELDS:
        return best
    near = best_of(kinds, known)
    if kinds[near] > KNOWN_SHARE * kinds[best]:
        return near
    need, fit = best_need
    told = kinds["need"] + kinds["practice"] > TOLD_SHARE * kinds[best]
    return "practice" if need in practices and fit >= OWN_FIT and told else best


def of_partner(kinds: Mapping[str, float], asked: frozenset[str], *, is_place: bool) -> str:
    """The kind of a question that names a partner, or only its country: a field, or its plan."""
    best = best_of(kinds, WITH_PLACE if is_place else WITH_PARTNER)
    meant = best in {"origin", "off_subject", "planner"} and kinds["partner"] > PARTNER_SHARE
    near = best in FIELDS.keys() - asked and kinds["partner"] > NEAR_SHARE * kinds[best]
    return "partner" if meant or near or best == "its_counts" else best


def weighed(
    kinds: Mapping[str, float], ours: bool, fit: float, asked: frozenset[str]
) -> dict[str, float]:
    """The probabilities with what speaks for a kind or against it.

    For it speaks a word that asks so; against it that no practice fits, or the project is named.
    """
    shares = {k: share * (ASKED_TIMES if k in asked else 1.0) for k, share in kinds.items()}
    shares["need"] *= min(1.0, max(LEAST_SHARE, fit / FULL_FIT))
    if ours:
        shares["off_subject"] *= OURS_SHARE
        if fit < GOOD_FIT:
            shares["need"] *= LEAST_SHARE
    return shares


def best_of(kinds: Mapping[str, float], allowed: Iterable[str]) -> str:
    """The most probable kind among those allowed."""
    return max((kind for kind in allowed if kind in kinds), key=lambda kind: kinds[kind])
