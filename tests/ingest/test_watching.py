"""A watched folder: each file is taken once it rests, and again when it changes."""

import pathlib
import subprocess
import sys

import pytest

from ingest.errors import CannotRead
from ingest.watching import Watched, files_below, links_below, take_once, watch

WATCH = """
import sys
from pathlib import Path
from ingest.watching import watch
def take(paths):
    print(*(path.name for path in paths), flush=True)
    return True
watch(Path(sys.argv[1]), take, rest_s=0.3)
"""


class Taker:
    """Remembers what it was given, and says whether it took it."""

    def __init__(self):
        self.given = []
        self.takes = True

    def __call__(self, paths):
        self.given.extend(path.name for path in paths)
        return self.takes


@pytest.fixture
def taker():
    return Taker()


def put(folder, name, text="x"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_taken_when_it_has_rested_and_only_once(tmp_path, taker):
    watched = Watched(tmp_path, rest_s=2)
    put(tmp_path, "a.txt")

    assert watched.step(taker, now=10)
    assert watched.step(taker, now=11)
    assert taker.given == []
    assert not watched.step(taker, now=12)
    assert not watched.step(taker, now=99)
    assert taker.given == ["a.txt"]


def test_a_file_that_is_still_written_is_left_alone(tmp_path, taker):
    watched = Watched(tmp_path, rest_s=2)
    for second, text in enumerate(["x", "xy", "xyz"]):
        put(tmp_path, "a.txt", text)
        assert watched.step(taker, now=second * 1.5)

    assert taker.given == []
    assert not watched.step(taker, now=10)
    assert taker.given == ["a.txt"]


def test_a_file_that_changes_is_taken_again(tmp_path, taker):
    watched = Watched(tmp_path, rest_s=0)
    put(tmp_path, "a.txt")
    watched.step(taker, now=0)
    put(tmp_path, "a.txt", "longer")

    watched.step(taker, now=1)

    assert taker.given == ["a.txt", "a.txt"]


def test_what_could_not_be_taken_is_tried_again(tmp_path, taker):
    watched = Watched(tmp_path, rest_s=0)
    put(tmp_path, "a.txt")
    taker.takes = False
    watched.step(taker, now=0)
    taker.takes = True

    watched.step(taker, now=1)
    watched.step(taker, now=2)

    assert taker.given == ["a.txt", "a.txt"]


def test_links_and_hidden_files_are_not_followed(tmp_path):
    put(tmp_path, "b.txt")
    put(tmp_path, "in/a.txt")
    put(tmp_path, ".hidden.txt")
    put(tmp_path, ".git/c.txt")
    put(tmp_path, "~$report.docx")  # Word's own, while it has report.docx open
    pathlib.Path(tmp_path / "link.txt").symlink_to("/etc/passwd")
    pathlib.Path(tmp_path / "folder").symlink_to("/etc")

    assert [str(path.relative_to(tmp_path)) for path in files_below(tmp_path)] == [
        "b.txt",
        "in/a.txt",
    ]
    assert [path.name for path in links_below(tmp_path)] == ["folder", "link.txt"]


def test_once_takes_what_is_there_and_ends(tmp_path, taker):
    put(tmp_path, "a.txt")
    put(tmp_path, "in/b.txt")

    take_once(tmp_path, taker, rest_s=0.05)

    assert sorted(taker.given) == ["a.txt", "b.txt"]


def test_a_folder_that_is_not_there_is_one_line(tmp_path, taker):
    for start in (watch, take_once):
        with pytest.raises(CannotRead, match="Make it first"):
            start(tmp_path / "nowhere", taker)


def test_files_that_come_while_it_watches_are_taken_by_themselves(tmp_path):
    put(tmp_path, "first.txt")
    command = [sys.executable, "-c", WATCH, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "first.txt\n"
            put(tmp_path, "new/second.txt")
            assert process.stdout.readline() == "second.txt\n"
        finally:
            process.kill()
