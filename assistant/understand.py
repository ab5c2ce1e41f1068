"""A question, with the conversation before it, becomes what the reader wants to know of what."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.asking import NO_WORDS, expected
from assistant.choosing import (
    OTHER_FIT,
    PLAN_FIT,
    UNSURE,
    likeliest,
    no_plan,
    vague_or_off,
    whose_plan,
)
from assistant.concepts import Dictionaries
from assistant.features import features, unshouted
from assistant.follow_up import Reading, Topic, carry_over, ordinal_in, settle
from assistant.kinds import FIELDS
from assistant.learned import Learned
from assistant.linear import Array
from assistant.names import masked
from assistant.question_language import language_of
from assistant.second_reading import read_again
from ingest.errors import BadQuestion

# "Which partners speak of workshops?" asks for some of them, though it sounds like all.
SPEAKING = frozenset({"mention", "speech"})
MAX_CHARACTERS = 20_000
# Only so much of a question is read: the model takes 512 tokens, and names stand early.
READ_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Mind:
    """What understanding needs: the models learned, and the embedding of questions and texts.

    `plans` are the practices that each partner's plan touches, in the order in which it is told;
    `stated` are the fields that the documents state of each practice.
    """

    learned: Learned
    dictionaries: Dictionaries
    stated: Mapping[str, frozenset[str]]
    plans: Mapping[str, tuple[str, ...]]
    embed: Callable[[str], Array]
    embed_passages: Callable[[Sequence[str]], Array]


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question asks.

    `asked_in` is the question's own language, or None if it cannot be told; `language` is the
    one to answer in. `practices` and `partners` are named in the question or carried over from
    the conversation; `places` are partners whose country is named. `needs` are all practices by
    how well they fit the need told, best first, `planners` all partners by how well their plans fit
    what is asked after. `text` is the question cleaned, `vector` that of
    the text with its names masked, not centred. `concepts` are those that its words may mean, in
    English. `names_something` tells whether it names anything
    of ours.
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
    planners: tuple[tuple[str, float], ...]
    kinds: tuple[tuple[str, float], ...]
    vector: Array
    concepts: frozenset[str]
    names_something: bool


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
    return understand_one(question, topic_of(history, mind, chosen), mind, chosen)


def topic_of(history: Sequence[str], mind: Mind, chosen: str | None = None) -> Topic:
    """What a conversation is about after its questions so far, oldest first."""
    topic = Topic()
    for earlier in history:
        if earlier.strip():
            topic = topic_after(understand_one(earlier, topic, mind, chosen), topic, mind)
    return topic


def topic_after(understood: Understanding, before: Topic, mind: Mind) -> Topic:
    """What the conversation is about after a question; small talk leaves it as it was."""
    if understood.kind in {"greeting", "about", "vague", "off_subject"}:
        return before
    practices, partners = understood.practices, understood.partners
    shown = practices
    if understood.kind == "need":
        shown = fitting(understood)
        practices = shown[:1]
    elif understood.kind in {"list_topic", "list_practices"} and not practices:
        # "There is something on joint stands. What is it called?" is asked on as of that practice.
        practices = fitting(understood)[:1] if understood.needs[0][1] >= OTHER_FIT else ()
        shown = mind.learned.practices if understood.kind == "list_practices" else ()
    elif understood.kind == "planner":
        partners = planning(understood)
    elif understood.kind == "partner" and partners:
        shown = mind.plans[partners[0]]
    return Topic(
        understood.kind,
        understood.asked_in or before.language,
        practices,
        partners,
        # "And the first?" still means the two that were told before "the second one" was.
        shown if len(shown) > 1 else before.shown,
    )


# A further practice is named beside the best if it scores at least this share of it.
RIVAL_SHARE = 0.6
MAX_RIVALS = 3


def fitting(understood: Understanding) -> tuple[str, ...]:
    """The practices that fit the need told, best first."""
    best = understood.needs[0][1]
    near = understood.needs[:MAX_RIVALS]
    return tuple(practice for practice, score in near if score >= RIVAL_SHARE * best)


# Another partner is named beside the one whose plan fits best from this share of its fit on.
PLAN_SHARE = 0.6


def planning(understood: Understanding) -> tuple[str, ...]:
    """The partners whose plans fit what is asked after, best first; none if no plan does."""
    least = max(PLAN_FIT, PLAN_SHARE * understood.planners[0][1])
    return tuple(partner for partner, score in understood.planners if score >= least)


def understand_one(
    question: str, topic: Topic, mind: Mind, chosen: str | None = None
) -> Understanding:
    """Understand one question, given what the conversation is about."""
    written = clean(question)[:READ_CHARACTERS]
    text = unshouted(written)
    learned = mind.learned
    asked_in = language_of(text, learned.names, learned.vocabulary, chosen or topic.language)
    mentions = learned.names.find(written, asked_in)
    bare = masked(text, mentions)
    vector = mind.embed(bare)
    named = {
        sort: tuple(dict.fromkeys(m.id for m in mentions if m.sort == sort))
        for sort in ("practice", "partner", "place", "project")
    }
    bag = mind.dictionaries.bag(bare, asked_in)
    row = features(counted(named), learned.centred(vector), bare, bag)
    scored = Scored(
        learned.score_kinds(row),
        ranked(learned.score_needs(row)),
        ranked(learned.score_plans(row)),
        bag,
    )
    read = read_one(text, named, scored, topic, asked_in, mind)
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
        needs=scored.needs,
        planners=scored.planners,
        kinds=ranked(scored.kinds),
        vector=vector,
        concepts=mind.dictionaries.named(text, asked_in),
        names_something=bool(mentions),
    )


@dataclass(frozen=True, slots=True)
class Scored:
    """What the models say of a question, best first, and the bag of its concepts."""

    kinds: Mapping[str, float]
    needs: tuple[tuple[str, float], ...]
    planners: tuple[tuple[str, float], ...]
    bag: Array


def kinds_asked_for(text: str, asked_in: str | None, mind: Mind) -> frozenset[str]:
    """The kinds of question that the words that ask in a text speak for; see asking.py."""
    return expected(
        text,
        mind.learned.asking.get(asked_in or "", NO_WORDS),
        lambda some: mind.dictionaries.named(some, asked_in),
    )


def read_one(
    text: str,
    named: Mapping[str, tuple[str, ...]],
    scored: Scored,
    topic: Topic,
    asked_in: str | None,
    mind: Mind,
) -> Reading:
    """Choose the kind, and what is meant: by name, or by its place among those last told."""
    asked = kinds_asked_for(text, asked_in, mind)
    kind = likeliest(scored.kinds, named, topic, scored.needs, mind.stated, asked)
    practices, nothing_named = named["practice"], not any(named.values())
    if nothing_named and not topic.kind:
        kind = no_plan(scored.kinds, kind, scored.planners[0][1])
        kind = vague_or_off(scored.kinds, kind, len(text.split()))
    if kind == "list_partners" and mind.dictionaries.named(text, asked_in) & SPEAKING:
        kind = "planner"
    if nothing_named and topic.kind:
        nth = ordinal_in(text, mind.learned.ordinals.get(asked_in or "", {}), topic)
        practices = (nth,) if nth else ()
        kind = "practice" if nth and kind not in FIELDS else kind
        if not nth:
            kind = read_again(text, kind, topic, scored, mind)
        unsure = scored.kinds.get(kind, 1.0) < UNSURE and (kind in FIELDS or kind == "vague")
        if topic.practices and unsure:
            meant = practices or topic.practices[:1]
            known = FIELDS.get(kind) in mind.stated[meant[0]]
            kind, practices = (kind, practices) if known else ("practice", meant)
    return Reading(
        kind=whose_plan(kind, scored.planners, named["place"], topic),
        practices=practices,
        partners=named["partner"],
        places=named["place"],
        words=len(text.split()),
    )


def counted(named: Mapping[str, tuple[str, ...]]) -> tuple[int, int, int]:
    """How many practices, partners and places are named."""
    return len(named["practice"]), len(named["partner"]), len(named["place"])


def ranked(scores: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Names with their scores, best first."""
    return tuple(sorted(scores.items(), key=lambda item: -item[1]))
