"""A new text becomes the list of texts that already hold much of it."""

from collections.abc import Mapping

import regex

# So many runs are looked up, evenly spread: a share is then right within 4 points (one sigma).
SAMPLE = 200
FIRST_LOOK = 20  # a text that holds none of so many holds less than a tenth
MIN_SHARE = 0.5
RUN_WORDS = 8
RUN_LETTERS = 24
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def near_duplicates(text: str, others: Mapping[str, str]) -> dict[str, float]:
    """Give the texts that hold at least half of a new one's runs of 8 words, most first.

    Words are compared without case, punctuation and line ends. Of a text of few words, runs of 24
    letters are compared.

    Args:
        text: the new one.
        others: the texts that we have, by id.

    Returns:
        By id, the share of the new text's runs that are held there: 0.5 to 1.
    """
    runs = _sample(_plain(text))
    shares: dict[str, float] = {}
    for key, other in others.items() if runs else ():
        plain = _plain(other)
        first = runs[:: max(1, len(runs) // FIRST_LOOK)]
        if any(run in plain for run in first):
            shares[key] = round(sum(run in plain for run in runs) / len(runs), 2)
    found = [(key, share) for key, share in shares.items() if share >= MIN_SHARE]
    return dict(sorted(found, key=lambda item: (-item[1], item[0])))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _sample(plain: str) -> list[str]:
    """Give up to 200 runs, evenly spread over the text."""
    words = plain.split()
    if len(words) >= 2 * RUN_WORDS:
        starts = range(len(words) - RUN_WORDS + 1)
        chosen = starts[:: max(1, len(starts) // SAMPLE)]
        return [" ".join(words[start : start + RUN_WORDS]) for start in chosen]
    last = max(1, len(plain) - RUN_LETTERS + 1) if plain else 0
    return [plain[start : start + RUN_LETTERS] for start in range(last)]
