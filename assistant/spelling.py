"""A word as it is written becomes comparable with another: inflected, misspelt, without accents."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, Prefix

WORD = re.compile(r"[^\W_]+")
REMEMBERED_WORDS = 4096
# Two words that differ by more letters than this are never one; nor are two that begin alike by
# fewer, but for typos: see `same_word`.
ENDING = 4
BEGINNING = 4
LONG = 10


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question or alias: as written, and folded for comparison."""

    written: str
    folded: str


def fold(text: str) -> str:
    """Lower case without diacritics, so that 'Škrinja' and 'skrinja' are one word."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return plain.replace("ł", "l").replace("ø", "o").replace("ħ", "h").replace("đ", "d")


fold_word = lru_cache(REMEMBERED_WORDS)(fold)


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(w, fold_word(w)) for w in WORD.findall(unicodedata.normalize("NFC", text))]


def is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals throughout, like MITA."""
    return len(word) >= 2 and word.isupper()


def same_word(asked: Word, named: Word, is_place: bool = False) -> float:
    """How far a word of the question is the word of a name: 0 to 1, forgiving endings and typos.

    Inflection changes endings, so a long common beginning counts; a typo is one edit, swaps
    included (two in words of ten letters or more: Irish "comhaontú", agreement, is no
    "comhlonnú"). Acronyms take an ending ("MITAle") but no typo, and in lower case must match
    letter for letter with diacritics: Finnish "mitä" (what) is no MITA. Places take longer
    endings only: Estonian "eest" (for) is no Eesti, "maksa" (pay) no Saksa.
    """
    a, b = asked.folded, named.folded
    if is_acronym(named.written):
        if asked.written.startswith(named.written) and len(a) - len(b) <= 3:
            return 1.0
        return 1.0 if asked.written.casefold() == named.written.casefold() and a != "mita" else 0.0
    if a == b:
        return 1.0
    shorter = min(len(a), len(b))
    if shorter < 4 or (is_place and len(a) < len(b)):
        return 0.0
    common = Prefix.similarity(a, b)
    if common >= max(BEGINNING, 0.72 * len(b)) and max(len(a), len(b)) - common <= ENDING:
        return 0.9
    if is_place or a[0] != b[0]:
        return 0.0
    edits = 2 if shorter >= LONG else 1 if shorter >= 5 else 0
    if edits and OSA.distance(a, b, score_cutoff=edits) <= edits:
        return 0.8
    return 0.0
