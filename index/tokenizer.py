"""A text becomes the numbers of its pieces, as the embedding model was trained to read it.

The built-in model's pieces are cut by `Pieces`, in Python: it opens in 0.1 s and 45 MB, where the
`tokenizers` library takes 0.6 s and 295 MB for the same 250,000 pieces (measured), which every
`p4c ask` would wait for. Words repeat, so cutting costs little beside the model. A folder named
by P4C_EMBEDDING brings its own tokenizer.json, which `tokenizers` reads (`FromFile`).
"""

import functools
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import CannotEmbed

# What e5's normalisation (SentencePiece's nmt_nfkc) drops or takes for a space, besides NFKC.
_DROPPED = [*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F]
_SPACES = [0x09, 0x0A, 0x0C, 0x0D, 0x1680, *range(0x200B, 0x2010), 0x2028, 0x2029, 0x2581]
_TABLE = dict.fromkeys(_DROPPED, "") | dict.fromkeys([*_SPACES, 0xFEFF, 0xFFFD], " ")
_SPACE = "▁"
_RUN_OF_SPACES = re.compile(r"[^\S\x1c-\x1f]+")
# No piece of any model in reach is longer than 16 characters.
_CHARS_A_TOKEN = 16
_UNKNOWN_PENALTY = 10.0


class Tokenizer(Protocol):
    """Cuts texts into pieces that a model knows."""

    def encode(self, text: str, limit: int) -> list[int]:
        """Give the ids of a text with the model's marks of begin and end, `limit` at most."""
        ...

    def count(self, text: str) -> int:
        """Count the pieces of a whole text, without the marks."""
        ...


class Pieces:
    """A unigram model: a word is cut so that the sum of its pieces' scores is highest.

    Linear in the length of a text: a piece has at most `longest` characters.
    """

    def __init__(self, pieces: list[str], scores: list[float], marks: tuple[int, int, int]) -> None:
        """Take pieces with their scores; `marks` are the ids of begin, end and unknown."""
        self._begin, self._end, self._unknown = marks
        self._scores = scores
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        for mark in ("<s>", "<pad>", "</s>", "<unk>", "<mask>"):  # no text may spell these
            self._ids.pop(mark, None)
        self._longest = max(map(len, pieces))
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        self._cut = functools.lru_cache(maxsize=20_000)(self._cut_word)

    def encode(self, text: str, limit: int) -> list[int]:
        """Give the ids of a text with the marks of begin and end; cutting stops at `limit`."""
        ids = [self._begin]
        for word in _words(shorten(text, limit)):
            ids += self._ids_of(word)
            if len(ids) >= limit:
                break
        return [*ids[: limit - 1], self._end]

    def count(self, text: str) -> int:
        """Count the pieces of a whole text."""
        return sum(len(self._ids_of(word)) for word in _words(text))

    def _ids_of(self, word: str) -> tuple[int, ...]:
        return self._cut(word) if len(word) <= 2 * _CHARS_A_TOKEN else self._cut_word(word)

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """Find the best cut (Viterbi): `best[i]` is the highest score of the first i characters."""
        best = [0.0] + [-math.inf] * len(word)
        last = [(0, self._unknown)] * (len(word) + 1)
        for start in range(len(word)):
            score = best[start]
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                piece = self._ids.get(word[start:end])
                if piece is not None and score + self._scores[piece] > best[end]:
                    best[end], last[end] = score + self._scores[piece], (start, piece)
            if score + self._unknown_score > best[start + 1]:
                best[start + 1] = score + self._unknown_score
                last[start + 1] = (start, self._unknown)
        return self._walk_back(last)

    def _walk_back(self, last: list[tuple[int, int]]) -> tuple[int, ...]:
        """Collect the pieces from the end; unknown characters in a row are one unknown piece."""
        ids: list[int] = []
        at = len(last) - 1
        while at > 0:
            at, piece = last[at]
            if piece != self._unknown or ids[-1:] != [piece]:
                ids.append(piece)
        return tuple(reversed(ids))


class FromFile:
    """The tokenizer.json of a model folder, read by the `tokenizers` library."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            CannotEmbed: it is not there, or not a tokenizer.
        """
        import tokenizers  # the built-in model does without it

        try:
            self._tokenizer = tokenizers.Tokenizer.from_str(path.read_text(encoding="utf-8"))
        except Exception as error:  # the library raises nothing finer
            raise CannotEmbed(
                f"{path}: cannot be read as a tokenizer ({error}). Export the model again."
            ) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._ends_in_a_mark = len(self._tokenizer.encode("").ids) > 1

    def encode(self, text: str, limit: int) -> list[int]:
        """Give the ids of a text with the marks; the mark at the end stays when it is cut."""
        ids = self._tokenizer.encode(_valid(shorten(text, limit))).ids
        if len(ids) <= limit:
            return ids
        return [*ids[: limit - 1], ids[-1]] if self._ends_in_a_mark else ids[:limit]

    def count(self, text: str) -> int:
        """Count the pieces of a whole text."""
        return len(self._tokenizer.encode(_valid(text), add_special_tokens=False).ids)


def save_pieces(
    path: Path, pieces: list[str], scores: NDArray[np.float32], marks: tuple[int, int, int]
) -> None:
    """Write what `open_pieces` reads: a numpy archive, whose parts carry checksums."""
    joined = np.frombuffer("\n".join(pieces).encode("utf-8"), np.uint8)
    with path.open("wb") as file:
        np.savez(file, pieces=joined, scores=scores, marks=np.array(marks, np.int64))


def open_pieces(path: Path) -> Pieces:
    """Open the built-in model's pieces.

    Raises:
        CannotEmbed: the file is not there or is damaged.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as parts:
            pieces = parts["pieces"].tobytes().decode("utf-8").split("\n")
            begin, end, unknown = parts["marks"].tolist()
            scores = parts["scores"].tolist()
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise CannotEmbed(f"{path}: is damaged ({error}). Delete its folder and sync.") from error
    if len(pieces) != len(scores):
        raise CannotEmbed(f"{path}: is damaged. Delete its folder and sync.")
    return Pieces(pieces, scores, (begin, end, unknown))


def shorten(text: str, limit: int) -> str:
    """Keep as much of a text as can matter for `limit` tokens, whatever it is made of."""
    return _RUN_OF_SPACES.sub(" ", text)[: limit * _CHARS_A_TOKEN]


def _words(text: str) -> Iterator[str]:
    """Normalise a text as e5 does; each word begins with the mark of a space."""
    plain = unicodedata.normalize("NFKC", text.translate(_TABLE))
    return (_SPACE + word for word in plain.split(" ") if word)


def _valid(text: str) -> str:
    """Replace lone surrogates, which have no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
