"""The words that ask ("when", "how many") become the kinds of question that they can belong to.

A vector hardly tells "What will the agency do?" from "When will the agency do it?"; the asking word
does. corpus/languages/<language>/asking.yaml holds those of each language.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

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


def expected(
    text: str, asking: Asking, concepts_of: Callable[[str], frozenset[str]]
) -> frozenset[str]:
    """The kinds of question that the asking words of a text speak for; none if they tell nothing.

    `asking` are the words of the text's language, `concepts_of` gives the concepts of some words.
    """
    words = [word.casefold() for word in WORD.findall(text)]

    def after(end: int) -> frozenset[str]:
        return concepts_of(" ".join(words[end : end + AFTER]))

    kinds: set[str] = set()
    if any(found(words, asking["how_long"])):
        kinds.add("duration")
    elif ends := list(found(words, asking["how_many"])):
        things = after(ends[0])
        if things & TIMES:
            kinds.add("duration")
        elif things & MONEY:
            kinds.add("cost")
        else:
            # In many languages "how much" is "how many".
            kinds |= COUNTED if things & COUNTABLE else {"cost", *COUNTED}
    if any(found(words, asking["when"])):
        kinds.add("date")
    for end in found(words, asking["which"]):
        kinds |= {"date"} if after(end) & DATES else set()
        sums = list(found(words[end : end + AFTER], asking["sum"]))
        kinds |= {"cost"} if sums or after(end) & MONEY else set()
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
