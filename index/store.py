"""Documents, passages and vectors become rows of one SQLite file: what every index is built from.

The corpus is the truth and this file its copy: it may be deleted, at the price of reading and
embedding everything again. Vectors stand under (model, side, sha256 of the text), so a text is
embedded once. WAL with synchronous FULL: `kill -9` and power loss lose at most the batch at hand.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import numpy as np

from index.contents import CONTENTS_TABLES, Contents, add_document, load_contents
from index.disk import explained
from index.embedder import Embedder, Vectors
from ingest.located import Document, LocatedText, Passage

FILE = "p4c.sqlite3"
LAYOUT = 1
Side = Literal["question", "passage"]

BATCH = 8  # texts embedded between two commits; 16 long ones took up to 1.8 s without a word
_LOOKUP = 500  # keys in one SELECT; SQLite allows 32,766
_PATIENCE_S = 30.0
# Anything else, such as a full disk's "disk I/O error", is no damage to the file.
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_TABLES = f"""
{CONTENTS_TABLES}
CREATE TABLE IF NOT EXISTS readings (
    document TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    reading TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL,
    side TEXT NOT NULL,
    text_sha256 BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, side, text_sha256)
) STRICT;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store knows of a document: its record, and how it was read."""

    document: Document
    reading: str


class Store:
    """The store of one home folder. One thread at a time; open one for each thread.

    Raises:
        CannotIndex: (any method) the file cannot be written or is damaged.
    """

    def __init__(self, home: Path) -> None:
        """Open the store, and make it if there is none."""
        self.path = home / FILE
        with explained(self.path):
            home.mkdir(parents=True, exist_ok=True)
            self._rows = sqlite3.connect(self.path, timeout=_PATIENCE_S, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._rows.close()
                raise

    def _prepare(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self._rows.execute(f"PRAGMA {pragma}")
        layout = self._rows.execute("PRAGMA user_version").fetchone()[0]
        if layout not in {0, LAYOUT}:
            raise sqlite3.DatabaseError(f"has layout {layout}, not {LAYOUT}")
        if layout == 0:
            self._rows.executescript(f"BEGIN;{_TABLES};PRAGMA user_version = {LAYOUT};COMMIT;")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    @contextmanager
    def _changing(self) -> Generator[sqlite3.Connection]:
        """One transaction: all of it, or nothing."""
        with explained(self.path):
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                yield self._rows
            except BaseException:
                if self._rows.in_transaction:
                    self._rows.execute("ROLLBACK")
                raise
            self._rows.execute("COMMIT")

    def kept(self) -> dict[str, Kept]:
        """List the documents held, by id."""
        with explained(self.path):
            readings = dict(self._rows.execute("SELECT document, reading FROM readings"))
            documents = load_contents(self._rows).documents
        return {key: Kept(each, readings.get(key, "")) for key, each in documents.items()}

    def contents(self) -> Contents:
        """Read all documents, texts and passages, as of one moment."""
        with explained(self.path):
            self._rows.execute("BEGIN")
            try:
                return load_contents(self._rows)
            finally:
                self._rows.execute("COMMIT")

    def put(
        self, document: Document, text: LocatedText, passages: Sequence[Passage], reading: str
    ) -> None:
        """Take a document in, or replace it; `reading` names what read it."""
        with self._changing() as rows:
            rows.execute("DELETE FROM documents WHERE id = ?", (document.id,))
            add_document(rows, document, text, passages)
            rows.execute("INSERT INTO readings VALUES (?, ?)", (document.id, reading))

    def describe(self, document: Document) -> None:
        """Take over what a sidecar newly says of a document whose original is unchanged."""
        with self._changing() as rows:
            rows.execute(
                "UPDATE documents SET path = ?, title = ?, source = ?, date = ?, language = ?, "
                "added_at = ? WHERE id = ?",
                (
                    str(document.path),
                    document.title,
                    document.source,
                    document.date,
                    document.language,
                    document.added_at.isoformat(),
                    document.id,
                ),
            )

    def remove(self, document: str) -> None:
        """Forget a document. Its vectors stay: putting it back costs no embedding."""
        with self._changing() as rows:
            rows.execute("DELETE FROM documents WHERE id = ?", (document,))

    def body(self, document: str) -> str | None:
        """Give a document's text as ingested, or None if no document has this id."""
        with explained(self.path):
            query = "SELECT body FROM documents WHERE id = ?"
            row = self._rows.execute(query, (document,)).fetchone()
        return None if row is None else row[0]

    @property
    def fingerprint(self) -> str | None:
        """The model whose vectors were last complete."""
        with explained(self.path):
            query = "SELECT value FROM meta WHERE key = 'fingerprint'"
            row = self._rows.execute(query).fetchone()
        return None if row is None else row[0]

    @fingerprint.setter
    def fingerprint(self, fingerprint: str) -> None:
        with self._changing() as rows:
            rows.execute("INSERT OR REPLACE INTO meta VALUES ('fingerprint', ?)", (fingerprint,))

    def cached_vectors(
        self,
        embedder: Embedder,
        texts: Sequence[str],
        side: Side,
        progress: Callable[[int, int], None] | None = None,
    ) -> Vectors:
        """Give a vector of each text, in order: those kept, and new ones for the rest.

        New vectors are kept batch by batch. Texts of like length share a batch, so that little of
        it is padding. `progress` hears how many of the missing texts are done, and of how many.
        """
        embed = embedder.embed_questions if side == "question" else embedder.embed_passages
        keys = [text_key(text) for text in texts]
        found = self.vectors_kept(embedder.fingerprint, side, keys)
        missing = {
            key: text for key, text in zip(keys, texts, strict=True) if not _is_unit(found.get(key))
        }
        ordered = sorted(missing.items(), key=lambda item: (len(item[1]), item[0]))
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            new = embed([text for _, text in batch]).astype(np.float32)
            rows = {key: vector for (key, _), vector in zip(batch, new, strict=True)}
            self._keep(embedder.fingerprint, side, rows)
            found.update(rows)
            if progress:
                progress(start + len(batch), len(ordered))
        if not keys:
            return np.zeros((0, embedder.dimension), np.float32)
        return np.stack([found[key] for key in keys])

    def vectors_kept(
        self, fingerprint: str, side: Side, keys: Iterable[bytes]
    ) -> dict[bytes, Vectors]:
        """Look up the vectors that are there, by `text_key`."""
        wanted = list(set(keys))
        found: dict[bytes, Vectors] = {}
        with explained(self.path):
            for start in range(0, len(wanted), _LOOKUP):
                some = wanted[start : start + _LOOKUP]
                marks = ",".join("?" * len(some))
                rows = self._rows.execute(
                    "SELECT text_sha256, vector FROM vectors "  # noqa: S608 (only question marks)
                    f"WHERE model = ? AND side = ? AND text_sha256 IN ({marks})",
                    (fingerprint, side, *some),
                )
                found.update((key, np.frombuffer(blob, np.float32)) for key, blob in rows)
        return found

    def _keep(self, fingerprint: str, side: Side, rows: dict[bytes, Vectors]) -> None:
        with self._changing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
                [(fingerprint, side, key, vector.tobytes()) for key, vector in rows.items()],
            )


