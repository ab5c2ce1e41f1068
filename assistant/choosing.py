"""The probabilities of kinds become one kind, by what is named and what the talk is about."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.follow_up import Topic
from assistant.kinds import FIELDS, OF_PRACTICE, WITH_PARTNER, WITH_PLACE, WITH_PRACTICE

# Fields that are also asked of all practices at once, so that none need be named.
OF_ALL_PRACTICES = frozenset({"origin", "service_type"})
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
# So is a need that a practice fits well from this share on: "By when must I apply for Horizon?"
SURE_OFF_SHARE = 0.7
# Who tells a need that a practice fits this well means it.
SURE_FIT = 1.0
# A few words are too vague where they are nearly as likely off the subject, more words the other
# way round.
FEW_WORDS = 4
VAGUE_SHARE = 0.6
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
# A need told in a talk on another practice is one from this fit on.
OTHER_FIT = 0.45
# A need is less likely told the less any practice fits it, from this score down, but for this rest.
FULL_FIT = 0.4
LEAST_SHARE = 0.1
# A question that names the project is hardly off the subject.
OURS_SHARE = 0.05
# How much likelier a word that asks makes the kinds that it can belong to ("when" belongs to hardly
# any other), and a talk the kinds that go with what it is about.
ASKED_TIMES = {"date": 20.0, "duration": 20.0}
COUNTED_TIMES = 4.0
TALK_TIMES = 2.0
A_SUM = frozenset({"cost"})
NO_SUM = frozenset({"off_subject", "vague"})


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
    if not any(named.values()) and topic.kind is None:
        if asked == A_SUM:
            kinds = of_a_sum(kinds)
        asked = frozenset()  # "How long does a visa take?" asks for no field of ours
    kinds = weighed(kinds, bool(named["project"]), needs[0][1], asked)
    if named["practice"]:
        return of_practice(kinds, named["practice"], needs[0], stated, asked)
    if named["partner"] or named["place"]:
        return of_partner(kinds, asked, is_place=not named["partner"])
    return of_nothing(in_talk(kinds, topic, needs[0]), topic, needs)


def of_a_sum(kinds: Mapping[str, float]) -> dict[str, float]:
    """The probabilities where a sum is surely asked for: all of ours is cost, no count and no list.

    Many languages say "how much" and "how many" with one word. The price may be none of ours.
    """
    none = {kind: share if kind in NO_SUM else 0.0 for kind, share in kinds.items()}
    return none | {"cost": sum(kinds.values()) - sum(none.values())}


def of_nothing(kinds: Mapping[str, float], topic: Topic, needs: Sequence[tuple[str, float]]) -> str:
    """The kind of a question that names nothing of ours."""
    fit = needs[0][1]
    best = best_of(kinds, kinds)
    if best == "its_counts":
        return "partner" if topic.partners else "counts"
    if best == "planner" and fit >= RIVAL_NEED and kinds["need"] > NEED_SHARE * kinds[best]:
        return "need"
    if best == "need" or best in LISTS:
        best = list_or_need(kinds, needs)
    if best == "off_subject":
        return unless_ours(kinds, fit)
    unnamed = FIELDS.keys() - OF_ALL_PRACTICES
    if topic.kind is None and best in unnamed and kinds["off_subject"] > OFF_SHARE * kinds[best]:
        return "off_subject"
    share = OFF_SHARE if fit < GOOD_FIT else SURE_OFF_SHARE
    if best == "need" and fit < SURE_FIT and kinds["off_subject"] > share * kinds[best]:
        return "off_subject"
    if best in OF_PRACTICE and topic.kind is None and fit < GOOD_FIT:
        # "Who is testing what?" names nothing because it means all.
        return "all_plans" if best == "testers" else "vague"
    return best


def unless_ours(kinds: Mapping[str, float], fit: float) -> str:
    """Off the subject, unless something of ours that can be answered is nearly as likely."""
    off = kinds["off_subject"]
    if fit >= SURE_FIT and kinds["need"] > off / 2:
        return "need"
    second = best_of(kinds, kinds.keys() - {"off_subject", "need", "vague"} - FIELDS.keys())
    return second if kinds[second] > CLOSE_SHARE * off else "off_subject"


def no_plan(kinds: Mapping[str, float], kind: str, fit: float) -> str:
    """What is asked instead where no plan fits: "Which practices does no partner plan to test?"."""
    if kind != "planner" or fit >= PLAN_FIT:
        return kind
    second = best_of(kinds, kinds.keys() - {"planner", "need", "vague", "off_subject"})
    return second if kinds[second] > kinds[kind] / 2 else kind


def vague_or_off(kinds: Mapping[str, float], kind: str, words: int) -> str:
    """Whether a question that tells nothing is too vague or off the subject, by its words."""
    vague, off = kinds["vague"], kinds["off_subject"]
    if kind == "off_subject" and words <= FEW_WORDS and vague > VAGUE_SHARE * off:
        return "vague"
    return "off_subject" if kind == "vague" and words > FEW_WORDS and off > vague / 2 else kind


def list_or_need(kinds: Mapping[str, float], needs: Sequence[tuple[str, float]]) -> str:
    """Whether practices are asked for or a need is told.

    "There is something about joint stands. What is it called?" sounds like a list, but one practice
    alone fits it. A list on a subject that no practice fits is one of all.
    """
    fit, second = needs[0][1], needs[1][1]
    share = ALONE_SHARE if fit >= GOOD_FIT and second < ALONE * fit else LIST_SHARE
    lists = [k for k in LISTS if kinds[k] > max(LEAST_LIST, share * kinds["need"])]
    best = best_of(kinds, lists or ["need"])
    of_all = fit < FULL_FIT and kinds["list_practices"] > kinds[best] / 2
    return "list_practices" if best == "list_topic" and of_all else best


def in_talk(kinds: Mapping[str, float], topic: Topic, need: tuple[str, float]) -> dict[str, float]:
    """The probabilities as what the talk is about makes them likelier.

    `need` is the practice that fits best what is asked, with its fit.
    """
    likelier = {topic.kind}
    if topic.practices:
        likelier |= OF_PRACTICE | FIELDS.keys()
        if need[0] not in topic.practices and need[1] >= OTHER_FIT:
            likelier -= {"practice"}
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
    shares = {
        kind: share * (ASKED_TIMES.get(kind, COUNTED_TIMES) if kind in asked else 1.0)
        for kind, share in kinds.items()
    }
    shares["need"] *= min(1.0, max(LEAST_SHARE, fit / FULL_FIT))
    if ours:
        shares["off_subject"] *= OURS_SHARE
        if fit < GOOD_FIT:
            shares["need"] *= LEAST_SHARE
    return shares


def best_of(kinds: Mapping[str, float], allowed: Iterable[str]) -> str:
    """The most probable kind among those allowed."""
    return max((kind for kind in allowed if kind in kinds), key=lambda kind: kinds[kind])
