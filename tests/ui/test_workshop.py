"""Works in threads: they go on, take turns, and say what went wrong."""

import threading

from ingest.errors import CannotRead
from ui.workshop import Workshop


def test_a_work_ends_with_its_result_and_was_seen_on_the_way():
    seen, goes_on = threading.Event(), threading.Event()

    def read(progress):
        progress("read", 3, 10)
        seen.set()
        goes_on.wait(10)
        return "a report"

    work = Workshop().read(read)
    seen.wait(10)
    state = work.state
    goes_on.set()
    work.wait(10)

    assert (state.stage, state.done, state.total, state.is_over) == ("read", 3, 10, False)
    assert (work.result, work.state.is_over, work.state.problem) == ("a report", True, None)


def test_what_cannot_be_done_is_one_line_and_a_bug_is_left_to_the_log(caplog):
    def refuse(_):
        raise CannotRead("report.pdf: is encrypted. Save it without a password.")

    def break_down(_):
        raise ZeroDivisionError

    workshop = Workshop()
    refused, broken = workshop.read(refuse), workshop.read(break_down)
    refused.wait(10)
    broken.wait(10)

    assert refused.state.problem == "report.pdf: is encrypted. Save it without a password."
    assert (broken.state.problem, broken.state.is_over, broken.result) == ("", True, None)
    assert "ZeroDivisionError" in caplog.text


def test_one_change_at_a_time_and_reading_need_not_wait_for_it():
    goes_on, order = threading.Event(), []

    def first(_):
        goes_on.wait(10)
        order.append("first")

    workshop = Workshop()
    slow = workshop.change(first)
    waiting = workshop.change(lambda _: order.append("second"))
    read = workshop.read(lambda _: order.append("read"))
    read.wait(10)
    assert waiting.state.stage == "waiting"

    goes_on.set()
    slow.wait(10)
    waiting.wait(10)
    assert order == ["read", "first", "second"]