def text_key(text: str) -> bytes:
    """Give the key under which a text's vectors are kept."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).digest()


def _is_unit(vector: Vectors | None) -> bool:
    """Tell whether a kept vector is sound: a torn or rotten one is embedded again."""
    return vector is not None and abs(float(vector @ vector) - 1) < 0.01


def damage_of(home: Path) -> str | None:
    """Say in a few words what is wrong with the store's file, or None; none at all is no damage.

    Raises:
        CannotIndex: the file cannot be opened at all.
    """
    path = home / FILE
    with explained(path):
        return _damage_of(path) if path.exists() else None


def _damage_of(path: Path) -> str | None:
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE_S)) as rows:
            layout = rows.execute("PRAGMA user_version").fetchone()[0]
            if layout not in {0, LAYOUT}:
                return f"has layout {layout}, not {LAYOUT}"
            verdict = rows.execute("PRAGMA quick_check(1)").fetchone()[0]
            broken = rows.execute("PRAGMA foreign_key_check").fetchone() is not None
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in _DAMAGE:
            return str(error)
        raise
    return None if verdict == "ok" and not broken else "its tables contradict each other"


def set_aside_if_damaged(home: Path) -> str | None:
    """Rename a store that is damaged, so that a new one can be made; say so in one line.

    Only under the writer's lock. Nothing is deleted.
    """
    path = home / FILE
    with explained(path):
        damage = damage_of(home)
        if damage is None:
            return None
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        aside = path.with_name(f"{FILE}.damaged-{stamp}")
        for end in ("", "-wal", "-shm"):
            part = path.with_name(path.name + end)
            if part.exists():
                part.replace(aside.with_name(aside.name + end))
    return f"{path}: was damaged ({damage}). It is kept as {aside.name}; a new one was made."
