"""A corpus, a small real embedder, and one index that is built once and copied for each test."""

import hashlib
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from index.embedder import Vectors
from index.sync import sync
from ingest.languages import LANGUAGES
from ingest.located import Document, LocatedText, Passage, Place

WORDS = ["cluster", "cabinet", "harbour", "meadow", "lantern", "violin", "orchard", "granite"]


class Hashed:
    """Every word moves the vector in a direction of its own; equal texts have equal vectors."""

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


@pytest.fixture
def embedder():
    return Hashed()


@pytest.fixture(scope="session")
def hashed():
    """The class, for tests that need a second model."""
    return Hashed


def put(corpus: Path, name: str, text: str) -> Path:
    path = corpus / "documents" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def add():
    """Write a document into a corpus: add(corpus, "a.txt", "text")."""
    return put


def fill(corpus: Path) -> Path:
    """One document a language, in that language's name for itself, and one of several passages."""
    for code, language in LANGUAGES.items():
        put(corpus, f"{code}.txt", f"{language.endonym} — {language.english}, {code}: ěščřž ğ Ω ж.")
    paragraphs = [" ".join(f"{word}{n}" for word in WORDS * 3) + "." for n in range(12)]
    put(corpus, "long.txt", "\n\n".join(paragraphs))
    return corpus


@pytest.fixture
def corpus(tmp_path):
    return fill(tmp_path / "corpus")


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A corpus and a home with its index; not to be changed: see `home`."""
    folder = tmp_path_factory.mktemp("built")
    fill(folder / "corpus")
    sync(folder / "corpus", folder / "home", Hashed())
    return folder


@pytest.fixture
def home(built, tmp_path):
    """A home folder with an index, and beside it the corpus it was made of."""
    shutil.copytree(built, tmp_path / "own")
    return tmp_path / "own" / "home"


def a_document(name: str = "notes", **changes: object) -> Document:
    fields = {
        "id": name,
        "path": Path(f"/corpus/documents/{name}.txt"),
        "title": f"Title of {name}",
        "source": "by hand",
        "date": None,
        "language": "en",
        "sha256": "0" * 64,
        "added_at": datetime(2026, 1, 2, tzinfo=UTC),
    }
    return Document(**(fields | changes))


@pytest.fixture
def document():
    return a_document


def a_text(name: str, body: str) -> LocatedText:
    half = len(body) // 2
    pages = (Place("1", 0, half), Place("2", half, len(body)))
    return LocatedText(name, body, pages, (Place("Start", 0, len(body)),), ("p. 3: a scan.",))


@pytest.fixture
def text():
    return a_text


def cut(located: LocatedText, size: int = 20, language: str = "en") -> list[Passage]:
    """Passages of equal size."""
    body, name = located.body, located.document
    return [
        Passage(f"{name}:{n}", name, body[n : n + size], n, n + size, 1, "Start", language)
        for n in range(0, len(body), size)
        if n + size <= len(body)
    ]


@pytest.fixture
def passages():
    return cut
