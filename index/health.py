"""Corpus, store and index become a list of checks: what is well, what is not, and the remedy."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from index import generations
from index.contents import Contents
from index.store import FILE, Kept, Store, damage_of, text_key
from index.sync import reading_key
from ingest.documents import Listing, list_documents
from ingest.errors import CannotChange, CannotIndex, MissingCorpus
from ingest.journal import FILE as JOURNAL
from ingest.journal import read_journal
from ingest.staging import layouts
from ingest.versions import archived_documents, damage_in

Severity = Literal["ok", "warning", "error"]

_SYNC = "Run p4c sync."
_SCARCE_BYTES = 500_000_000
_FULL_BYTES = 50_000_000
_NAMED = 5  # so many documents are named in a message


class Check(BaseModel):
    """One thing looked at. `remedy` is empty where all is well."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    severity: Severity
    message: str
    remedy: str = ""

    def in_words(self) -> str:
        """One line for a person."""
        return f"{self.severity:<7} {self.name}: {self.message} {self.remedy}".rstrip()

    def as_record(self) -> dict[str, Any]:
        """The fields, for JSON."""
        return self.model_dump()


def checks(corpus: Path, home: Path, fingerprint: str | None = None) -> list[Check]:
    """Look at corpus, store and index; nothing is changed, and nothing is embedded.

    Args:
        corpus: the corpus folder.
        home: the folder with store and index.
        fingerprint: the embedding model's, if the vectors are to be compared with it.
    """
    found = [check_home(home)]
    listing = None
    try:
        listing = list_documents(corpus)
    except MissingCorpus as error:
        found.append(Check(name="corpus", severity="error", message=str(error)))
    else:
        found.append(check_corpus(listing))
    found.extend([check_changes(corpus, home), check_archive(corpus)])
    try:
        found.extend(_check_index(home, listing, fingerprint))
    except CannotIndex as error:
        found.append(Check(name="store", severity="error", message=str(error)))
    return found


def check_home(home: Path) -> Check:
    """Tell whether the home folder can be written and has space."""
    place = next(path for path in (home.absolute(), *home.absolute().parents) if path.exists())
    if not os.access(place, os.W_OK):
        remedy = "Make it writable, or set P4C_HOME to another folder."
        message = f"{place} cannot be written: questions are answered, p4c sync will fail."
        return Check(name="home folder", severity="warning", message=message, remedy=remedy)
    free = shutil.disk_usage(place).free
    message = f"{home} can be written, {free / 1e9:.1f} GB are free."
    severity = judge_space(free)
    remedy = "" if severity == "ok" else "Make space there."
    return Check(name="home folder", severity=severity, message=message, remedy=remedy)


def judge_space(free_bytes: int) -> Severity:
    """Tell whether so much space lasts: a generation takes 8 kB a passage, the model 150 MB."""
    if free_bytes < _FULL_BYTES:
        return "error"
    return "warning" if free_bytes < _SCARCE_BYTES else "ok"


def check_corpus(listing: Listing) -> Check:
    """Tell whether every file of the corpus is listed: its format, its sidecar, its sha256."""
    if listing.problems:
        lines = " ".join(str(problem) for problem in listing.problems)
        return Check(name="corpus", severity="error", message=lines)
    if not listing.documents:
        remedy = "Add one with p4c add."
        return Check(name="corpus", severity="warning", message="No documents.", remedy=remedy)
    message = f"{len(listing.documents)} documents, each as its sidecar says."
    return Check(name="corpus", severity="ok", message=message)


def check_changes(corpus: Path, home: Path) -> Check:
    """Tell whether the journal can be read, and whether every change is done."""
    name = "changes"
    try:
        journal = read_journal(home)
    except CannotChange as error:
        return Check(name=name, severity="error", message=str(error))
    waiting = sorted({change.document for change in journal.half_done()})
    if waiting or layouts(corpus):
        message = f"Begun and not done: {', '.join(waiting) or 'a change that was cut off'}."
        return Check(name=name, severity="error", message=message, remedy=_SYNC)
    if journal.unreadable:
        lines = ", ".join(map(str, journal.unreadable[:_NAMED]))
        message = f"{home / JOURNAL}: lines that say nothing: {lines}."
        remedy = "Nobody should edit it: take it from a backup."
        return Check(name=name, severity="warning", message=message, remedy=remedy)
    message = f"{len(journal.changes())} in the journal, each of them done."
    return Check(name=name, severity="ok", message=message)


