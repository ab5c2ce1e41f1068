"""What a question asks the plans to mention becomes the partners whose text holds it."""

from collections import Counter
from collections.abc import Iterable

from assistant.catalogue import Partner
from assistant.concepts import Dictionaries
from assistant.understand import Understanding
from index.search import Snapshot

# Concepts that say that a text is to be looked into, not what for.
LOOKING = frozenset(
    {"mention", "speech", "word", "text", "document", "partner", "plan", "name", "intend", "test"}
    | {"project", "practice", "which", "wish", "list", "show", "make", "work"}
)
# What so many partners' texts hold tells none of them from the others.
MOST = 4


def mentioning(
    understood: Understanding, partners: Iterable[Partner], library: Snapshot, words: Dictionaries
) -> tuple[str, ...]:
    """The partners whose text holds what the question asks after, if it asks who mentions it.

    A thing counts by what it is called in any of the 24 languages; of several things asked after,
    those count that the fewest texts hold.
    """
    if not understood.concepts & {"mention", "speech", "word"}:
        return ()
    held = {partner.id: held_in(partner, library, words) for partner in partners}
    texts_with = Counter(concept for found in held.values() for concept in found)
    sought = {c for c in understood.concepts - LOOKING if 0 < texts_with[c] <= MOST}
    if not sought:
        return ()
    rarest = min(texts_with[concept] for concept in sought)
    told = {concept for concept in sought if texts_with[concept] == rarest}
    return tuple(partner for partner, found in held.items() if told & found)


def held_in(partner: Partner, library: Snapshot, words: Dictionaries) -> frozenset[str]:
    """The concepts of a partner's text, in whichever language it stands."""
    return frozenset(
        concept
        for half in partner.halves
        for concept in words.named(
            library.body(half.document)[half.start : half.end], half.language
        )
    )
