"""Files that wait for a decision: found again by their token, and gone after a day."""

import os
import threading
import time
from contextlib import suppress

import pytest

from ingest.errors import CannotChange
from ingest.incoming import MAX_AGE_S, arriving, clear_stale, discard, open_staged


def waiting(desk):
    folder = desk.home / "incoming"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_what_waits_is_found_again_with_its_text_and_report(desk):
    staged = desk.staged("a.txt", "Γειά σου, κόσμε!\n")

    found = open_staged(desk.home, staged.report.token)

    assert found == staged
    assert found.text().body == "Γειά σου, κόσμε!\n"
    assert found.original.read_bytes() == "Γειά σου, κόσμε!\n".encode()


def test_what_is_discarded_is_gone(desk):
    staged = desk.staged("a.txt")

    discard(staged)

    assert waiting(desk) == []
    with pytest.raises(CannotChange, match="Add the file again"):
        open_staged(desk.home, staged.report.token)
    with pytest.raises(CannotChange, match=r"a\.txt: waits for nothing"):
        staged.text()


@pytest.mark.parametrize("token", ["", "../../etc", "0" * 16, "0" * 16 + "/../x"])
def test_a_token_that_nobody_gave_finds_nothing(desk, token):
    with pytest.raises(CannotChange):
        open_staged(desk.home, token)


def test_what_has_waited_for_a_day_is_let_go_with_the_next_file(desk):
    old = desk.staged("old.txt")
    yesterday = time.time() - MAX_AGE_S - 1
    os.utime(old.folder, (yesterday, yesterday))

    new = desk.staged("new.txt", "Another text.")

    assert waiting(desk) == [new.folder.name]


def test_what_another_writer_lets_go_of_meanwhile_disturbs_nobody(desk):
    done = threading.Event()

    def come_and_go():
        while not done.is_set():
            with suppress(ZeroDivisionError), arriving(desk.home):
                raise ZeroDivisionError

    others = [threading.Thread(target=come_and_go) for _ in range(3)]
    for other in others:
        other.start()
    try:
        for _ in range(3000):
            clear_stale(desk.home)
    finally:
        done.set()
        for other in others:
            other.join()

    assert waiting(desk) == []


def test_clearing_where_nothing_ever_arrived_does_nothing(tmp_path):
    clear_stale(tmp_path / "nowhere")


def test_whatever_breaks_while_a_file_arrives_leaves_nothing(desk):
    with pytest.raises(ZeroDivisionError), arriving(desk.home) as folder:  # noqa: PT012
        (folder / "half").write_bytes(b"x")
        raise ZeroDivisionError

    assert waiting(desk) == []


def test_what_the_disk_refuses_is_one_line_and_leaves_nothing(desk):
    with pytest.raises(CannotChange, match="No space left") as caught, arriving(desk.home):
        raise OSError(28, "No space left on device")

    assert waiting(desk) == []
    assert "\n" not in str(caught.value)
