"""A journal and a corpus become a list of what does not agree: lost, doubled, or half there."""

from collections.abc import Iterator, Sequence

from assistant.settings import Settings
from ingest.documents import list_documents
from ingest.journal import Change, read_journal, version_of
from ingest.staging import layouts
from ingest.versions import (
    archive_folder,
    archived_documents,
    archived_sidecars,
    archived_text,
    damage_in,
    original_of,
)


def faults_of(settings: Settings, acknowledged: Sequence[dict[str, object]] = ()) -> list[str]:
    """Say in a line each what is wrong; only while nobody changes the corpus.

    Each change of a document must begin where the one before it ended, the last one must be what
    is there and what it is called, and each version that ever was must be there once, whole.
    `acknowledged` are the changes that writers were told are done.
    """
    journal = read_journal(settings.home)
    chains: dict[str, list[Change]] = {}
    for change in journal.changes():
        chains.setdefault(change.document, []).append(change)
    faults = [f"half done: {change.id}" for change in journal.half_done()]
    faults += [f"left over: {name}" for name in layouts(settings.corpus)]
    faults += [f"unreadable: line {number} of the journal" for number in journal.unreadable]
    faults += damage_in(settings.corpus)
    listing = list_documents(settings.corpus)
    faults += [str(problem) for problem in listing.problems]
    now = {document.id: version_of(document.sha256) for document in listing.documents}
    titles = {document: chain[-1].title for document, chain in chains.items()}
    faults += [
        f"{each.id}: is called {each.title}, not {titles[each.id]}"
        for each in listing.documents
        if each.title != titles.get(each.id, each.title)
    ]
    for document, chain in chains.items():
        faults += faults_of_chain(settings, document, chain, now.get(document))
    faults += [
        f"{d}: in the archive alone" for d in archived_documents(settings.corpus) if d not in chains
    ]
    known = {(change.document, change.version) for change in journal.changes()}
    faults += [
        f"lost, though acknowledged: {line}"
        for line in acknowledged
        if (line["document"], line["version"]) not in known
    ]
    return faults


def faults_of_chain(
    settings: Settings, document: str, chain: list[Change], now: str | None
) -> Iterator[str]:
    """Say what is wrong with one document."""
    version = chain[0].before
    for change in chain:
        if change.before != version:
            yield f"{document}: {change.act} of {change.before} after {version}"
        version = change.version
    if version != now:
        yield f"{document}: {now} is there, not {version}"
    archived = [original_of(path) for path in archived_sidecars(settings.corpus, document)]
    names = [path.name.partition(".")[0] for path in archived]
    there = sorted([*names, *([now] if now else [])])
    ever = sorted({change.version for change in chain if change.version})
    if there != ever:
        yield f"{document}: {there} are there of {ever}"
    if len(list(archive_folder(settings.corpus, document).glob("*"))) != 3 * len(archived):
        yield f"{document}: files in the archive that belong to no version"
    for path, name in zip(archived, names, strict=True):
        text = archived_text(settings.corpus, document, name)
        if text != path.read_text(encoding="utf-8"):
            yield f"{document}: the text of {name} is not that of its original"
