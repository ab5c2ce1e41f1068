"""The words that ask ("when", "how many") become the kinds of question that they can belong to.

A vector hardly tells "What will the agency do?" from "When will the agency do it?"; the asking word
does. corpus/languages/<language>/asking.yaml holds those of each language.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Asking = Mapping[str, Sequence[str]]

WORD = re.compile(r"[^\W\d_]+")
# What is counted, measured or named stands within so many words after the word that asks.
AFTER = 2
# The concepts (words.yaml) of what is asked after.
TIMES = frozenset({"day", "week", "month", "year", "hour", "minute", "time"})
DATES = frozenset({"day", "month", "year", "date", "calendar", "deadline", "time"})
MONEY = frozenset({"cost", "price", "money", "cash", "budget", "euro", "payment", "fee", "expense"})
COUNTABLE = frozenset(
    {"person", "company", "business", "small-and-medium", "member", "cluster", "worker", "student"}
    | {"manager", "expert", "partner", "participate", "practice"}
)
COUNTED = frozenset(
    {"participants", "staff", "results", "scores", "counts", "its_counts", "count_partners"}
)


# The words of a language that is not known.
NO_WORDS: Asking = {key: () for key in ("when", "how_many", "how_long", "which", "sum")}


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of a question, those that ask in its language, and what some words are about."""

    words: Sequence[str]
    asking: Asking
    concepts_of: Callable[[str], frozenset[str]]

    def after(self, end: int) -> frozenset[str]:
        """The concepts of what stands behind a word that asks."""
        return self.concepts_of(" ".join(self.words[end : end + AFTER]))

    def asks_for_money(self, end: int) -> bool:
        """Whether a sum, or what something costs, stands behind a word that asks."""
        near = self.words[end : end + AFTER]
        return bool(self.after(end) & MONEY) or any(found(near, self.asking["sum"]))

    def of_number(self, end: int) -> frozenset[str]:
        """The kinds that "how many" speaks for, by what stands behind it."""
        if self.after(end) & TIMES:
            return frozenset({"duration"})
        if self.asks_for_money(end):
            return frozenset({"cost"})
        # In many languages "how much" is "how many".
        return COUNTED if self.after(end) & COUNTABLE else COUNTED | {"cost"}


def expected(
    text: str, asking: Asking, concepts_of: Callable[[str], frozenset[str]]
) -> frozenset[str]:
    """The kinds of question that the asking words of a text speak for; none if they tell nothing.

    `asking` are the words of the text's language, `concepts_of` gives the concepts of some words.
    """
    worded = Worded([word.casefold() for word in WORD.findall(text)], asking, concepts_of)
    kinds: set[str] = set()
    if any(found(worded.words, asking["how_long"])):
        kinds.add("duration")
    elif ends := list(found(worded.words, asking["how_many"])):
        kinds |= worded.of_number(ends[0])
    if any(found(worded.words, asking["when"])):
        kinds.add("date")
    for end in found(worded.words, asking["which"]):
        kinds |= {"date"} if worded.after(end) & DATES else set()
        kinds |= {"cost"} if worded.asks_for_money(end) else set()
    return frozenset(kinds)


def found(words: Sequence[str], phrases: Sequence[str]) -> Iterator[int]:
    """Where phrases end in a text's words; a "*" at a word's end stands for any ending."""
    for phrase in phrases:
        parts = phrase.casefold().replace("-", " ").replace("'", " ").split()
        for start in range(len(words) - len(parts) + 1):
            if all(map(fits, words[start:], parts)):
                yield start + len(parts)


def fits(word: str, part: str) -> bool:
    """Whether a word is as a phrase has it."""
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
