"""What staff decide becomes a change of the corpus: a version or a title comes or goes."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ingest.documents import Sidecar, read_sidecar, sha256_of, sidecar_path, tidy_title
from ingest.errors import CannotChange, CannotRead, UnknownDocument
from ingest.incoming import Staged
from ingest.journal import Act, Change, read_journal, version_of
from ingest.located import Document
from ingest.readers import read
from ingest.recovery import changing, make
from ingest.staging import Layout
from ingest.versions import (
    TEXT_SUFFIX,
    ArchivedSidecar,
    archive_folder,
    archived_paths,
    archived_sidecars,
    archived_text,
    as_yaml,
    current,
    no_such,
    original_of,
    read_archived,
    to_restore,
    versions,
)


def read_body(document: Document) -> str | None:
    """Read the text that is archived with a version; None if nobody can have read it."""
    with suppress(CannotRead):
        return read(document).body


def allow(_document: str, _text: str | None) -> None:
    """Let any document get another text, or none."""


@dataclass(frozen=True, slots=True)
class Coming:
    """The version that shall be current: its original, and the files that are dropped for it."""

    original: Path
    name: str
    sidecar: Sidecar
    text: str
    dropped: tuple[Path, ...] = ()


class Clerk:
    """Changes the documents of a corpus in somebody's name.

    Raises:
        Busy: (any method) others change the corpus, for longer than a minute.
        CannotChange: (any method) it may not be, or the disk refuses. Then all is as it was, unless
            the line says that the change was begun.
        CannotRead: (any method) a file put there by hand is in the way: its sidecar is broken.
    """

    def __init__(
        self,
        corpus: Path,
        home: Path,
        who: str,
        body_of: Callable[[Document], str | None] = read_body,
        check: Callable[[str, str | None], None] = allow,
    ) -> None:
        """Work on these folders.

        Args:
            corpus: the folder that holds `documents/`.
            home: the folder of the journal.
            who: a member of staff, a user of the machine, or "watch".
            body_of: gives the text that citations of a document's current version point into.
            check: refuses, by an error, that a document gets another text (None: none at all).
        """
        self._corpus, self._home, self._who = corpus, home, who
        self._body_of, self._check = body_of, check

    def add(self, staged: Staged, as_reported: bool = False) -> Document:
        """Take in a file that was examined, as a new document or a new version of one.

        With `as_reported`, it must replace just what the report says, which somebody agreed to.

        Raises:
            CannotChange: its document was changed since.
        """
        report = staged.report
        with changing(self._corpus, self._home):
            now = current(self._corpus, report.document)
            if now and (report.unchanged or now.sha256 == report.sha256):
                return now
            if as_reported and report.replaces != (version_of(now.sha256) if now else None):
                raise CannotChange(
                    "{file}: its document was changed after this file was read. Read it again to "
                    "see what it would replace now.",
                    file=report.name,
                )
            sidecar = Sidecar(
                title=report.title,
                source=report.name,
                date=None,
                language=report.language,
                sha256=report.sha256,
                added_at=_this_second(),
            )
            coming = Coming(
                staged.original,
                report.stored_as,
                sidecar,
                staged.text().body,
                archived_paths(self._corpus, report.document, report.version),
            )
            return self._change("replace" if now else "add", report.document, now, coming)

    def remove(self, document: str) -> Document:
        """Take a document out; its original is kept for 30 days, its text for good.

        Raises:
            UnknownDocument: there is none.
        """
        with changing(self._corpus, self._home):
            now = self._present(document)
            return self._change("remove", document, now, None)

    def restore(self, document: str, version: str | None = None) -> Document:
        """Make an earlier version current again, by default the one archived last.

        Raises:
            UnknownDocument: there is no such document, or no such version.
        """
        with changing(self._corpus, self._home):
            return self._restore(document, version)

    def retitle(self, document: str, title: str) -> Document:
        """Correct what a document is called; a title of which nothing can be seen changes nothing.

        Raises:
            UnknownDocument: there is none.
        """
        with changing(self._corpus, self._home):
            return self._retitle(document, tidy_title(title))

    def undo(self, document: str) -> Document | None:
        """Take back the last change of a document; undone twice, it is done again.

        Returns:
            The document as it is then, or None if it is none then.

        Raises:
            UnknownDocument: nothing was ever done to it.
        """
        with changing(self._corpus, self._home):
            made = [c for c in read_journal(self._home).changes(document) if c.act != "purge"]
            if not made:
                raise UnknownDocument(
                    "document {document}: no change of it is known.", document=repr(document)
                )
            last, now = made[-1], current(self._corpus, document)
            if (version_of(now.sha256) if now else None) != last.version:
                raise CannotChange(
                    "document {document}: was changed by hand since, which cannot be undone. See "
                    "p4c history.",
                    document=repr(document),
                )
            if last.was is not None:
                return self._retitle(document, last.was)
            if last.before is not None:
                return self._restore(document, last.before)
            if now:
                self._change("remove", document, now, None)
            return None

    def _present(self, document: str) -> Document:
        now = current(self._corpus, document)
        if now is None:
            raise no_such(document)
        return now

    def _restore(self, document: str, version: str | None) -> Document:
        wanted = to_restore(versions(self._corpus, document), version)
        if wanted.is_current:
            return self._present(document)
        path = next(
            each
            for each in archived_sidecars(self._corpus, document)
            if each.name.startswith(f"{wanted.version}.")
        )
        original, sidecar = original_of(path), read_archived(path)
        if not original.is_file() or sha256_of(original) != sidecar.sha256:
            raise CannotChange("{file}: is gone or damaged. Take it from a backup.", file=original)
        coming = Coming(
            original,
            document + original.suffix,
            Sidecar.model_validate(sidecar.model_dump(include={*Sidecar.model_fields})),
            archived_text(self._corpus, document, wanted.version) or "",
            archived_paths(self._corpus, document, wanted.version),
        )
        return self._change("restore", document, current(self._corpus, document), coming)

    def _retitle(self, document: str, title: str) -> Document:
        now = self._present(document)
        if title in {"", now.title}:
            return now
        sidecar = read_sidecar(now.path).model_copy(update={"title": title})
        staying = Coming(now.path, now.path.name, sidecar, "")
        begun = self._begun("retitle", document, now, staying)
        make(
            self._corpus,
            self._home,
            begun.model_copy(update={"was": now.title}),
            lambda layout: layout.write(sidecar_path(now.path), as_yaml(sidecar)),
        )
        return self._present(document)

    def _change(
        self, act: Act, document: str, now: Document | None, coming: Coming | None
    ) -> Document:
        """Let a version, or none, be current in place of another, or of none."""
        if now:
            self._check(document, coming.text if coming else None)

        def lay_out(layout: Layout) -> None:
            if now:
                self._archive(layout, now, "replaced" if coming else "removed")
                if coming is None or coming.name != now.path.name:
                    layout.drop(now.path)
                    layout.drop(sidecar_path(now.path))
            if coming:
                target = self._corpus / "documents" / coming.name
                layout.bring(target, coming.original)
                layout.write(sidecar_path(target), as_yaml(coming.sidecar))
                for path in coming.dropped:
                    layout.drop(path)

        make(self._corpus, self._home, self._begun(act, document, now, coming), lay_out)
        return now if coming is None and now else self._present(document)

    def _begun(
        self, act: Act, document: str, now: Document | None, coming: Coming | None
    ) -> Change:
        subject = coming.sidecar if coming else now
        name = coming.name if coming else now.path.name if now else ""
        return Change(
            id=secrets.token_hex(8),
            at=datetime.now(UTC),
            who=self._who,
            act=act,
            document=document,
            title=subject.title if subject else document,
            version=version_of(coming.sidecar.sha256) if coming else None,
            before=version_of(now.sha256) if now else None,
            sha256=subject.sha256 if subject else "",
            name=name,
            state="begun",
        )

    def _archive(self, layout: Layout, now: Document, why: Literal["replaced", "removed"]) -> None:
        """Lay out what goes into the archive: the original, its sidecar, its text as read."""
        version = version_of(now.sha256)
        folder = archive_folder(self._corpus, now.id)
        target = folder / f"{version}{now.path.suffix.lower()}"
        sidecar = ArchivedSidecar(
            **read_sidecar(now.path).model_dump(),
            name=now.path.name,
            archived_at=datetime.now(UTC),
            why=why,
            by=self._who,
        )
        layout.bring(target, now.path)
        layout.write(sidecar_path(target), as_yaml(sidecar))
        text = self._body_of(now)
        if text is not None:
            layout.write(folder / f"{version}{TEXT_SUFFIX}", text.encode("utf-8"))


def _this_second() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
