"""Originals that were removed a month ago are deleted for good; their texts stay."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.journal import Change, version_of
from ingest.recovery import changing, make
from ingest.staging import Layout
from ingest.versions import (
    archived_documents,
    archived_sidecars,
    as_yaml,
    original_of,
    read_archived,
)

KEPT_FOR = timedelta(days=30)


def purge(corpus: Path, home: Path, who: str, now: datetime) -> tuple[str, ...]:
    """Delete the originals that were removed more than 30 days ago; what was replaced stays.

    Returns:
        The documents whose originals were deleted.

    Raises:
        CannotRead: a sidecar of the archive is broken.
        Busy, CannotChange: as `ingest.changes.Clerk`.
    """
    if not _expired(corpus, now):
        return ()
    with changing(corpus, home):
        expired = _expired(corpus, now)
        for path in expired:
            _delete(corpus, home, path, who)
    return tuple(path.parent.name for path in expired)


def _expired(corpus: Path, now: datetime) -> list[Path]:
    """Give the archived sidecars whose originals have had their time and are still there."""
    return [
        path
        for document in archived_documents(corpus)
        for path in archived_sidecars(corpus, document)
        if (sidecar := read_archived(path)).why == "removed"
        and sidecar.purged_at is None
        and sidecar.archived_at < now - KEPT_FOR
    ]


def _delete(corpus: Path, home: Path, path: Path, who: str) -> None:
    sidecar, now = read_archived(path), datetime.now(UTC)
    change = Change(
        id=secrets.token_hex(8),
        at=now,
        who=who,
        act="purge",
        document=path.parent.name,
        title=sidecar.title,
        version=None,
        before=version_of(sidecar.sha256),
        sha256=sidecar.sha256,
        name=sidecar.name,
        state="begun",
    )

    def lay_out(layout: Layout) -> None:
        layout.write(path, as_yaml(sidecar.model_copy(update={"purged_at": now})))
        layout.drop(original_of(path))

    make(corpus, home, change, lay_out)
