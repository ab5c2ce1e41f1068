"""A question becomes the ways people really type it: slips, no accents, capitals, a mix."""

import hashlib
import random
import unicodedata
from collections.abc import Callable, Mapping

from evals.outcomes import Variant

# One slip in so many characters: about one in a short question, three in a long one.
LETTERS_A_SLIP = 25
SHORTEST = 4
GREETINGS = {"en": "Bonjour, ", "fr": "Hello, "}
GREETING = "Hello, "


def typo(text: str, language: str) -> str:
    """Swap, drop or double a letter here and there; the same ones each time for the same text."""
    del language
    chance = random.Random(hashlib.sha256(text.encode()).digest())  # noqa: S311 (no secret)
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if len(word) >= SHORTEST and word.isalpha()]
    for number in chance.sample(long, min(len(long), max(1, len(text) // LETTERS_A_SLIP))):
        words[number] = slip(words[number], chance)
    return " ".join(words)


def slip(word: str, chance: random.Random) -> str:
    """A word of at least four letters with one slip after its first letter."""
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    match chance.randrange(3):
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case _:
            return before + after[:1] + letter + after[1:]


def bare(text: str, language: str) -> str:
    """Leave out accents and the like, as on a keyboard that lacks them."""
    del language
    plain = text.translate(str.maketrans("łŁøØđĐħĦßæÆœŒ", "lLoOdDhHsaAoO"))
    letters = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize(
        "NFC", "".join(c for c in letters if unicodedata.category(c) != "Mn")
    )


def capitals(text: str, language: str) -> str:
    """Write all in capitals."""
    del language
    return text.upper()


def mixed(text: str, language: str) -> str:
    """Begin with a greeting in another language."""
    return GREETINGS.get(language, GREETING) + text


VARIANTS: Mapping[Variant, Callable[[str, str], str]] = {
    "typo": typo,
    "bare": bare,
    "capitals": capitals,
    "mixed": mixed,
}
ALL_VARIANTS: tuple[Variant, ...] = tuple(VARIANTS)


def vary(text: str, language: str, variant: Variant) -> str | None:
    """A question as the variant has it, or None where that changes nothing."""
    changed = VARIANTS[variant](text, language) if variant else text
    return changed if changed != text or not variant else None
