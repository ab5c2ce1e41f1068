"""A person's file is copied, read once and looked at; nothing of it is published yet."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.blocks import UNKNOWN, language_of_most
from ingest.decoding import printable
from ingest.documents import document_id, tidy_title, title_of
from ingest.errors import CannotRead, is_too_large, may_not_be_read
from ingest.incoming import Staged, arriving, clear_stale, keep
from ingest.intake import clean_name
from ingest.journal import version_of
from ingest.languages import identify_document_language
from ingest.lasting import flush
from ingest.located import Document, LocatedText, Passage
from ingest.near_duplicates import near_duplicates
from ingest.passages import split
from ingest.readers import MAX_BYTES, read
from ingest.report import IntakeReport, NearDuplicate, PassagePreview
from ingest.sniffing import Kind, kind_of

Progress = Callable[[str, int, int], None]
_PIECE_BYTES = 1_000_000
# The second detector's guess on fewer letters is worth nothing: it is wrong in one of six.
_ENOUGH_CHARS = 80
# A heading shorter than this is no title; those of tables are the names of their sheets.
_TITLE_CHARS = 4
_TABLES = frozenset({Kind.CSV, Kind.XLSX})


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that someone wants to add; `name` may hold anything, also what a browser sends.

    `document` is the id to be replaced by it, if it shall not be the one of its name.
    """

    path: Path
    name: str
    title: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the corpus holds already: its documents, their texts by id, and how tokens count."""

    documents: tuple[Document, ...]
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    count_tokens: Callable[[str], int] = len

    def and_also(self, staged: Staged) -> "Known":
        """The same with a file that was examined and will be added."""
        report = staged.report
        document = _document_of(report, staged.original)
        others = tuple(each for each in self.documents if each.id != document.id)
        texts = {**self.texts, document.id: staged.text().body}
        return replace(self, documents=(*others, document), texts=texts)


def examine(
    incoming: Incoming, home: Path, known: Known, progress: Progress | None = None
) -> Staged:
    """Copy a file aside, read it, and report what it would become.

    A file that the corpus has already is not read: its report says `unchanged`, and nothing waits.

    Args:
        incoming: the file.
        home: the folder where it waits; what waited there for more than a day is let go.
        known: what to compare it with.
        progress: hears stage, done, total: copy (bytes), read (pages), split (steps), passages.

    Raises:
        CannotRead: an unknown format, no text, a link, a name that another document has.
        CannotChange: the home folder is full, or cannot be written.
    """
    say = progress or _say_nothing
    clear_stale(home)
    stored_as = _stored_as(incoming, known)
    with arriving(home) as folder:
        copy = folder / stored_as  # errors of readers name it
        digest = _copy(incoming.path, copy, say)
        report = _opening(incoming, stored_as, copy, digest, known)
        if report.unchanged:
            staged = Staged(folder, report)
        else:
            document = _document_of(report, copy)
            text = read(document, lambda done, total: say("read", done, total))
            passages = split(
                text, known.count_tokens, progress=lambda done, total: say("split", done, total)
            )
            staged = keep(folder, _filled(report, text, passages, known, say), text)
    if report.unchanged:
        copy.unlink(missing_ok=True)
        folder.rmdir()
    return staged


def _say_nothing(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _stored_as(incoming: Incoming, known: Known) -> str:
    """Give the name that a file will have in the corpus.

    Raises:
        CannotRead: its end is that of no format, or its id is that of a file of another format.
    """
    stored_as = clean_name(incoming.name, incoming.path)
    if incoming.document is not None:
        return incoming.document + Path(stored_as).suffix
    taken = next((each for each in known.documents if each.id == document_id(stored_as)), None)
    if taken and taken.path.suffix.lower() != Path(stored_as).suffix:
        raise CannotRead(
            "{file}: the corpus holds {other}. Rename the new file, or p4c replace {document} with "
            "it.",
            file=printable(incoming.name),
            other=repr(printable(taken.path.name)),
            document=taken.id,
        )
    return stored_as


def _copy(path: Path, target: Path, say: Progress) -> str:
    """Copy a file that may still be written, and hash what was copied.

    Raises:
        CannotRead: it is no plain file, may not be read, is empty or too large.
    """
    where = printable(str(path))
    if path.is_symlink():
        raise CannotRead("{file}: is a link; add the file itself.", file=where)
    if not path.is_file():
        raise CannotRead("{file}: no such file. Check the name.", file=where)
    digest, done = hashlib.sha256(), 0
    try:
        source = path.open("rb")
    except OSError as error:
        raise may_not_be_read(where, error) from error
    with source, target.open("xb") as copy:
        total = path.stat().st_size
        if total > MAX_BYTES:
            raise is_too_large(where, MAX_BYTES)
        while done <= MAX_BYTES and (piece := source.read(_PIECE_BYTES)):
            copy.write(piece)
            digest.update(piece)
            done += len(piece)
            say("copy", done, max(total, done))
    flush(target)
    return digest.hexdigest()


def _opening(
    incoming: Incoming, stored_as: str, copy: Path, digest: str, known: Known
) -> IntakeReport:
    """Report what is known before the file is read."""
    identity = document_id(stored_as)
    same = next((each for each in known.documents if each.sha256 == digest), None)
    before = next((each for each in known.documents if each.id == identity), None)
    given = tidy_title(incoming.title or "")
    titled = same or before
    return IntakeReport(
        token=copy.parent.name if same is None else "",
        name=printable(incoming.name),
        document=same.id if same else identity,
        stored_as=stored_as,
        title=given or (titled.title if titled else title_of(incoming.name)),
        version=version_of(digest),
        sha256=digest,
        kind=kind_of(copy),
        bytes=copy.stat().st_size,
        language=same.language if same else "mul",
        examined_at=datetime.now(UTC).replace(microsecond=0),
        replaces=version_of(before.sha256) if before and not same else None,
        unchanged=same is not None,
    )


def _document_of(report: IntakeReport, original: Path) -> Document:
    return Document(
        id=report.document,
        path=original,
        title=report.title,
        source=report.name,
        date=None,
        language=report.language,
        sha256=report.sha256,
        added_at=report.examined_at,
    )


def _filled(
    report: IntakeReport,
    text: LocatedText,
    passages: list[Passage],
    known: Known,
    say: Progress,
) -> IntakeReport:
    """Add to a report what was read."""
    previews: list[PassagePreview] = []
    for number, passage in enumerate(passages, start=1):
        previews.append(preview(passage))
        say("passages", number, len(passages))
    others = {key: body for key, body in known.texts.items() if key != report.document}
    titles = {document.id: document.title for document in known.documents}
    likenesses = near_duplicates(text.body, others)
    named_by_file = report.title == title_of(report.name)
    return report.model_copy(
        update={
            "title": (heading_of(text, report.kind) if named_by_file else "") or report.title,
            "language": language_of_most((each.language, len(each.text)) for each in passages),
            "pages": len(text.pages) + len(text.unread),
            "passages": tuple(previews),
            "languages": dict(Counter(passage.language for passage in passages).most_common()),
            "disagreements": sum(each.disagree for each in previews),
            "poor_pages": text.unread,
            "recognised": text.recognised,
            "notes": text.notes,
            "near_duplicates": tuple(
                NearDuplicate(document=key, title=titles.get(key, key), share=share)
                for key, share in likenesses.items()
            ),
        }
    )


def heading_of(text: LocatedText, kind: str) -> str:
    """The heading that a text begins with, which says more than a file's name; may be empty.

    A table begins with the name of its sheet, which says less.
    """
    first = text.sections[0] if text.sections else None
    if first is None or text.body[: first.start].strip() or kind in _TABLES:
        return ""
    heading = tidy_title(first.name)
    return heading if len(heading) >= _TITLE_CHARS else ""


def preview(passage: Passage) -> PassagePreview:
    """Ask a second detector for a passage's language, and show both."""
    opinion = identify_document_language(passage.text)
    second = opinion.other if len(passage.text) >= _ENOUGH_CHARS else None
    return PassagePreview(
        start=passage.start,
        end=passage.end,
        page=passage.page,
        section=passage.section,
        text=passage.text,
        language=passage.language,
        second_opinion=second,
        disagree=second is not None and passage.language not in {second, UNKNOWN},
    )
