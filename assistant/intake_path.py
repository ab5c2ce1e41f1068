"""What staff decide about a document becomes what every open chat answers from."""

import getpass
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.assistant import sync_all
from assistant.guarding import check_may_go
from assistant.settings import Settings
from index.engine import open_embedder
from index.search import Snapshot, open_index
from index.sync import Progress, SyncReport
from ingest import examining, incoming, versions
from ingest.changes import Clerk, read_body
from ingest.documents import list_documents
from ingest.errors import CannotIndex, CannotRead, P4CError, UnknownDocument
from ingest.examining import Incoming, Known
from ingest.incoming import Staged, arriving, open_staged
from ingest.journal import Change, read_journal, version_of
from ingest.located import Document, LocatedText
from ingest.readers import read
from ingest.readers_zip import members
from ingest.sniffing import Kind, kind_of
from ingest.versions import Version

__all__ = [
    "Change",
    "Examined",
    "Staged",
    "Version",
    "discard",
    "examine",
    "history",
    "open_staged",
    "publish",
    "remove",
    "restore",
    "retitle",
    "text_of",
    "undo",
    "user_of_the_machine",
    "versions_of",
]

# A change that is made waits so long for another's sync before it says that it must be synced.
PATIENCE_S = 600.0


@dataclass(frozen=True, slots=True)
class Examined:
    """The files that wait for a decision, and a line for each that cannot be read."""

    staged: tuple[Staged, ...] = ()
    problems: tuple[str, ...] = ()


def examine(
    settings: Settings, files: Sequence[Incoming], progress: Progress | None = None
) -> Examined:
    """Read files and report what they would become; nothing is published.

    A file that cannot be read never stops the others. A later file is compared with the earlier.
    Of a ZIP archive, each document in it is a file.

    Raises:
        MissingCorpus, CannotEmbed: nothing can be examined at all.
        CannotChange: the home folder is full, or cannot be written.
    """
    staged: list[Staged] = []
    problems: list[str] = []
    try:
        with arriving(settings.home) as unpacked:
            wanted = (each for file in files for each in _members(file, unpacked, problems))
            staged.extend(_each_examined(settings, wanted, problems, progress))
            shutil.rmtree(unpacked)
    except BaseException:
        discard(staged)
        raise
    return Examined(tuple(staged), tuple(problems))


def _each_examined(
    settings: Settings, files: Iterator[Incoming], problems: list[str], progress: Progress | None
) -> Iterator[Staged]:
    known = known_now(settings)
    for file in files:
        try:
            staged = examining.examine(file, settings.home, known, progress)
        except CannotRead as error:
            problems.append(error.line)
            continue
        yield staged
        if not staged.report.unchanged:
            known = known.and_also(staged)


def _members(file: Incoming, folder: Path, problems: list[str]) -> Iterator[Incoming]:
    """Give the files in an archive, or the file itself."""
    path = file.path
    try:
        is_archive = (
            path.is_file() and not path.is_symlink() and kind_of(path, file.name) is Kind.ZIP
        )
        if is_archive:
            into = Path(tempfile.mkdtemp(dir=folder))
            found = members(path, into)
            problems.extend(problem.line for problem in found.problems)
            yield from (Incoming(each, each.name) for each in found.files)
        else:
            yield file
    except CannotRead as error:
        problems.append(error.line)


def known_now(settings: Settings) -> Known:
    """What new files are compared with: the corpus as it is, and the texts that are served."""
    documents = list_documents(settings.corpus).documents
    served = served_now(settings)
    indexed = {document.id for document in served.documents()} if served else set[str]()
    texts = {d.id: served.body(d.id) for d in documents if served and d.id in indexed}
    embedder = open_embedder(settings.home, settings.embedding)
    return Known(documents, texts, embedder.count_tokens)


def publish(
    settings: Settings,
    staged: Sequence[Staged],
    who: str,
    progress: Progress | None = None,
    as_reported: bool = False,
) -> SyncReport:
    """Take files that were examined into the corpus; from then on they are answered from.

    One that is refused does not stop the others; the report has a line for it. With `as_reported`,
    one whose document was changed since it was examined is refused: nobody agreed to that.

    Raises:
        CannotChange, Busy, CannotRead: as `ingest.changes.Clerk`, if all of them are refused.
        P4CError: as `sync_all`; the files are in the corpus, and the next sync takes them up.
    """
    clerk = clerk_of(settings, who)
    refused: list[P4CError] = []
    for each in staged:
        try:
            clerk.add(each, as_reported)
        except P4CError as error:
            refused.append(error)
    if refused and len(refused) == len(staged):
        raise refused[0]
    texts = {each.report.sha256: each for each in staged if not each.report.unchanged}

    def read_once(document: Document) -> LocatedText:
        waiting = texts.get(document.sha256)
        return replace(waiting.text(), document=document.id) if waiting else read(document)

    report = sync_all(settings, progress, read_once, PATIENCE_S)
    discard(staged)
    problems = (*(error.line for error in refused), *report.problems)
    return report.model_copy(update={"problems": problems})


