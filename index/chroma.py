"""Passages with vectors become a Chroma folder, and a question's vector its nearest passages.

The only module that knows Chroma and LlamaIndex's store for it. A folder is written once, by one
process, closed, and from then on only read: Chroma 1.5.9 has no lock, and two processes that take
turns writing lose up to a fifth of the vectors in silence.
"""

import logging
import math
import sqlite3
import threading
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.embedder import Vectors
from ingest.errors import CannotIndex
from ingest.located import Passage
from ingest.parts import Tell, tell_nobody

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from llama_index.vector_stores.chroma import ChromaVectorStore

NAME = "passages"
FILE = "chroma.sqlite3"
_EF_SEARCH = 200  # of Chroma's 100; counts from the next opening on
_BATCH = 200  # progress is told between two; Chroma takes 5,461 at most
# Vectors not yet put into the graph's files are replayed, and files written, by every reader that
# opens the folder. At a threshold of the number of passages nothing is left to replay.
_MAX_THRESHOLD = 10_000
_PATIENCE_S = 30.0  # another reader that opens the folder writes for a moment
_PERSISTED = "index_metadata.pickle"


@dataclass(frozen=True, slots=True)
class Near:
    """A passage's id and its cosine to what was looked for."""

    passage: str
    score: float


def write(
    folder: Path, passages: Sequence[Passage], vectors: Vectors, progress: Tell = tell_nobody
) -> None:
    """Write a new Chroma folder; row n of `vectors` is the vector of passage n.

    `progress` hears how many passages are written, of how many.

    Raises:
        CannotIndex: Chroma cannot write there.
    """
    from llama_index.core.schema import BaseNode, TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    with _client(folder) as client:
        collection = client.create_collection(
            NAME,
            configuration=_configuration(len(passages)),
            embedding_function=None,
        )
        store = ChromaVectorStore(chroma_collection=collection)
        for start in range(0, len(passages), _BATCH):
            end = start + _BATCH
            rows = vectors[start:end].tolist()
            nodes: list[BaseNode] = [
                TextNode(
                    id_=passage.id,
                    text=passage.text,
                    embedding=row,
                    metadata={"document": passage.document, "language": passage.language},
                )
                for passage, row in zip(passages[start:end], rows, strict=True)
            ]
            store.add(nodes)
            progress(min(end, len(passages)), len(passages))


def _configuration(passages: int) -> "CreateCollectionConfiguration":
    threshold = max(2, min(passages, _MAX_THRESHOLD))
    return {
        "hnsw": {
            "space": "cosine",  # Chroma's own is l2
            "ef_search": _EF_SEARCH,
            "sync_threshold": threshold,
            "batch_size": min(threshold, 100),
        }
    }


class Nearest:
    """A finished Chroma folder, open for reading; threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Open the folder.

        Raises:
            CannotIndex: it is damaged or not there.
        """
        with _explained(folder):
            # Chroma would make a missing file anew, and panic on a damaged one.
            if damage := damage_of(folder):
                raise ValueError(damage)
            self._folder = folder
            self._store: ChromaVectorStore | None = None
            self._client = _open(folder)
            try:
                self._collection = self._client.get_collection(NAME, embedding_function=None)
                self.passages = self._collection.count()
            except BaseException:
                self.close()
                raise

    def store(self) -> "ChromaVectorStore":
        """Give LlamaIndex's view of the folder; loading it takes seconds, once a process.

        The probe, which looks up many vectors at once, does without.
        """
        from llama_index.vector_stores.chroma import ChromaVectorStore

        if self._store is None:
            self._store = ChromaVectorStore(chroma_collection=self._collection)
        return self._store

    def nearest(self, vector: Vectors, k: int) -> list[Near]:
        """Find the k passages nearest to a vector of length 1, best first.

        Raises:
            CannotIndex: the folder is damaged.
        """
        from llama_index.core.vector_stores.types import VectorStoreQuery

        if not self.passages:
            return []
        query = VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=k)
        with _explained(self._folder):
            found = self.store().query(query)
        # LlamaIndex's score is exp(-distance), and the distance 1 - cosine.
        return [
            Near(key, 1.0 + math.log(score))
            for key, score in zip(found.ids or [], found.similarities or [], strict=True)
        ]

    def nearest_each(self, vectors: Vectors, k: int) -> list[list[Near]]:
        """Find the k passages nearest to each of many vectors (LlamaIndex's store takes only one).

        Raises:
            CannotIndex: the folder is damaged.
        """
        if not self.passages or not len(vectors):
            return [[] for _ in vectors]
        rows: list[Sequence[float]] = vectors.tolist()
        with _explained(self._folder):
            found = self._collection.query(
                query_embeddings=rows, n_results=k, include=["distances"]
            )
        return [
            [Near(key, 1.0 - distance) for key, distance in zip(keys, distances, strict=True)]
            for keys, distances in zip(found["ids"], found["distances"] or [], strict=True)
        ]

    def close(self) -> None:
        """Let go of the folder; any thread may, also one that collects garbage while it opens."""
        _let_go.append(self._client)
        _close_those_let_go()


