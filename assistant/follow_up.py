"""A reading of a question becomes settled: what the conversation adds, what the names overrule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.kinds import FIELDS, OF_BOTH, OF_PARTNER, OF_PRACTICE, OF_TWO
from assistant.spelling import words as words_of


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about so far: what a follow-up without a name means.

    `shown` are the practices that were last told together, in their order: "the second one".
    """

    kind: str | None = None
    language: str | None = None
    practices: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as read so far: the likeliest kind and what is named, before rules settle it."""

    kind: str
    practices: tuple[str, ...]
    partners: tuple[str, ...]
    places: tuple[str, ...]
    words: int


# "Explain the second one to me, please." has at most so many words.
ORDINAL_WORDS = 9
# An ordinal may end in so many letters more than the beginning that all its forms share.
ENDING = 4
PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}


def ordinal_in(text: str, ordinals: Mapping[str, Sequence[str]], topic: Topic) -> str | None:
    """The practice that an ordinal means among those last told together, or None."""
    words = [word.folded for word in words_of(text)]
    if len(topic.shown) < 2 or len(words) > ORDINAL_WORDS:
        return None
    for name, place in PLACES.items():
        forms = ordinals.get(name, ())
        meant = any(w.startswith(f) and len(w) - len(f) <= ENDING for w in words for f in forms)
        if meant and place < len(topic.shown):
            return topic.shown[place]
    return None


# "And what about in Malta?" has at most so many words, "And Co-location?" fewer: "What is
# Co-location?" asks anew.
ELLIPSIS_WORDS = 5
ELLIPSIS_WORDS_PRACTICE = 3


def carry_over(read: Reading, topic: Topic) -> Reading:
    """Fill in from the conversation what a follow-up leaves out."""
    if topic.kind is None:
        return read
    short = read.words <= (ELLIPSIS_WORDS_PRACTICE if read.practices else ELLIPSIS_WORDS)
    nothing_named = not (read.practices or read.partners or read.places)
    if not nothing_named and short and read.kind in {"practice", "partner", "need", "vague"}:
        return continued(read, topic)
    needs_practice = read.kind in OF_PRACTICE | OF_BOTH | OF_TWO or read.kind in FIELDS
    if needs_practice and not read.practices and not (read.kind in FIELDS and read.partners):
        read = replace(read, practices=topic.practices[:1])
        if read.kind in FIELDS and not topic.practices:
            read = replace(read, partners=topic.partners[:1])
    elif read.kind in OF_TWO and len(read.practices) == 1:
        carried = [p for p in topic.practices[:1] if p not in read.practices]
        read = replace(read, practices=(*carried, *read.practices))
    return of_partner_or_practice(read, topic)


def of_partner_or_practice(read: Reading, topic: Topic) -> Reading:
    """Tests are asked after of the partner that the talk is about, or of its practice."""
    if read.kind == "testers" and not read.practices and topic.partners:
        # "With whom will they test it?"
        read = replace(read, kind="partner")
    if read.kind in OF_PARTNER | OF_BOTH and not (read.partners or read.places):
        read = replace(read, partners=topic.partners[:1])
    if read.kind in OF_PARTNER and not (read.partners or read.places) and topic.practices:
        read = replace(read, kind="testers", practices=topic.practices[:1])
    return read


def continued(read: Reading, topic: Topic) -> Reading:
    """A short follow-up that only swaps a name keeps asking what was asked before."""
    kind = topic.kind or read.kind
    if read.practices and (kind in OF_PRACTICE or kind in FIELDS):
        return replace(read, kind=kind)
    if (read.partners or read.places) and kind in FIELDS and topic.partners:
        return replace(read, kind=kind)
    return read


def settle(read: Reading) -> Reading:
    """Let the names found overrule a kind that cannot be meant with them."""
    partners = read.partners
    if not partners and read.kind in {"partner", "partner_practice", "contact", "results", "date"}:
        partners = read.places
    read = replace(read, partners=partners)
    practices, kind = len(read.practices), read.kind
    if practices and partners and kind in OF_PRACTICE - FIELDS.keys() | OF_PARTNER | OF_BOTH:
        return replace(read, kind="partner_practice")
    if practices >= 2 and kind in {"practice", "need", "vague", "off_subject"}:
        return replace(read, kind="compare")
    if practices and kind in {"need", "vague", "greeting", "partner_practice"}:
        return replace(read, kind="practice")
    if practices == 1 and kind == "compare":
        return replace(read, kind="practice")
    if partners and not practices and kind in {"practice", "vague", "testers", "partner_practice"}:
        return replace(read, kind="partner")
    return read
