"""The one run of a process: watched, stopped, and honest when it fails."""

import logging
import threading
from pathlib import Path

import pytest

from ingest.errors import Misuse
from ui.run_in_background import BackgroundRun


@pytest.fixture
def running():
    running = BackgroundRun()
    yield running
    running.stop()
    running.wait(20)


def test_before_the_first_run_nothing_goes_on(running):
    assert running.state.phase == "idle"
    assert not running.state.is_busy


def test_a_run_tells_how_far_it_is_and_where_it_ended(running):
    asked, go_on = threading.Event(), threading.Event()

    def evaluate(progress):
        progress(3, 10)
        asked.set()
        go_on.wait(20)
        progress(10, 10)
        return Path("run")

    assert running.start(evaluate)
    asked.wait(20)
    halfway = running.state
    go_on.set()
    running.wait(20)

    assert (halfway.phase, halfway.done, halfway.total, halfway.is_busy) == ("asking", 3, 10, True)
    assert (running.state.phase, running.state.folder) == ("done", Path("run"))


def test_there_is_only_one_run_at_a_time(running):
    go_on = threading.Event()

    def evaluate(_progress):
        go_on.wait(20)
        return Path("first")

    assert running.start(evaluate)
    assert not running.start(lambda _progress: Path("second"))
    go_on.set()
    running.wait(20)

    assert running.state.folder == Path("first")


def test_a_run_that_is_stopped_asks_no_further_and_another_can_start(running):
    asked, go_on, done = threading.Event(), threading.Event(), []

    def evaluate(progress):
        for number in range(1000):
            progress(number, 1000)
            done.append(number)
            asked.set()
            go_on.wait(20)
        return Path("run")

    running.start(evaluate)
    asked.wait(20)
    running.stop()
    go_on.set()
    running.wait(20)

    assert running.state.phase == "stopped"
    assert done == [0]
    assert running.start(lambda _progress: Path("next"))
    running.wait(20)
    assert running.state.phase == "done"


def test_a_run_that_fails_says_why_in_one_line(running):
    def evaluate(_progress):
        raise Misuse("eval: no case has this language and type. Ask for others.")

    running.start(evaluate)
    running.wait(20)

    assert running.state.phase == "failed"
    assert running.state.reason == "eval: no case has this language and type. Ask for others."


def test_a_bug_ends_the_run_and_goes_to_the_log(running, caplog):
    def evaluate(_progress):
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR):
        running.start(evaluate)
        running.wait(20)

    assert (running.state.phase, running.state.reason) == ("failed", None)
    assert "Traceback" in caplog.text
