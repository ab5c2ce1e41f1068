"""Documents, their texts and passages become rows, and rows become them again.

The same tables stand in the store and in every generation, so a reader sees the texts that its
vectors were made from, whatever the writer does meanwhile.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest.located import Document, LocatedText, Passage, Place

CONTENTS_TABLES = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    date TEXT,
    language TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    body TEXT NOT NULL,
    unread TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS places (
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    sort TEXT NOT NULL CHECK (sort IN ('page', 'section')),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (document, sort, number)
) STRICT;
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    page INTEGER,
    section TEXT,
    language TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS passages_in_order ON passages (document, number);
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index holds: documents and their texts by id, and all passages in reading order."""

    documents: dict[str, Document]
    texts: dict[str, LocatedText]
    passages: tuple[Passage, ...]

    def key(self, fingerprint: str) -> str:
        """Name these contents together with a model: equal keys, equal answers."""
        digest = hashlib.sha256(fingerprint.encode())
        for document in self.documents.values():
            digest.update(repr((document, self.texts[document.id])).encode(errors="replace"))
        for passage in self.passages:
            digest.update(repr(passage).encode(errors="replace"))
        return digest.hexdigest()[:16]


def add_document(
    rows: sqlite3.Connection, document: Document, text: LocatedText, passages: Sequence[Passage]
) -> None:
    """Insert a document with its text, places and passages."""
    rows.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            str(document.path),
            document.title,
            document.source,
            document.date,
            document.language,
            document.sha256,
            document.added_at.isoformat(),
            text.body,
            json.dumps(text.unread),
        ),
    )
    for sort, places in (("page", text.pages), ("section", text.sections)):
        rows.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?)",
            [(document.id, sort, n, p.name, p.start, p.end) for n, p in enumerate(places)],
        )
    rows.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (p.id, p.document, n, p.start, p.end, p.page, p.section, p.language)
            for n, p in enumerate(passages)
        ],
    )


def load_contents(rows: sqlite3.Connection) -> Contents:
    """Read everything; documents by id, passages by document and place."""
    places: dict[str, list[Place]] = {}
    query = "SELECT document, sort, name, start, stop FROM places ORDER BY document, sort, number"
    for document, sort, name, start, stop in rows.execute(query):
        places.setdefault(f"{sort} {document}", []).append(Place(name, start, stop))
    documents: dict[str, Document] = {}
    texts: dict[str, LocatedText] = {}
    for key, path, title, source, date, language, sha256, added_at, body, unread in rows.execute(
        "SELECT id, path, title, source, date, language, sha256, added_at, body, unread "
        "FROM documents ORDER BY id"
    ):
        added = datetime.fromisoformat(added_at)
        documents[key] = Document(key, Path(path), title, source, date, language, sha256, added)
        pages, sections = (tuple(places.get(f"{sort} {key}", ())) for sort in ("page", "section"))
        texts[key] = LocatedText(key, body, pages, sections, tuple(json.loads(unread)))
    passages = tuple(
        Passage(key, document, texts[document].body[start:end], start, end, *rest)
        for key, document, start, end, *rest in rows.execute(
            "SELECT id, document, start, stop, page, section, language "
            "FROM passages ORDER BY document, number"
        )
    )
    return Contents(documents, texts, passages)


def write_contents(contents: Contents, path: Path) -> None:
    """Write a new file that holds these contents and never changes."""
    passages: dict[str, list[Passage]] = {key: [] for key in contents.documents}
    for passage in contents.passages:
        passages[passage.document].append(passage)
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        rows.executescript(f"BEGIN; {CONTENTS_TABLES}")
        for key, document in contents.documents.items():
            add_document(rows, document, contents.texts[key], passages[key])
        rows.execute("COMMIT")


def read_contents(path: Path) -> Contents:
    """Read a file that `write_contents` wrote, without touching it.

    Raises:
        sqlite3.Error: it is damaged or not there.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as rows:
        return load_contents(rows)


def by_text(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """Tell which passages are searched: of each text, the first one's number in each document.

    A line that a document repeats a thousand times is one hit and not a thousand. Chroma is given
    the first number of each text only: among thousands of equal vectors, its graph loses others.
    """
    numbers: dict[str, dict[str, int]] = {}
    for number, passage in enumerate(passages):
        numbers.setdefault(passage.text, {}).setdefault(passage.document, number)
    return {text: list(of_documents.values()) for text, of_documents in numbers.items()}


def firsts(passages: Sequence[Passage]) -> list[int]:
    """Give the number of the first passage of each text: those that Chroma holds."""
    return [numbers[0] for numbers in by_text(passages).values()]


def only(contents: Contents, wanted: Iterable[str]) -> Contents:
    """Leave out the passages whose ids are not wanted."""
    ids = set(wanted)
    kept = tuple(passage for passage in contents.passages if passage.id in ids)
    return Contents(contents.documents, contents.texts, kept)
