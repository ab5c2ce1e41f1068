"""Files for their owner alone, on a real disk."""

import os
import stat

import pytest

from assistant.private_file import append_private, read_private, write_private
from ingest.errors import Misuse


def test_only_the_owner_may_read_what_is_written_whatever_the_machine_allows(tmp_path):
    before = os.umask(0)
    try:
        write_private(tmp_path / "home" / "one.json", "õ")
        append_private(tmp_path / "home" / "many.jsonl", "first")
    finally:
        os.umask(before)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "home").iterdir()}
    assert modes == {0o600}


def test_a_file_holds_the_last_text_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "one.json"

    write_private(path, "a long text that was here before")
    write_private(path, "ņ")

    assert read_private(path) == "ņ"
    assert list(tmp_path.iterdir()) == [path]


def test_lines_follow_each_other(tmp_path):
    path = tmp_path / "many.jsonl"

    append_private(path, "first")
    append_private(path, "second")

    assert read_private(path) == "first\nsecond\n"


def test_a_file_that_is_not_there_is_empty(tmp_path):
    assert read_private(tmp_path / "none") == ""


@pytest.mark.parametrize("act", [write_private, append_private])
def test_a_folder_that_cannot_be_written_is_said_in_one_line(act, tmp_path):
    (tmp_path / "home").write_text("is a file", encoding="utf-8")

    with pytest.raises(Misuse, match=r"cannot be written \(.+\)\. Check the folder's rights"):
        act(tmp_path / "home" / "one.json", "text")


def test_a_file_that_cannot_be_read_is_said_in_one_line(tmp_path):
    with pytest.raises(Misuse, match="cannot be read"):
        read_private(tmp_path)