def discard(staged: Sequence[Staged]) -> None:
    """Let go of files that were examined and are not wanted."""
    for each in staged:
        incoming.discard(each)


def remove(
    settings: Settings, document: str, who: str, progress: Progress | None = None
) -> SyncReport:
    """Take a document out of the corpus; no chat answers from it any more.

    Raises:
        UnknownDocument: there is none.
        CannotChange: the catalogue quotes it, or the disk refuses.
        P4CError: as `publish`.
    """
    clerk_of(settings, who).remove(document)
    return sync_all(settings, progress, patience_s=PATIENCE_S)


def restore(
    settings: Settings,
    document: str,
    who: str,
    version: str | None = None,
    progress: Progress | None = None,
) -> SyncReport:
    """Make an earlier version of a document current again, by default the one archived last.

    Raises:
        UnknownDocument: there is no such document or version.
        P4CError: as `remove`.
    """
    clerk_of(settings, who).restore(document, version)
    return sync_all(settings, progress, patience_s=PATIENCE_S)


def retitle(
    settings: Settings, document: str, title: str, who: str, progress: Progress | None = None
) -> SyncReport:
    """Correct a document's title, which citations show.

    Raises:
        UnknownDocument: there is none.
        P4CError: as `publish`.
    """
    clerk_of(settings, who).retitle(document, title)
    return sync_all(settings, progress, patience_s=PATIENCE_S)


def undo(
    settings: Settings, document: str, who: str, progress: Progress | None = None
) -> SyncReport:
    """Take back the last change of a document.

    Raises:
        UnknownDocument: nothing was ever done to it.
        P4CError: as `remove`.
    """
    clerk_of(settings, who).undo(document)
    return sync_all(settings, progress, patience_s=PATIENCE_S)


def history(settings: Settings, document: str | None = None) -> tuple[Change, ...]:
    """Give the changes that were made, oldest first; of one document, or of all.

    Raises:
        CannotChange: the journal cannot be read.
    """
    return read_journal(settings.home).changes(document)


def versions_of(settings: Settings, document: str) -> tuple[Version, ...]:
    """Give a document's versions, the one archived first at the head, the current one last.

    Raises:
        UnknownDocument: there never was such a document.
        CannotRead: a sidecar is broken.
    """
    return versions.versions(settings.corpus, document)


def text_of(settings: Settings, document: str, version: str | None = None) -> str:
    """Give the text that the citations of a version point into; by default of the current one.

    Raises:
        UnknownDocument: there is no such document or version.
        CannotRead: the current version cannot be read.
    """
    served = served_now(settings)
    now = versions.current(settings.corpus, document)
    if now and version in {None, version_of(now.sha256)}:
        return body_in(served, now) or read(now).body
    text = versions.archived_text(settings.corpus, document, version) if version else None
    if text is None:
        what = f"document {document!r}" + (f", version {version!r}" if version else "")
        raise UnknownDocument(f"{what}: there is none. See p4c docs and p4c history.")
    return text


def clerk_of(settings: Settings, who: str) -> Clerk:
    """Give somebody who changes the corpus, minding the catalogue and what is being served."""
    served = served_now(settings)

    def check(document: str, text: str | None) -> None:
        check_may_go(settings, document, text)

    def body_of(document: Document) -> str | None:
        return body_in(served, document) or read_body(document)

    return Clerk(settings.corpus, settings.home, who, body_of, check)


def served_now(settings: Settings) -> Snapshot | None:
    """What questions are answered from at this moment, or None if nothing was synced yet."""
    try:
        return open_index(settings.home, repair=False, exact=True).snapshot()
    except CannotIndex:
        return None


def body_in(served: Snapshot | None, document: Document) -> str | None:
    """Give a document's text as it is served, if that is of the same original."""
    try:
        same = served is not None and served.document(document.id).sha256 == document.sha256
    except UnknownDocument:
        return None
    return served.body(document.id) if served and same else None


def user_of_the_machine() -> str:
    """Name who types commands, for the journal."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"
