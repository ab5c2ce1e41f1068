import shutil
import subprocess
import sys
import threading
import time

import pytest

from index.generations import current, switch
from index.search import open_index
from index.sync import sync
from ingest.errors import CannotIndex


def ask(index, embedder, text, k=1):
    return index.search(embedder.embed_questions([text])[0], text, k, None)


def test_a_reader_follows_the_pointer_and_a_snapshot_does_not(home, embedder, add):
    index = open_index(home)
    before = index.snapshot()
    add(home.parent / "corpus", "new.txt", "A zeppelin landed on the marketplace.")

    sync(home.parent / "corpus", home, embedder)

    [hit] = ask(index, embedder, "zeppelin")
    assert hit.passage.document == "new"
    assert index.body("new").startswith("A zeppelin")
    assert index.document("new").path.name == "new.txt"
    assert "new" not in {document.id for document in before.documents()}
    assert len(index.passages()) == len(index.vectors()) == len(before.passages()) + 1


def test_many_threads_share_a_reader_while_the_pointer_moves(home, embedder):
    first = current(home)
    second = first.with_name(first.name[:-8] + "0" * 8)
    shutil.copytree(first, second)
    index = open_index(home)
    texts = [passage.text for passage in index.passages()]
    questions = embedder.embed_questions(texts)
    wrong = []
    done = threading.Event()

    def work(offset):
        n = offset
        while not done.is_set():
            n = (n + 1) % len(texts)
            [hit] = index.search(questions[n], "", 1, None)
            if hit.passage.text != texts[n] or index.snapshot().damage:
                wrong.append(hit)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for n in range(20):
        switch(home, [second, first][n % 2])
        index.snapshot()
        time.sleep(0.02)
    done.set()
    for thread in threads:
        thread.join()

    assert not wrong


def test_a_damaged_index_answers_and_is_rebuilt_meanwhile(home, embedder):
    [path] = current(home).glob("chroma/*/data_level0.bin")
    path.write_bytes(b"")
    index = open_index(home)

    [hit] = ask(index, embedder, "violin7 granite7")
    assert "violin7" in hit.passage.text
    assert index.snapshot().damage

    end = time.monotonic() + 300
    while index.snapshot().damage and time.monotonic() < end:
        time.sleep(0.2)
    assert index.snapshot().damage is None
    index.wait_for_repair()
    [again] = ask(index, embedder, "violin7 granite7")
    assert again.passage == hit.passage
    assert index.snapshot().damage is None


def test_without_repair_a_damaged_index_is_left_as_it_is(home, embedder):
    current(home).joinpath("words.sqlite3").unlink()
    index = open_index(home, repair=False)

    ask(index, embedder, "violin7")
    index.wait_for_repair()

    assert index.snapshot().damage


def test_a_home_without_an_index_is_one_line(tmp_path):
    with pytest.raises(CannotIndex, match="Run p4c sync"):
        open_index(tmp_path)


LIGHT = """
import sys
from pathlib import Path
import numpy as np
from index.search import open_index
vector = np.full(384, 384 ** -0.5, np.float32)
index = open_index(Path(sys.argv[1]), exact=True)
hits = index.search(vector, "violin7 granite7", 3, None)
assert len(hits) == 3
assert not {"chromadb", "llama_index"} & sys.modules.keys()
index = open_index(Path(sys.argv[1]))
index.body("en")
assert not {"chromadb", "llama_index"} & sys.modules.keys()
"""


def test_a_single_question_loads_neither_chroma_nor_llamaindex(built):
    subprocess.run([sys.executable, "-c", LIGHT, built / "home"], check=True)


def test_an_index_that_readers_cannot_write_still_answers(home, embedder):
    """As root every folder can be written, so Chroma's own file is made unusable instead."""
    path = current(home) / "chroma" / "chroma.sqlite3"
    path.unlink()
    path.mkdir()
    index = open_index(home, repair=False)

    [hit] = ask(index, embedder, "violin7 granite7")

    assert "violin7" in hit.passage.text