def check_archive(corpus: Path) -> Check:
    """Tell whether earlier versions are kept as they were."""
    damage = damage_in(corpus)
    if damage:
        remedy = "Take these files from a backup."
        return Check(name="archive", severity="error", message=" ".join(damage), remedy=remedy)
    message = f"Earlier versions of {len(archived_documents(corpus))} documents, as they were."
    return Check(name="archive", severity="ok", message=message)


def _check_index(home: Path, listing: Listing | None, fingerprint: str | None) -> Generator[Check]:
    if not (home / FILE).is_file():
        yield Check(name="store", severity="error", message=f"{home} holds none.", remedy=_SYNC)
        return
    if damage := damage_of(home):
        message = f"{home / FILE} is damaged ({damage})."
        yield Check(name="store", severity="error", message=message, remedy=_SYNC)
        return
    with Store(home) as store:
        contents = store.contents()
        yield check_vectors(store, contents, fingerprint)
        if listing:
            yield check_up_to_date(store.kept(), listing, store.fingerprint or "")
        model = store.fingerprint or ""
    yield from check_generation(home, contents, model)


def check_vectors(store: Store, contents: Contents, fingerprint: str | None) -> Check:
    """Tell whether every passage has a sound vector, of the model that is in use."""
    model = store.fingerprint
    keys = {text_key(passage.text) for passage in contents.passages}
    kept = store.vectors_kept(model or "", "passage", keys)
    sound = sum(abs(float(vector @ vector) - 1) < 0.01 for vector in kept.values())
    message = f"{len(contents.passages)} passages of {len(contents.documents)} documents, "
    message += f"{sound} of {len(keys)} texts have their vector."
    if model is not None and fingerprint not in {None, model}:
        message += f" They are of model {model!r}, and {fingerprint!r} is in use."
        return Check(name="store", severity="error", message=message, remedy=_SYNC)
    if sound < len(keys) or model is None:
        return Check(name="store", severity="error", message=message, remedy=_SYNC)
    return Check(name="store", severity="ok", message=message)


def check_up_to_date(kept: dict[str, Kept], listing: Listing, fingerprint: str) -> Check:
    """Tell which documents were added, changed or removed since the last sync."""
    reading = reading_key(fingerprint)
    now = {document.id: document for document in listing.documents}
    changed = [
        key
        for key, document in now.items()
        if key not in kept
        or (kept[key].document.sha256, kept[key].reading) != (document.sha256, reading)
    ]
    names = sorted({*changed, *(kept.keys() - now.keys())})
    if not names:
        return Check(name="up to date", severity="ok", message="The index holds the corpus as is.")
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    message = f"Changed since the last sync: {', '.join(names[:_NAMED])}{more}."
    return Check(name="up to date", severity="error", message=message, remedy=_SYNC)


def check_generation(home: Path, contents: Contents, fingerprint: str) -> Generator[Check]:
    """Tell whether readers open a sound generation of just these contents, and find them in it."""
    if damage := generations.damage_of(home):
        message = f"The current generation cannot be used: {damage}."
        yield Check(name="index", severity="error", message=message, remedy=_SYNC)
        return
    folder = generations.current(home)
    manifest = generations.manifest_of(folder) if folder else None
    if folder is None or manifest is None:  # switched and deleted this very moment
        yield Check(name="index", severity="warning", message="Just switched.", remedy="Ask again.")
        return
    message = f"{folder.name} holds {manifest.passages} passages of {manifest.documents} documents."
    if manifest.key != contents.key(fingerprint):
        message += f" The store holds {len(contents.passages)} of {len(contents.documents)}."
        yield Check(name="index", severity="warning", message=message, remedy=_SYNC)
    else:
        yield Check(name="index", severity="ok", message=message)
    problem = generations.probe(folder)
    if problem:
        message = f"Passages are not found by their own vectors: {problem}."
        remedy = f"Delete {folder}, then run p4c sync."
        yield Check(name="search", severity="error", message=message, remedy=remedy)
    else:
        message = "Passages are found by their own vectors."
        yield Check(name="search", severity="ok", message=message)
