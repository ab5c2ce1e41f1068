"""Thumbs as lines of a file."""

import threading

import pytest

from ingest.errors import Misuse
from tests.evals.made_up import an_answer
from ui.feedback import FILE, Thumb, keep_thumb, now, read_thumbs


def a_thumb(**changes):
    made = {"id": "1", "time": now(), "way": "up", "question": "Γιατί;", "answer": an_answer()}
    return Thumb(**(made | changes))


def test_what_was_kept_is_read_newest_first(tmp_path):
    first, second = a_thumb(), a_thumb(id="2", way="down", history=("Before?",))
    keep_thumb(first, tmp_path / "home")
    keep_thumb(second, tmp_path / "home")

    assert read_thumbs(tmp_path / "home") == [second, first]


def test_the_last_press_counts_and_one_taken_back_is_gone(tmp_path):
    for thumb in (a_thumb(), a_thumb(id="2"), a_thumb(way="down"), a_thumb(id="2", way=None)):
        keep_thumb(thumb, tmp_path)

    assert [(thumb.id, thumb.way) for thumb in read_thumbs(tmp_path)] == [("1", "down")]


def test_only_what_the_line_under_the_buttons_says_is_kept():
    assert set(Thumb.model_fields) == {"id", "time", "way", "question", "history", "answer"}


def test_lines_that_are_no_thumbs_are_passed_over(tmp_path):
    keep_thumb(a_thumb(), tmp_path)
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('{"id": "older"}\n\n{"id": "to')

    assert [thumb.id for thumb in read_thumbs(tmp_path)] == ["1"]


def test_no_file_is_no_thumbs(tmp_path):
    assert read_thumbs(tmp_path / "nowhere") == []


def test_a_home_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "home").write_text("a file", encoding="utf-8")

    with pytest.raises(Misuse, match=r"feedback\.jsonl: cannot be written .* Check the folder"):
        keep_thumb(a_thumb(), tmp_path / "home")


def test_a_file_that_is_no_text_is_one_line(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe\xfa")

    with pytest.raises(Misuse, match="cannot be read"):
        read_thumbs(tmp_path)


def test_readers_who_press_at_once_do_not_run_into_each_other(tmp_path):
    def press(name):
        for number in range(25):
            keep_thumb(a_thumb(id=f"{name}-{number}"), tmp_path)

    threads = [threading.Thread(target=press, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(read_thumbs(tmp_path)) == 200
