"""A finished generation becomes a snapshot: what one question is answered from, start to end."""

import os
import threading
import weakref
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import generations
from index.chroma import Near, Nearest
from index.contents import Contents, by_text, only, read_contents
from index.disk import explained
from index.embedder import Vectors
from index.lexical import Words
from index.store import FILE, Store, text_key
from ingest.errors import CannotIndex, UnknownDocument
from ingest.journal import version_of
from ingest.located import Document, LocatedText, Locator, Passage, Place

_ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, its cosine to the question (-1 to 1), and its rank (1 is best)."""

    passage: Passage
    score: float
    rank: int


class Snapshot:
    """One state of the index. It does not change, whatever is written meanwhile; threads share it.

    `damage` says in a line what of the index could not be used; answers are right all the same,
    because every passage is then compared with the question.
    """

    def __init__(
        self,
        name: str,
        fingerprint: str,
        contents: Contents,
        vectors: Vectors,
        folder: Path | None,
    ) -> None:
        """Hold what was read; `folder` is the generation's, None if it cannot be used."""
        self.name = name
        self.fingerprint = fingerprint
        self.damage: str | None = None
        self._contents = contents
        self._vectors = vectors
        self._numbers = {passage.id: n for n, passage in enumerate(contents.passages)}
        self._by_text = by_text(contents.passages)
        self._firsts = [numbers[0] for numbers in self._by_text.values()]
        whole = len(self._firsts) == len(vectors)
        self._compared = vectors if whole else vectors[self._firsts]
        self._words: Words | None = None
        self._chroma: Path | None = None
        self._nearest: Nearest | None = None
        self._opening = threading.Lock()
        if folder is not None:
            self._chroma = folder / generations.CHROMA
            self._words = Words(folder / generations.WORDS, contents.passages)
            weakref.finalize(self, self._words.close)

    def search(self, vector: Vectors, question: str, k: int, language: str | None) -> list[Hit]:
        """Find the k best passages: those that hold the question's rare words, then the nearest.

        Args:
            vector: the question's, of length 1.
            question: its words.
            k: how many at most.
            language: the question's own (ISO 639-1), None if it cannot be told; a word finds
                passages in its own language only.
        """
        held = self._held(question, language)
        scores = {number: float(self._vectors[number] @ vector) for number in held}
        first = sorted(held, key=lambda number: (-round(held[number], 3), -scores[number]))[:k]
        for near in self._near(vector, k):
            text = self._contents.passages[self._numbers[near.passage]].text
            scores.update(dict.fromkeys(self._by_text[text], near.score))
        nearest = sorted(scores.keys() - held.keys(), key=lambda number: -scores[number])
        return [
            Hit(self._contents.passages[number], scores[number], rank)
            for rank, number in enumerate([*first, *nearest][:k], 1)
        ]

    def _held(self, question: str, language: str | None) -> dict[int, float]:
        found = self._words.holding(question, language) if self._words else {}
        texts = {self._contents.passages[number].text for number in found}
        searched = {number for text in texts for number in self._by_text[text]}
        return {number: share for number, share in found.items() if number in searched}

    def use_no_chroma(self) -> None:
        """Compare every passage from now on."""
        self._chroma = self._nearest = None

    def _near(self, vector: Vectors, k: int) -> list[Near]:
        nearest = self.warm()
        if nearest is not None:
            try:
                return nearest.nearest(vector, k)
            except CannotIndex as error:
                self._give_up(error)
        # Not `@`: its library's threads take 4 to 8 ms to wake up on a machine that is not idle.
        scores = np.einsum("ij,j->i", self._compared, vector)
        rows: list[int] = np.argsort(-scores, kind="stable")[:k].tolist()
        passages = self._contents.passages
        return [Near(passages[self._firsts[row]].id, float(scores[row])) for row in rows]

    def warm(self) -> Nearest | None:
        """Open Chroma's folder (the first one of a process takes seconds); None if it is not used.

        `search` does it if need be.
        """
        if self._nearest is None and self._chroma is not None:
            with self._opening:
                self._open()
        return self._nearest

    def _open(self) -> None:
        if self._nearest is not None or self._chroma is None:  # another thread was faster
            return
        try:
            nearest = Nearest(self._chroma)
            nearest.store()
        except CannotIndex as error:
            self._give_up(error)
            return
        weakref.finalize(self, nearest.close)
        if nearest.passages == len(self._firsts):
            self._nearest = nearest
        else:
            self._give_up(CannotIndex(f"{self._chroma}: holds {nearest.passages} texts."))

    def _give_up(self, error: CannotIndex) -> None:
        self.use_no_chroma()
        self.damage = str(error)

    def passages(self) -> tuple[Passage, ...]:
        """All passages, by document and place."""
        return self._contents.passages

    def vectors(self) -> Vectors:
        """The passages' vectors: row n belongs to passage n."""
        return self._vectors

    def vectors_of(self, passages: Iterable[Passage]) -> Vectors:
        """The vectors of some of the passages, in the order given."""
        return self._vectors[[self._numbers[passage.id] for passage in passages]]

    def documents(self) -> tuple[Document, ...]:
        """All documents, by id."""
        return tuple(self._contents.documents.values())

    def document(self, document: str) -> Document:
        """Give a document's record; its path is the file's name alone.

        Raises:
            UnknownDocument: there is none of this id.
        """
        if document not in self._contents.documents:
            known = ", ".join(sorted(self._contents.documents)[:10]) or "none"
            raise UnknownDocument(
                f"document {document!r}: is not in the index ({known}). Run p4c docs for all."
            )
        return self._contents.documents[document]

    def text(self, document: str) -> LocatedText:
        """Give a document's text with its pages and sections.

        Raises:
            UnknownDocument: there is none of this id.
        """
        return self._contents.texts[self.document(document).id]

    def title(self, document: str) -> str:
        """Give a document's title (raises UnknownDocument)."""
        return self.document(document).title

    def version(self, document: str) -> str:
        """Give a document's version (raises UnknownDocument)."""
        return version_of(self.document(document).sha256)

    def body(self, document: str) -> str:
        """Give a document's text as ingested (raises UnknownDocument)."""
        return self.text(document).body

    def locator(self, document: str, start: int, end: int) -> Locator:
        """Give page and section of a stretch of a document's text (raises UnknownDocument)."""
        text = self.text(document)
        page = _place_at(text.pages, start)
        section = _place_at(text.sections, start)
        return Locator(
            page=int(page.name) if page else None,
            section=section.name if section else None,
            start=start,
            end=end,
        )


