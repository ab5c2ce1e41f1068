"""Purging: the original of a removed document goes after 30 days, its text and all else stays."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import UnknownDocument
from ingest.journal import read_journal
from ingest.purging import KEPT_FOR, purge
from ingest.versions import archived_text


def purged(desk, now):
    return purge(desk.corpus, desk.home, "p4c sync", now)


def acts(desk):
    return [(c.act, c.version, c.before) for c in read_journal(desk.home).changes()]


def test_the_original_of_a_removed_document_is_deleted_after_30_days_and_its_text_stays(desk):
    first = desk.add("a.txt", "One.")
    version = desk.add("a.txt", "Two.")
    desk.clerk.remove("a")
    now = datetime.now(UTC)

    assert purged(desk, now + KEPT_FOR - timedelta(minutes=1)) == ()
    assert purged(desk, now + KEPT_FOR + timedelta(minutes=1)) == ("a",)
    assert purged(desk, now + 2 * KEPT_FOR) == ()

    assert f"a/{version}.txt" not in desk.archive()
    assert f"a/{first}.txt" in desk.archive(), "it was replaced, not removed"
    assert archived_text(desk.corpus, "a", version) == "Two."
    with pytest.raises(UnknownDocument, match="deleted after 30 days"):
        desk.clerk.restore("a", version)
    assert acts(desk)[-1] == ("purge", None, version)
    assert desk.clerk.restore("a").path.read_text(encoding="utf-8") == "One."


def test_what_is_restored_in_time_is_not_deleted(desk):
    desk.add("a.txt", "One.")
    desk.clerk.remove("a")
    desk.clerk.restore("a")

    assert purged(desk, datetime.now(UTC) + 2 * KEPT_FOR) == ()
    assert desk.texts() == {"a.txt": "One."}
