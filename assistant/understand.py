"""A question, with the conversation before it, becomes what the reader wants to know of what."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.follow_up import Reading, Topic, carry_over, settle
from assistant.kinds import FIELDS, OF_PRACTICE, WITH_PARTNER, WITH_PRACTICE
from assistant.learned import Array, Learned
from assistant.names import MASKS, masked
from assistant.question_language import language_of
from ingest.errors import BadQuestion

MAX_CHARACTERS = 20_000
# Only so much of a question is read: the model takes 512 tokens, and names stand early.
READ_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Mind:
    """What understanding needs: the models learned, and the embedding of questions and texts."""

    learned: Learned
    embed: Callable[[str], Array]
    embed_passages: Callable[[Sequence[str]], Array]


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question asks.

    `asked_in` is the question's own language, or None if it cannot be told; `language` is the
    one to answer in. `practices` and `partners` are named in the question or carried over from
    the conversation; `places` are partners whose country is named. `needs` are all practices by
    how well they fit the need told, best first. `text` is the question cleaned, `vector` that of
    the text with its names masked, not centred.
    """

    question: str
    text: str
    language: str
    asked_in: str | None
    kind: str
    practices: tuple[str, ...]
    partners: tuple[str, ...]
    places: tuple[str, ...]
    needs: tuple[tuple[str, float], ...]
    kinds: tuple[tuple[str, float], ...]
    vector: Array


def clean(question: str) -> str:
    """A question without control characters and stray white space, in NFC.

    Raises:
        BadQuestion: nothing is left of it, or it is longer than MAX_CHARACTERS.
    """
    if len(question) > MAX_CHARACTERS:
        raise BadQuestion(
            f"question: has {len(question):,} characters, at most {MAX_CHARACTERS:,} are read. "
            "Ask a shorter one, or add the text as a document."
        )
    kept = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c
        for c in question
        if unicodedata.category(c) not in {"Cs", "Cf", "Co", "Cn"} or c in "\u200c\u200d"
    )
    text = " ".join(unicodedata.normalize("NFC", kept).split())
    if not text:
        raise BadQuestion("question: is empty. Ask something.")
    return text


def understand(
    question: str,
    history: Sequence[str],
    mind: Mind,
    chosen: str | None = None,
) -> Understanding:
    """Understand a question in the light of the questions before it (oldest first).

    `chosen` is the language that the reader asked for; it counts for the answer and, where the
    question is too short to tell, for the reading of the question.

    Raises:
        BadQuestion: the question is empty or too long.
    """
    topic = Topic()
    for earlier in history:
        if earlier.strip():
            topic = topic_after(understand_one(earlier, topic, mind, chosen), topic)
    return understand_one(question, topic, mind, chosen)


def topic_after(understood: Understanding, before: Topic) -> Topic:
    """What the conversation is about after a question; small talk leaves it as it was."""
    if understood.kind in {"greeting", "about", "vague", "off_subject"}:
        return before
    practices = understood.practices
    if understood.kind == "need" and understood.needs:
        practices = (understood.needs[0][0],)
    return Topic(
        understood.kind,
        understood.asked_in or before.language,
        practices,
        understood.partners,
    )


def understand_one(
    question: str, topic: Topic, mind: Mind, chosen: str | None = None
) -> Understanding:
    """Understand one question, given what the conversation is about."""
    text = clean(question)[:READ_CHARACTERS]
    learned, prior = mind.learned, chosen or topic.language
    asked_in = language_of(text, learned.names, learned.vocabulary, prior)
    mentions = mind.learned.names.find(text, asked_in)
    vector = mind.embed(masked(text, mentions))
    named = {
        sort: tuple(dict.fromkeys(m.id for m in mentions if m.sort == sort))
        for sort in ("practice", "partner", "place", "project")
    }
    centred = mind.learned.centred(vector)
    kinds = mind.learned.score_kinds(
        centred, (len(named["practice"]), len(named["partner"]), len(named["place"]))
    )
    needs = sorted(mind.learned.score_needs(centred).items(), key=lambda item: -item[1])
    kind = likeliest(kinds, named, topic, needs[0][1])
    if topic.kind and not mentions:
        kind = read_again(text, kind, kinds, topic, needs[0][1], mind)
    read = Reading(
        kind=kind,
        practices=named["practice"],
        partners=named["partner"],
        places=named["place"],
        words=len(text.split()),
    )
    settled = settle(carry_over(read, topic))
    return Understanding(
        # Half a surrogate, from a command line that is not UTF-8, can be written nowhere.
        question=question.encode("utf-8", "replace").decode("utf-8"),
        text=text,
        language=chosen or asked_in or topic.language or "en",
        asked_in=asked_in,
        kind=settled.kind,
        practices=settled.practices,
        partners=settled.partners,
        places=settled.places,
        needs=tuple(needs),
        kinds=tuple(sorted(kinds.items(), key=lambda item: -item[1])),
        vector=vector,
    )


# Fields that are also asked of all practices at once, so that none need be named.
OF_ALL_PRACTICES = frozenset({"origin", "service_type"})
# Kinds that a follow-up is taken for when what it is about is left out, and what it may be instead
# of them: "How do they want to record the effects?" is off the subject by itself, "which partners
# have it in their plans?" asks for all partners.
LEFT_OUT = frozenset({"need", "off_subject", "vague", "forms", "selection"})
OF_ALL = frozenset({"list_partners", "count_partners", "all_plans"})
# A question that is off the subject by more than this stays so.
SURELY_OFF = 0.8
# The second reading must be as sure as this.
SURE_AGAIN = 0.65


def read_again(
    text: str,
    kind: str,
    kinds: Mapping[str, float],
    topic: Topic,
    fit: float,
    mind: Mind,
) -> str:
    """The kind of a follow-up that names nothing, read as if it named what the talk is about.

    The first reading stands where it is sure, or where the second is not.
    """
    sure = kinds["off_subject"] > SURELY_OFF or (kind == "need" and fit >= GOOD_FIT)
    sort = "practice" if topic.practices else "partner" if topic.partners else None
    if sure or sort is None or kind not in LEFT_OUT | OF_ALL:
        return kind
    vector = mind.learned.centred(mind.embed(f"{MASKS[sort]}: {text}"))
    again = mind.learned.score_kinds(vector, (1, 0, 0) if sort == "practice" else (0, 1, 0))
    best = best_of(again, WITH_PRACTICE if sort == "practice" else WITH_PARTNER)
    if again[best] < SURE_AGAIN or best in {"need", "vague", "off_subject"}:
        return kind
    return best if kind in LEFT_OUT or best == "testers" else kind


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


def likeliest(
    kinds: Mapping[str, float],
    named: Mapping[str, tuple[str, ...]],
    topic: Topic,
    fit: float,
) -> str:
    """The kind that fits best among those that can be meant with the names found.

    `fit` is how well the best practice fits the question, were it a need.
    """
    if named["practice"]:
        return best_of(kinds, WITH_PRACTICE)
    if named["partner"] or named["place"]:
        best = best_of(kinds, WITH_PARTNER if named["partner"] else kinds)
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


def best_of(kinds: Mapping[str, float], allowed: Iterable[str]) -> str:
    """The most probable kind among those allowed."""
    return max((kind for kind in allowed if kind in kinds), key=lambda kind: kinds[kind])
