"""The embedding model becomes one that LlamaIndex can use, with each text on its right side.

LlamaIndex takes 1 to 2.6 s to import: `p4c ask` uses index/engine.py alone.
"""

from collections.abc import Sequence
from pathlib import Path

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from index.embedder import Vectors
from index.engine import E5, open_embedder


class E5Embedding(BaseEmbedding):
    """Both an index.embedder.Embedder and a LlamaIndex embedding: the same vectors either way."""

    _model: E5 = PrivateAttr()

    def __init__(self, model: E5) -> None:
        """Wrap an open model; its fingerprint is the name that LlamaIndex shows and caches by."""
        super().__init__(model_name=model.fingerprint, embed_batch_size=64)
        self._model = model

    @classmethod
    def class_name(cls) -> str:
        """Name this class in LlamaIndex's records."""
        return "E5Embedding"

    @property
    def fingerprint(self) -> str:
        """Identifies weights, quantisation and prefixes."""
        return self._model.fingerprint

    @property
    def dimension(self) -> int:
        """Number of components of a vector."""
        return self._model.dimension

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed texts as questions, in the order given."""
        return self._model.embed_questions(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts as passages, in the order given."""
        return self._model.embed_passages(texts)

    def count_tokens(self, text: str) -> int:
        """Tokens of a text in this model, without prefix and special tokens."""
        return self._model.count_tokens(text)

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._model.embed_questions([query])[0].tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._model.embed_passages([text])[0].tolist()

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._model.embed_passages(texts).tolist()


def open_embedding(home: Path, folder: Path | None = None) -> E5Embedding:
    """Open the embedding model for LlamaIndex, and prepare it if it is not there yet.

    Raises:
        CannotEmbed: as index.engine.open_embedder.
    """
    return E5Embedding(open_embedder(home, folder))
