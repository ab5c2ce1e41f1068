"""What the index asks of an embedding model: two sides, so that the prefix cannot be forgotten."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """An embedding model; every vector it gives has length 1, shape (texts, dimension)."""

    @property
    def fingerprint(self) -> str:
        """Identifies weights, quantisation and prefixes; vectors of two fingerprints never mix."""
        ...

    @property
    def dimension(self) -> int:
        """Number of components of a vector."""
        ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed texts as questions, in the order given."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts as passages, in the order given."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of a text in this model, without prefix and special tokens."""
        ...
