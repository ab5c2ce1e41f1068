"""The corpus becomes the index: what changed is read and embedded, then a generation is switched to.

Safe to be killed anywhere: readers keep the generation they had, and the next run goes on from
what was kept.
"""

import hashlib
import importlib.metadata
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from time import perf_counter

import ingest
from index import generations
from index.contents import Contents
from index.embedder import Embedder
from index.store import FILE, Kept, Store, explained, set_aside_if_damaged
from ingest.documents import list_documents
from ingest.errors import CannotRead
from ingest.located import Document
from ingest.passages import split
from ingest.readers import read
from pydantic import BaseModel, ConfigDict, Field

Progress = Callable[[str, int, int], None]
# Packages whose version may change what a document reads as.
_READERS = ("pypdf", "py3langid", "langdetect", "regex")


class SyncReport(BaseModel):
    """What a sync did. Ids of documents are sorted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read: tuple[str, ...] = Field(description="Documents read now: new, changed, or read anew.")
    unchanged: int = Field(description="Documents that did not have to be read.")
    removed: tuple[str, ...] = Field(description="Documents no longer in the corpus.")
    passages: int = Field(description="Passages of the whole index.")
    embedded: int = Field(description="Texts embedded now; the others' vectors were kept.")
    problems: tuple[str, ...] = Field(description="A line for each document that cannot be read.")
    unread: tuple[str, ...] = Field(description="A line for each page that was not read.")
    repaired: tuple[str, ...] = Field(description="A line for each part found damaged, and mended.")
    generation: str = Field(description="The generation that readers now open.")
    switched: bool = Field(description="Whether it is a new one.")
    seconds: dict[str, float] = Field(description="Time by stage: read, embed, build, total.")

    def in_words(self) -> str:
        """One line for a person."""
        total = self.seconds["total"]
        share = round(100 * self.seconds["embed"] / total) if total else 0
        state = "switched to a new index" if self.switched else "nothing to switch"
        return (
            f"{len(self.read)} read, {self.unchanged} unchanged, {len(self.removed)} removed; "
            f"{self.passages} passages, {self.embedded} embedded; {state}; "
            f"{total:.1f} s ({share} % embedding)."
        )


@dataclass(slots=True)
class _Work:
    """What one sync has done so far."""

    read: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    unchanged: int = 0
    embedded: int = 0
    problems: list[str] = field(default_factory=list[str])
    repaired: list[str] = field(default_factory=list[str])
    seconds: dict[str, float] = field(default_factory=dict[str, float])

    @contextmanager
    def timed(self, stage: str) -> Generator[None]:
        started = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = round(perf_counter() - started, 3)


def sync(
    corpus: Path,
    home: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    patience_s: float = 30.0,
) -> SyncReport:
    """Bring the index of a home folder up to date with a corpus.

    A document that cannot be read never stops the others; if it was read before, it stays as it
    was. `progress` hears stage, done, total. Another writer is waited for, `patience_s` long.

    Raises:
        MissingCorpus: the corpus folder is not there.
        CannotIndex: the home folder cannot be written; readers keep what they had.
        CannotEmbed: the model fails.
        Busy: another process still writes.
    """
    say = progress or _say_nothing
    work = _Work()
    with work.timed("total"), generations.writing(home, patience_s):
        aside = set_aside_if_damaged(home)
        if aside:
            work.repaired.append(aside)
        with Store(home) as store:
            with work.timed("read"):
                _read(corpus, store, embedder, work, say)
            contents = store.contents()
            with work.timed("embed"):
                texts = [passage.text for passage in contents.passages]
                vectors = store.cached_vectors(
                    embedder, texts, "passage", lambda done, all_: _count(work, say, done, all_)
                )
                store.fingerprint = embedder.fingerprint
        with work.timed("build"):
            before = generations.current(home)
            folder = _sound(home, contents, embedder.fingerprint, work)
            if folder is None:
                say("build", 0, 1)
                folder = generations.build(home, contents, vectors, embedder.fingerprint)
                generations.switch(home, folder)
                say("build", 1, 1)
            with explained(home):
                generations.prune(home)
    return _report(work, contents, folder.name, folder != before)


def _read(corpus: Path, store: Store, embedder: Embedder, work: _Work, say: Progress) -> None:
    """Read what is new or changed, forget what is gone."""
    listing = list_documents(corpus)
    work.problems.extend(str(problem) for problem in listing.problems)
    kept = store.kept()
    reading = reading_key(embedder.fingerprint)
    listed = {document.id for document in listing.documents}
    for number, document in enumerate(listing.documents):
        say("read", number, len(listing.documents))
        _take_in(replace(document, path=document.path.resolve()), kept, reading, (store, embedder, work))
    say("read", len(listing.documents), len(listing.documents))
    for key, each in kept.items():
        # A file that is still there but cannot be listed (a broken sidecar) is a problem, not gone.
        if key not in listed and not (corpus / "documents" / each.document.path.name).exists():
            store.remove(key)
            work.removed.append(key)
