"""The example questions and needs of each language, with the names in them masked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.lexicon import Lexicon, Words
from assistant.names import MASKS, Alias, NameIndex, masked

# With its name left in, every question that says P4C is taken for one on the project's objective.
# "The 96 services" are called by their number.
PROJECT_NAMES = ("POOLING4CLUSTERS", "Pooling4Clusters", "Pooling for Clusters", "P4C", "96")


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
    """All examples of one language, with masks in the slots for names."""
    for kind, questions in words.questions.items():
        for question in questions:
            yield from asked_as(kind, question)
    for practice, practice_words in words.practices.items():
        for need in (*practice_words.needs, practice_words.gloss):
            yield Example(need, "need", practice=practice)
    for partner, partner_words in words.partners.items():
        for question in partner_words.asked:
            yield Example(question, "planner", partner=partner)


def asked_as(kind: str, question: str) -> Iterator[Example]:
    """An example question of a kind; one off the subject in a country also in a partner's town."""
    named = (
        question.count("{practice}") + question.count("{other}"),
        question.count("{partner}"),
        question.count("{place}"),
    )
    for slot, mask in MASKS.items():
        question = question.replace("{" + slot + "}", mask)
    yield Example(question, kind, named)
    if kind == "off_subject" and named == (0, 0, 1):
        # Partners are called by their towns: "Is it raining in Stuttgart?"
        yield Example(question.replace(MASKS["place"], MASKS["partner"]), kind, (0, 1, 0))


def texts_of(words: Words) -> Iterator[str]:
    """All that one language's files hold in sentences of that language."""
    yield from (question for questions in words.questions.values() for question in questions)
    for practice in words.practices.values():
        yield from (*practice.needs, practice.gloss)
    for partner in words.partners.values():
        yield from (*partner.asked, partner.plan)
    yield from words.method.values()


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
