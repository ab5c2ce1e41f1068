"""What a question asks the plans to mention becomes the partners whose text holds it."""

from collections import Counter
from collections.abc import Iterable

from assistant.catalogue import Partner
from assistant.concepts import Dictionaries
from assistant.understand import Mind, Understanding
from index.search import Snapshot

# Concepts that say that a text is to be looked into, not what for.
LOOKING = frozenset(
    {"mention", "speech", "word", "text", "document", "partner", "plan", "name", "intend", "test"}
    | {"project", "practice", "which", "wish", "list", "show", "make", "work", "inside"}
)
# What so many partners' texts hold tells none of them from the others.
MOST = 4


def mentioning(
    understood: Understanding, partners: Iterable[Partner], library: Snapshot, mind: Mind
) -> tuple[str, ...]:
    """The partners whose text holds what the question asks after, if it asks who mentions it.

    A thing counts by what it is called in any of the 24 languages; of several things asked after,
    that one counts which questions seldom hold.
    """
    if not understood.concepts & {"mention", "speech", "word", "name"}:
        return ()
    held = {partner.id: held_in(partner, library, mind.dictionaries) for partner in partners}
    texts_with = Counter(concept for found in held.values() for concept in found)
    words = [
        set(map(mind.dictionaries.concepts.__getitem__, found))
        for found in mind.dictionaries.read(understood.text, understood.asked_in)
    ]
    # A word that may mean "plan" is not what the plans are to mention.
    told_of = {concept for word in words if not word & LOOKING for concept in word}
    sought = {concept for concept in told_of if 0 < texts_with[concept] <= MOST}
    if not sought:
        return ()
    rarity = dict(zip(mind.dictionaries.concepts, mind.learned.rarity.tolist(), strict=True))
    told = max(sorted(sought), key=lambda concept: rarity[concept])
    return tuple(partner for partner, found in held.items() if told in found)


def held_in(partner: Partner, library: Snapshot, words: Dictionaries) -> frozenset[str]:
    """The concepts of a partner's text, in whichever language it stands."""
    return frozenset(
        concept
        for half in partner.halves
        for concept in words.named(
            library.body(half.document)[half.start : half.end], half.language
        )
    )
