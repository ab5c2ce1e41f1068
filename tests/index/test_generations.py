import fcntl
import os
import subprocess
import sys
import threading

import pytest

from index import generations
from index.generations import READERS, build, current, damage_of, hold, pointer, prune, switch
from index.store import Store
from ingest.errors import Busy, CannotIndex


def test_a_built_index_is_whole_and_named_by_the_pointer(home):
    folder = current(home)

    assert folder.parent == home / "index"
    assert pointer(home).read_text(encoding="utf-8") == f"{folder.name}\n"
    assert damage_of(home) is None


@pytest.mark.parametrize("name", ["", "nonsense", "../../etc", "0" * 16 + "-" + "0" * 8, "\udcff"])
def test_a_pointer_that_names_no_generation_gives_none(home, name):
    pointer(home).write_text(name, encoding="utf-8", errors="surrogateescape")

    assert current(home) is None
    assert damage_of(home) == "there is none"


FILES = ["contents.sqlite3", "vectors.npy", "words.sqlite3", "generation.json", "readers.lock"]


@pytest.mark.parametrize("name", [*FILES, "chroma/chroma.sqlite3", "chroma/*/data_level0.bin"])
def test_a_file_that_is_missing_is_named(home, name):
    [path] = current(home).glob(name)
    path.unlink()

    assert path.name in damage_of(home)


@pytest.mark.parametrize("name", ["contents.sqlite3", "vectors.npy", "chroma/*/link_lists.bin"])
def test_one_flipped_bit_is_noticed(home, name):
    [path] = current(home).glob(name)
    whole = bytearray(path.read_bytes())
    whole[-1] ^= 1
    path.write_bytes(whole)

    assert path.name in damage_of(home)


def test_a_generation_of_an_older_layout_is_not_used(home):
    manifest = current(home) / "generation.json"
    manifest.write_text(manifest.read_text().replace('"layout": ', '"layout": 9'), encoding="utf-8")

    assert "generation.json" in damage_of(home)


def test_only_one_writes_at_a_time_and_the_other_is_told_who(tmp_path):
    with (
        generations.writing(tmp_path),
        pytest.raises(Busy, match=rf"process {os.getpid()}, since \d\d:\d\d:\d\d UTC"),
        generations.writing(tmp_path, patience_s=0),
    ):
        pass


def test_threads_too_write_one_after_the_other(tmp_path):
    inside, most = [], []

    def work():
        with generations.writing(tmp_path):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1] * 8


def test_a_killed_writers_lock_is_free_at_once(tmp_path):
    script = (
        "import sys, pathlib; from index.generations import writing\n"
        "with writing(pathlib.Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    child.stdout.readline()
    with pytest.raises(Busy, match=f"process {child.pid}"), generations.writing(tmp_path, 0):
        pass
    child.kill()
    child.communicate()

    with generations.writing(tmp_path, patience_s=0):
        pass


def test_a_home_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with (
        pytest.raises(CannotIndex, match="Not a directory"),
        generations.writing(tmp_path / "file" / "home"),
    ):
        pass


def test_unfinished_and_unread_generations_are_deleted_but_one(home):
    import shutil

    now = current(home)
    older = [now.with_name(f"{n}" * 16 + "-" + f"{n}" * 8) for n in range(4)]
    for number, folder in enumerate(older):
        shutil.copytree(now, folder)
        os.utime(folder / "generation.json", (number, number))
    (older[3] / "generation.json").unlink()
    handle = hold(older[0])

    prune(home)
    assert {path for path in (home / "index").iterdir() if path.is_dir()} == {
        now,
        older[2],
        older[0],
    }

    os.close(handle)
    prune(home)
    assert not older[0].exists()
    assert older[2].exists()


def test_a_generation_about_to_be_deleted_cannot_be_held(home):
    handle = os.open(current(home) / READERS, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)

    with pytest.raises(BlockingIOError):
        hold(current(home))
    os.close(handle)


def test_vectors_that_belong_to_no_passage_are_not_switched_to(home):
    with Store(home) as store:
        contents = store.contents()
    before = {path.name for path in (home / "index").iterdir()}

    import numpy as np

    more = np.full((len(contents.passages) + 1, 384), 0.05, np.float32)
    with pytest.raises(CannotIndex, match="vectors of"):
        build(home, contents, more, "m")

    assert {path.name for path in (home / "index").iterdir()} == before


def test_the_child_tells_a_folder_that_cannot_be_opened(home):
    (current(home) / "chroma" / "chroma.sqlite3").write_bytes(b"")

    assert "no such table" in generations.probe(current(home))


def test_the_pointer_moves_in_one_step(home):
    other = current(home).with_name("a" * 16 + "-" + "b" * 8)
    current(home).rename(other)

    switch(home, other)

    assert current(home) == other
    assert not list((home / "index").glob("*.new"))