def _place_at(places: tuple[Place, ...], at: int) -> Place | None:
    number = bisect_right(places, at, key=lambda place: place.start) - 1
    return places[number] if number >= 0 and at < places[number].end else None


def open_current(home: Path, exact: bool = False) -> Snapshot:
    """Open the current generation; if it is damaged, open what the store holds instead.

    With `exact`, every passage is compared with a question, and Chroma is not loaded.

    Raises:
        CannotIndex: there is neither.
    """
    for _ in range(_ATTEMPTS):
        folder = generations.current(home)
        if folder is None:
            break
        try:
            handle = generations.hold(folder)
        except OSError:
            continue  # deleted since the pointer was read: read it again
        try:
            snapshot = _open_generation(home, folder, exact)
        except BaseException:
            os.close(handle)
            raise
        weakref.finalize(snapshot, os.close, handle)
        return snapshot
    return open_store(home, f"{home}: the index has no current generation that can be opened")


def _open_generation(home: Path, folder: Path, exact: bool) -> Snapshot:
    manifest = generations.manifest_of(folder)
    if manifest is None:
        return open_store(home, f"{folder}: {generations.MANIFEST} is missing or damaged")
    damaged = generations.damaged_files(folder, manifest)
    damage = f"{folder}: {', '.join(damaged)} is missing or damaged"
    if {generations.CONTENTS, generations.VECTORS, generations.WORDS} & {*damaged}:
        return open_store(home, damage)
    with explained(folder):
        contents = read_contents(folder / generations.CONTENTS)
        vectors = np.load(folder / generations.VECTORS, allow_pickle=False)
        snapshot = Snapshot(folder.name, manifest.fingerprint, contents, vectors, folder)
    if damaged:
        snapshot.damage = damage
    if damaged or exact:
        snapshot.use_no_chroma()
    return snapshot


def open_store(home: Path, damage: str) -> Snapshot:
    """Open what the store holds: every passage that has a vector is compared with a question.

    Raises:
        CannotIndex: there is no store, or it is damaged too.
    """
    if not (home / FILE).is_file():
        raise CannotIndex(f"{home}: holds no index. Run p4c sync.")
    with Store(home) as store:
        fingerprint = store.fingerprint
        contents = store.contents()
        if fingerprint is None:
            raise CannotIndex(f"{home}: the index was never finished. Run p4c sync.")
        keys = [text_key(passage.text) for passage in contents.passages]
        kept = store.vectors_kept(fingerprint, "passage", keys)
    pairs = [(p, kept[key]) for p, key in zip(contents.passages, keys, strict=True) if key in kept]
    vectors = np.stack([v for _, v in pairs]) if pairs else np.zeros((0, 1), np.float32)
    snapshot = Snapshot(
        "store", fingerprint, only(contents, (p.id for p, _ in pairs)), vectors, None
    )
    snapshot.damage = damage
    return snapshot
