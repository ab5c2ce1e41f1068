"""The corpus becomes the index: what changed is read and embedded, then readers are switched over.

Safe to be killed anywhere: readers keep the generation they had, and the next run goes on from
what was kept.
"""

import hashlib
import importlib.metadata
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import perf_counter

from pydantic import BaseModel, ConfigDict, Field

import ingest
from index import generations
from index.contents import Contents
from index.disk import explained
from index.embedder import Embedder, Vectors
from index.store import Kept, Store, set_aside_if_damaged
from ingest.documents import list_documents
from ingest.errors import CannotRead
from ingest.located import Document, LocatedText
from ingest.passages import split
from ingest.readers import read
from ingest.recovery import changing
from ingest.report import Said
from ingest.wording import Notice

Progress = Callable[[str, int, int], None]
Reader = Callable[[Document], LocatedText]
# Packages whose next version may read a document differently.
_READERS = (
    *("pypdf", "pypdfium2", "lxml", "openpyxl", "markdown-it-py"),
    *("py3langid", "langdetect", "regex"),
)


class SyncReport(BaseModel):
    """What a sync did. Ids of documents are sorted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read: tuple[str, ...] = Field(description="Documents read now: new, changed, or read anew.")
    unchanged: tuple[str, ...] = Field(description="Documents that did not have to be read.")
    removed: tuple[str, ...] = Field(description="Documents no longer in the corpus.")
    passages: int = Field(description="Passages of the whole index.")
    embedded: int = Field(description="Texts embedded now; the others' vectors were kept.")
    problems: tuple[Said, ...] = Field(description="A line for each document that cannot be read.")
    unread: tuple[str, ...] = Field(description="A line for each page that could not be read.")
    repaired: tuple[str, ...] = Field(description="A line for each part found damaged, and mended.")
    generation: str = Field(description="The generation that readers open.")
    switched: bool = Field(description="Whether it is a new one.")
    seconds: dict[str, float] = Field(description="Time by stage: read, embed, build, total.")

    def in_words(self) -> str:
        """One line for a person."""
        total = self.seconds["total"]
        share = round(100 * self.seconds["embed"] / total) if total else 0
        state = "a new index is in use" if self.switched else "the index stays as it is"
        return (
            f"{len(self.read)} documents read, {len(self.unchanged)} unchanged, "
            f"{len(self.removed)} removed; {self.passages} passages, {self.embedded} embedded; "
            f"{state}. {total:.1f} s, {share} % of it embedding."
        )


def sync(
    corpus: Path,
    home: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    patience_s: float = 30.0,
    reader: Reader = read,
) -> SyncReport:
    """Bring the index of a home folder up to date with a corpus.

    A document that cannot be read never stops the others; if it was read before, it stays as it
    was. `progress` hears stage, done, total. Another writer is waited for, `patience_s` long.
    What a crash left half done in the corpus is done first; nobody changes it while it is read.
    `reader` reads the documents that are new or changed.

    Raises:
        MissingCorpus: the corpus folder is not there.
        CannotChange: a change of the corpus was begun and cannot be done.
        CannotIndex: the home folder cannot be written; readers keep what they had.
        CannotEmbed: the model fails.
        Busy: another process still writes.
    """
    started = perf_counter()
    with generations.writing(home, patience_s):
        aside = set_aside_if_damaged(home)
        with Store(home) as store:
            work = _Sync(corpus, home, store, embedder, progress, reader)
            work.repaired.extend([aside] if aside else [])
            return work.run(started)


class _Sync:
    """One sync, under the writer's lock, and what it has done so far."""

    def __init__(
        self,
        corpus: Path,
        home: Path,
        store: Store,
        embedder: Embedder,
        progress: Progress | None,
        reader: Reader,
    ) -> None:
        self.corpus, self.home, self.store, self.embedder = corpus, home, store, embedder
        self.say: Progress = progress or (lambda _stage, _done, _total: None)
        self.reader = reader
        self.read: list[str] = []
        self.unchanged: list[str] = []
        self.removed: list[str] = []
        self.problems: list[str] = []
        self.repaired: list[str] = []
        self.embedded = 0
        self.seconds: dict[str, float] = {}

    def run(self, started: float) -> SyncReport:
        with self._timed("read"):
            with changing(self.corpus, self.home):
                self._read_changed()
            contents = self.store.contents()
        with self._timed("embed"):
            vectors = self._embed(contents)
        with self._timed("build"):
            before = generations.current(self.home)
            folder = self._build(contents, vectors)
        self.seconds["total"] = round(perf_counter() - started, 3)
        return SyncReport(
            read=tuple(self.read),
            unchanged=tuple(self.unchanged),
            removed=tuple(self.removed),
            passages=len(contents.passages),
            embedded=self.embedded,
            problems=tuple(self.problems),
            unread=tuple(line for text in contents.texts.values() for line in text.unread),
            repaired=tuple(self.repaired),
            generation=folder.name,
            switched=folder != before,
            seconds=self.seconds,
        )

    @contextmanager
    def _timed(self, stage: str) -> Generator[None]:
        started = perf_counter()
        yield
        self.seconds[stage] = round(perf_counter() - started, 3)

    def _read_changed(self) -> None:
        """Read what is new or changed, and forget what is gone."""
        listing = list_documents(self.corpus)
        self.problems.extend(problem.line for problem in listing.problems)
        kept = self.store.kept()
        reading = reading_key(self.embedder.fingerprint)
        for number, document in enumerate(listing.documents):
            self.say("read", number, len(listing.documents))
            self._take_in(document, kept.pop(document.id, None), reading)
        self.say("read", len(listing.documents), len(listing.documents))
        for key, each in kept.items():
            name = each.document.path.name
            # A file that is there and yet not listed, as with a broken sidecar, is not gone.
            if (self.corpus / "documents" / name).exists():
                self.problems.append(
                    Notice("{file}: stays in the index as it was read before.", file=name)
                )
            else:
                self.store.remove(key)
                self.removed.append(key)

    def _take_in(self, document: Document, kept: Kept | None, reading: str) -> None:
        # By its name alone: corpus and home may be moved, or mounted elsewhere.
        named = replace(document, path=Path(document.path.name))
        if kept and (kept.document.sha256, kept.reading) == (document.sha256, reading):
            if kept.document != named:
                self.store.describe(named)
            self.unchanged.append(document.id)
            return
        try:
            text = self.reader(document)
        except CannotRead as problem:
            stays = Notice(
                "{problem} It stays in the index as it was read before.", problem=problem.line
            )
            self.problems.append(stays if kept else problem.line)
            return
        passages = split(
            text,
            self.embedder.count_tokens,
            progress=lambda done, total: self.say("split", done, total),
        )
        self.store.put(named, text, passages, reading)
        self.read.append(document.id)

    def _embed(self, contents: Contents) -> Vectors:
        def count(done: int, missing: int) -> None:
            self.embedded = missing
            self.say("embed", done, missing)

        texts = [passage.text for passage in contents.passages]
        vectors = self.store.cached_vectors(self.embedder, texts, "passage", count)
        if self.store.fingerprint != self.embedder.fingerprint:
            self.store.fingerprint = self.embedder.fingerprint
        return vectors

    def _build(self, contents: Contents, vectors: Vectors) -> Path:
        """Build and switch, unless the current generation holds just this and is sound."""
        fingerprint = self.embedder.fingerprint
        folder = generations.current(self.home)
        manifest = generations.manifest_of(folder) if folder else None
        damage = generations.damage_of(self.home) if folder else None
        if damage:
            self.repaired.append(f"{damage}. It was built anew.")
        unchanged = manifest is not None and manifest.key == contents.key(fingerprint)
        if folder is None or damage or not unchanged:
            self.say("build", 0, 1)
            folder = generations.build(
                self.home,
                contents,
                vectors,
                fingerprint,
                lambda done, total: self.say("build", done, total),
            )
            generations.switch(self.home, folder)
            self.say("build", 1, 1)
        with explained(self.home):
            generations.prune(self.home)
        return folder


def reading_key(fingerprint: str) -> str:
    """Name the way a document is read and cut: another name means that it is read again."""
    return hashlib.sha256(f"{_readers_key()} {fingerprint}".encode()).hexdigest()[:16]


@cache
def _readers_key() -> str:
    """The code that reads, byte for byte: a version number would be forgotten one day."""
    digest = hashlib.sha256()
    for path in sorted(Path(ingest.__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    for package in _READERS:
        digest.update(f"{package} {importlib.metadata.version(package)}".encode())
    return digest.hexdigest()