def lasting_files(folder: Path) -> list[Path]:
    """List the files that no reader writes: the graph's, once they are persisted."""
    return [
        path
        for persisted in sorted(folder.glob(f"*/{_PERSISTED}"))
        for path in sorted(persisted.parent.iterdir())
    ]


def damage_of(folder: Path, passages: int | None = None) -> str | None:
    """Say what is wrong with the folder's SQLite file, or None; Chroma itself is not loaded.

    With `passages`, the folder must hold just so many.
    """
    path = folder / FILE
    if not path.exists():
        return f"{path.name} is missing"
    try:
        # Not read-only: a reader that was killed may have left a journal to roll back.
        uri = f"{path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE_S)) as rows:
            verdict = rows.execute("PRAGMA quick_check(1)").fetchone()[0]
            count = rows.execute("SELECT count(*) FROM embeddings").fetchone()[0]
    except sqlite3.Error as error:
        return f"{path.name}: {error}"
    if verdict != "ok":
        return f"{path.name}: {verdict}"
    if passages not in {None, count}:
        return f"{path.name} holds {count} passages, not {passages}"
    return None


def _open(folder: Path) -> "Client":
    import chromadb
    from chromadb.config import Settings

    silence = logging.getLogger("chromadb")
    silence.addHandler(logging.NullHandler())
    silence.propagate = False
    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    with _alone():
        client = chromadb.PersistentClient(path=str(folder.resolve()), settings=settings)
    return cast("Client", client)  # declared as ClientAPI, which cannot be closed


# Chroma shares what it opened of a folder among all clients of a process, and counts them, but
# opens and closes without a lock: one that is closed while another opens takes it from under it.
_one_at_a_time = threading.Lock()
_let_go: "deque[Client]" = deque()


@contextmanager
def _alone() -> Generator[None]:
    """Open or close with no other thread doing so; then close what was let go meanwhile."""
    try:
        with _one_at_a_time:
            yield
    finally:
        _close_those_let_go()


def _close_those_let_go() -> None:
    """Close them, unless somebody opens or closes just now, who will.

    It never waits: the collector may call it in the very thread that is opening.
    """
    while _let_go and _one_at_a_time.acquire(blocking=False):
        try:
            while _let_go:
                _let_go.popleft().close()
        finally:
            _one_at_a_time.release()


@contextmanager
def _client(folder: Path) -> "Generator[Client]":
    """Open, and close again whatever happens, so that all is on disk before anybody reads it."""
    with _explained(folder):
        client = _open(folder)
        try:
            yield client
        finally:
            with _alone():
                client.close()


@contextmanager
def _explained(folder: Path) -> Generator[None]:
    try:
        yield
    except BaseException as error:
        if not _is_chromas(error):
            raise
        reason = " ".join(str(error).split()) or type(error).__name__
        raise CannotIndex(
            "{folder}: Chroma fails ({reason}). Make sure that the folder can be written and has "
            "space, then run p4c sync.",
            folder=folder,
            reason=reason,
        ) from error


def _is_chromas(error: BaseException) -> bool:
    """Tell Chroma's faults from a person's Ctrl-C; a panic of its Rust is no Exception."""
    from chromadb.errors import ChromaError

    kinds = (ChromaError, OSError, sqlite3.Error, ValueError, RuntimeError)
    return isinstance(error, kinds) or type(error).__name__ == "PanicException"
