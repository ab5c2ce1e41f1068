"""Two questions become twins if they are nearly the same to the letter."""

import unicodedata
from collections.abc import Iterator, Mapping

# Share of the three-letter groups of two questions that both hold, from which they are twins.
TWINS = 0.8


def folded(text: str) -> str:
    """A text without capitals, accents and signs: what is left tells questions apart."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in letters if kept(c)).split())


def kept(letter: str) -> bool:
    """Whether a character is none of the accents that NFKD sets apart."""
    return not unicodedata.combining(letter)


def near_twins(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs of keys whose texts are nearly the same.

    By the Jaccard index |A ∩ B| / |A ∪ B| of their three-letter groups (Jaccard 1912, New
    Phytologist 11:37-50). It cannot reach a share that their sizes differ by, so only neighbours
    in size are compared.
    """
    groups = sorted(
        ((trigrams(text), key) for key, text in texts.items()), key=lambda item: len(item[0])
    )
    for number, (smaller, key) in enumerate(groups):
        for larger, other in groups[number + 1 :]:
            if len(smaller) < TWINS * len(larger):
                break
            common = len(smaller & larger)
            if common >= TWINS * (len(smaller) + len(larger) - common):
                yield key, other


def trigrams(text: str) -> frozenset[str]:
    """The groups of three letters in a text, its ends marked."""
    marked = f"  {folded(text)} "
    return frozenset(marked[n : n + 3] for n in range(len(marked) - 2))
