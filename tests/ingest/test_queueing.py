"""The queue: one at a time, the others wait, and a dead one holds nobody up."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from ingest.errors import Busy
from ingest.queueing import in_turn

HOLD = """
import sys, time
from pathlib import Path
from ingest.queueing import in_turn
with in_turn(Path(sys.argv[1]), "corpus", "changing the documents", 5):
    print("in", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that has the lock."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def test_whoever_waits_too_long_is_told_what_is_done_and_by_whom(tmp_path, holder):
    with (
        pytest.raises(Busy, match=f"changing the documents .process {holder.pid}, since "),
        in_turn(tmp_path, "corpus", "changing the documents", 0.05),
    ):
        pass


def test_a_killed_process_holds_nobody_up(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)

    with in_turn(tmp_path, "corpus", "changing the documents", 5):
        assert f"process {os.getpid()}" in (tmp_path / "corpus.pid").read_text("utf-8")


def test_threads_take_turns_and_none_is_left_out(tmp_path):
    inside, most, done = 0, 0, []

    def work(number):
        nonlocal inside, most
        with in_turn(tmp_path, "corpus", "changing the documents", 30):
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)
            inside -= 1
            done.append(number)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 1
    assert sorted(done) == list(range(8))


def test_another_queue_is_not_held_up(tmp_path, holder):
    with in_turn(tmp_path, "writer", "writing the index", 0.05):
        pass
