"""Settings become an assistant that can be asked, and that follows every sync without a restart."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from time import perf_counter

from assistant import learned_file
from assistant.catalogue import Catalogue, load_catalogue
from assistant.concepts import Dictionaries
from assistant.learned import Learned, learn
from assistant.lexicon import Words, load_lexicon, read_words
from assistant.linear import Array
from assistant.phrases import spoken
from assistant.settings import Settings
from assistant.understand import Mind
from index import generations
from index.embedder import Embedder
from index.engine import open_embedder
from index.search import Index, Snapshot, open_index
from index.store import Store
from index.sync import Progress, Reader, SyncReport, sync
from ingest.documents import list_documents
from ingest.errors import Busy, CannotIndex, P4CError
from ingest.incoming import clear_stale
from ingest.journal import read_journal, version_of
from ingest.purging import purge
from ingest.readers import read
from ingest.recovery import recover

# Questions whose vectors are kept in memory: a conversation's earlier ones are read each time.
REMEMBERED_VECTORS = 4096
# What was learned from the examples as they are shipped, so that a first start need not embed all
# 25,000 of them; of other examples, or for another model, it is learned anew. See `make learned`.
SHIPPED = "learned"


@dataclass(frozen=True)
class Parts:
    """All that one question is answered from; it does not change while it is answered."""

    catalogue: Catalogue
    library: Snapshot
    mind: Mind
    languages: Path

    def words_of(self, language: str) -> Words:
        """A language's names and translations, read when first needed."""
        return self._words[language]

    @cached_property
    def _words(self) -> "WordsByLanguage":
        return WordsByLanguage(self.languages)


class WordsByLanguage(dict[str, Words]):
    """The words of each language, read from its folder at first use."""

    def __init__(self, folder: Path) -> None:
        """Read from this folder of language folders."""
        self._folder = folder

    def __missing__(self, language: str) -> Words:
        self[language] = read_words(self._folder / language, language)
        return self[language]


class Assistant:
    """The opened parts; threads may share it. It follows index and catalogue as they change."""

    def __init__(self, settings: Settings, embedder: Embedder, index: Index) -> None:
        """Put the parts together.

        Raises:
            BadCatalogue: a catalogue or language file is wrong.
            CannotIndex: nothing has been learned yet; see `sync_all`.
        """
        self._settings = settings
        self._index = index

        def embed(text: str) -> Array:
            return embedder.embed_questions([text])[0]

        self._embed = lru_cache(REMEMBERED_VECTORS)(embed)
        self._embed_passages = embedder.embed_passages
        self._loading = threading.Lock()
        self._mark = self._seen()
        self._parts = self._load(index.snapshot())

    def refreshed(self) -> Parts:
        """The parts as of now: the newest index, and the catalogue that was synced last."""
        snapshot, mark = self._index.snapshot(), self._seen()
        if snapshot is not self._parts.library or mark != self._mark:
            with self._loading:
                if snapshot is not self._parts.library or mark != self._mark:
                    # Readers keep what they have while a new catalogue does not fit its documents:
                    # `p4c sync` and `p4c doctor` say what is wrong with it.
                    self._mark = mark
                    try:
                        self._parts = self._load(snapshot)
                    except P4CError:
                        return self._parts
        return self._parts

    def _seen(self) -> str | None:
        return learned_key(self._settings.home)

    def _load(self, snapshot: Snapshot) -> Parts:
        corpus = self._settings.corpus
        bodies = {document.id: snapshot.body(document.id) for document in snapshot.documents()}
        catalogue = load_catalogue(corpus, bodies)
        plans = {partner.id: partner.touched() for partner in catalogue.partners.values()}
        stated = {practice.id: practice.stated() for practice in catalogue.practices.values()}
        dictionaries = Dictionaries(corpus / "languages")
        found = open_learned(self._settings.home)
        return Parts(
            catalogue=catalogue,
            library=snapshot,
            mind=Mind(found, dictionaries, stated, plans, self._embed, self._embed_passages),
            languages=corpus / "languages",
        )


def learned_folder(home: Path) -> Path:
    """Where what was learned from the examples is kept."""
    return home / "understanding"


def learned_key(home: Path) -> str | None:
    """The key of what was learned last, or None if nothing was."""
    try:
        return (learned_folder(home) / "current").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None


def open_learned(home: Path) -> Learned:
    """Read what was learned last.

    Raises:
        CannotIndex: nothing was, or the file is damaged.
    """
    key = learned_key(home)
    found = learned_file.load(learned_folder(home), key) if key else None
    if found is None:
        raise CannotIndex(f"{learned_folder(home)}: holds nothing usable. Run p4c sync.")
    return found


