"""The child process is listened to, and stopped."""

import threading
import time
from pathlib import Path

import pytest

from ingest.errors import CannotRead
from ingest.parsing import parse
from ingest.sniffing import Kind

DATA = Path(__file__).parents[1] / "data/ingest"


def test_the_parts_come_and_each_page_is_told_of():
    told = []

    parts = parse(DATA / "report.pdf", Kind.PDF, "a", lambda page, of: told.append((page, of)))

    assert [part.page for part in parts] == [1, 2]
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [(Kind.PDF, 0.02), (Kind.ZIP, 60)],  # too slow; no parser, so the child dies of an error
)
def test_a_child_that_does_not_come_to_its_end_is_reported(kind, seconds):
    with pytest.raises(CannotRead, match=r"^a: could not be read to its end"):
        parse(DATA / "report.pdf", kind, "a", max_wall_seconds=seconds)


def test_a_reason_of_the_child_is_a_line_for_a_person():
    with pytest.raises(CannotRead, match=r"^a: is encrypted\. Save a copy without password"):
        parse(DATA / "encrypted.pdf", Kind.PDF, "a")


def children():
    """The processes that this one started: other tests may have left a server of theirs."""
    listed = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    return set(listed.read_text(encoding="ascii").split())


def test_the_child_is_stopped_when_nobody_listens_any_longer(tmp_path):
    class Enough(Exception):
        pass

    def stop(page, pages):
        raise Enough

    began = time.monotonic()
    before = children()
    with pytest.raises(Enough):
        parse(DATA / "report.pdf", Kind.PDF, "a", stop)

    assert time.monotonic() - began < 60
    assert children() <= before


def test_the_child_sees_nothing_of_our_environment(monkeypatch, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "sitecustomize.py"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert parse(DATA / "report.pdf", Kind.PDF, "a")
