"""The example questions and needs of each language, with the names in them masked."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.lexicon import Lexicon, Words
from assistant.names import MASKS, Alias, NameIndex, masked

# With its name left in, every question that says P4C is taken for one on the project's objective.
PROJECT_NAMES = ("POOLING4CLUSTERS", "Pooling4Clusters", "Pooling for Clusters", "P4C")


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its text with names masked, its kind, and what it is about.

    `named` says which names it holds: practices, partners, places. `practice` is the one that
    fits the need told, `partner` the one whose plan is asked after without its name.
    """

    text: str
    kind: str
    named: tuple[int, int, int] = (0, 0, 0)
    practice: str | None = None
    partner: str | None = None


def examples_of(words: Words) -> Iterator[Example]:
    """All examples of one language, slots masked and places filled in (the same ones each time)."""
    chance = random.Random(words.language)  # noqa: S311 (no secret: a fixed choice of places)
    places = [partner.place for partner in words.partners.values()]
    for kind, questions in words.questions.items():
        for question in questions:
            named = (
                question.count("{practice}") + question.count("{other}"),
                question.count("{partner}"),
                question.count("{place}"),
            )
            text = question.replace("{place}", chance.choice(places))
            for slot, mask in MASKS.items():
                text = text.replace("{" + slot + "}", mask)
            yield Example(text, kind, named)
    for practice, practice_words in words.practices.items():
        for need in practice_words.needs:
            yield Example(need, "need", practice=practice)
        yield Example(practice_words.gloss, "need", practice=practice)
    for partner, partner_words in words.partners.items():
        for question in partner_words.asked:
            yield Example(question, "planner", partner=partner)


def texts_of(words: Words) -> Iterator[str]:
    """The example questions and needs of one language, as they are written."""
    yield from (question for questions in words.questions.values() for question in questions)
    yield from (need for practice in words.practices.values() for need in practice.needs)
    yield from (asked for partner in words.partners.values() for asked in partner.asked)


def without_names(example: Example, names: NameIndex, language: str) -> Example:
    """An example with the names that stand in it masked too, just as in a reader's question."""
    mentions = names.find(example.text, language)
    if not mentions:
        return example
    practices, partners, places = example.named
    return replace(
        example,
        text=masked(example.text, mentions),
        named=(
            practices + len({m.id for m in mentions if m.sort == "practice"}),
            partners + len({m.id for m in mentions if m.sort == "partner"}),
            max(places, len({m.id for m in mentions if m.sort == "place"})),
        ),
    )


def aliases_of(lexicon: Lexicon) -> Iterator[Alias]:
    """Every name of project, practices, partners and their countries, in all languages."""
    for text in PROJECT_NAMES:
        yield Alias("pooling4clusters", "project", "en", text)
    for code, words in lexicon.languages.items():
        for practice, its in words.practices.items():
            for text in (its.name, *its.aliases):
                yield Alias(practice, "practice", code, text)
        for partner, theirs in words.partners.items():
            for text in theirs.aliases:
                yield Alias(partner, "partner", code, text)
            for text in (theirs.place, *theirs.place_aliases):
                yield Alias(partner, "place", code, text)