def sync_all(
    settings: Settings,
    progress: Progress | None = None,
    reader: Reader = read,
    patience_s: float = 30.0,
) -> SyncReport:
    """Bring index and understanding up to date with the corpus, and check the catalogue.

    Another sync is waited for, `patience_s` long; `reader` reads what is new or changed.

    Raises:
        MissingCorpus, CannotIndex, CannotEmbed, CannotChange, Busy: as `index.sync.sync`.
        BadCatalogue: a catalogue or language file is wrong; the documents are up to date, and
            readers that are open keep the catalogue that they have.
    """
    list_documents(settings.corpus)  # a missing corpus is said before a model is made
    embedder = open_embedder(settings.home, settings.embedding)
    report = sync(settings.corpus, settings.home, embedder, progress, patience_s, reader)
    index = open_index(settings.home, repair=False).snapshot()
    load_catalogue(settings.corpus, {d.id: index.body(d.id) for d in index.documents()})
    started = perf_counter()
    embedded = learn_all(settings, embedder, progress)
    seconds = dict(report.seconds)
    for stage in ("embed", "total"):  # learning is embedding, but for some seconds of finding names
        seconds[stage] = round(seconds[stage] + perf_counter() - started, 3)
    return report.model_copy(
        update={
            "embedded": report.embedded + embedded,
            "seconds": seconds,
            "problems": (*report.problems, *let_go(settings)),
        }
    )


def let_go(settings: Settings) -> tuple[str, ...]:
    """Delete what has had its time: originals that were removed, uploads that nobody published.

    A line for what went wrong: it must not stop a sync.
    """
    try:
        purge(settings.corpus, settings.home, "p4c sync", datetime.now(UTC))
        clear_stale(settings.home)
    except P4CError as error:
        return (error.line,)
    return ()


def learn_all(settings: Settings, embedder: Embedder, progress: Progress | None = None) -> int:
    """Learn from the examples if they or the model changed; how many texts were embedded for it."""
    folder = learned_folder(settings.home)
    key = learned_file.key_of(settings.corpus, embedder.fingerprint)
    if learned_key(settings.home) == key and learned_file.load(folder, key):
        return 0
    shipped = learned_file.load(settings.corpus / SHIPPED, key)
    if shipped:
        with generations.writing(settings.home):
            learned_file.save(shipped, folder, key)
        return 0
    lexicon = load_lexicon(settings.corpus)
    missing = 0

    def count(done: int, total: int) -> None:
        nonlocal missing
        missing = total
        if progress:
            progress("learn", done, total)

    with generations.writing(settings.home), Store(settings.home) as store:
        found = learn(
            lexicon,
            Dictionaries(settings.corpus / "languages"),
            lambda texts: store.cached_vectors(embedder, texts, "question", count),
        )
        learned_file.save(found, folder, key)
    return missing


def open_assistant(settings: Settings, say: Callable[[str], None] = lambda _: None) -> Assistant:
    """Open the assistant; an index that is missing or damaged is built first, and `say` hears it.

    Raises:
        P4CError: something is missing that cannot be built; the line says what to do.
    """
    embedder = open_embedder(settings.home, settings.embedding)
    reason = what_is_missing(settings, embedder)
    if reason:
        say(f"{reason} Building it now.")
        sync_all(settings)
    else:
        catch_up(settings, say)
    spoken()
    return Assistant(settings, embedder, open_index(settings.home))


def catch_up(settings: Settings, say: Callable[[str], None]) -> None:
    """Do what a crash left undone: a change half made, or one that was never synced.

    If it cannot be done, as in a folder that cannot be written, the index serves as it is.
    """
    try:
        with suppress(Busy):  # somebody is at work who did it
            recover(settings.corpus, settings.home, patience_s=1)
        if is_behind(settings):
            say(f"{settings.home}: documents changed since the last sync. Building it now.")
            sync_all(settings)
    except P4CError as error:
        say(str(error))


def is_behind(settings: Settings) -> bool:
    """Whether a change in the journal is not in the index; changes by hand are left to a sync."""
    served = open_index(settings.home, repair=False, exact=True).snapshot()
    versions = {document.id: served.version(document.id) for document in served.documents()}
    made = [change for change in read_journal(settings.home).changes() if change.act != "purge"]
    wanted = {change.document: change.version for change in made}
    changed = [key for key, version in wanted.items() if versions.get(key) != version]
    if not changed:
        return False
    now = {each.id: version_of(each.sha256) for each in list_documents(settings.corpus).documents}
    return any(now.get(key) != versions.get(key) for key in changed)


def what_is_missing(settings: Settings, embedder: Embedder) -> str | None:
    """Why the index must be built before a question can be answered, or None if it need not."""
    try:
        snapshot = open_index(settings.home, repair=False).snapshot()
        open_learned(settings.home)
    except CannotIndex:
        return f"{settings.home}: holds no complete index."
    if snapshot.damage:
        return f"{snapshot.damage}."
    if snapshot.fingerprint != embedder.fingerprint:
        return f"{settings.home}: the index was built with another embedding model."
    return None
