"""A small real embedder for tests of the store and of generations: words become vectors."""

import hashlib
from collections.abc import Sequence

import numpy as np

from index.embedder import Vectors


class Hashed:
    """Every word moves the vector in a direction of its own; equal texts, equal vectors."""

    dimension = 384

    def __init__(self, fingerprint: str = "hashed-1") -> None:
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        return np.stack([self._vector(text) for text in texts])

    embed_passages = embed_questions

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def _vector(self, text: str) -> Vectors:
        total = np.full(self.dimension, 1e-3, np.float32)
        for word in text.lower().split():
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).normal(size=self.dimension).astype(np.float32)
        return (total / np.linalg.norm(total)).astype(np.float32)
