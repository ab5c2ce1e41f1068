"""Dumbbells: from the baseline to this run, and the change about zero."""

from evals.plots_change import can_be_drawn, dumbbells
from tests.evals.made_up import Page, a_gate_line


def test_a_line_has_a_ring_two_dots_and_its_interval():
    page = Page(dumbbells("c", "Title", [a_gate_line()]))
    ring, now, change = page.all("circle")

    assert [e["class"] for e in (ring, now, change)] == ["hollow", "dot", "dot"]
    assert float(now["cx"]) < float(ring["cx"])
    assert len(page.of_class("whisker")) == 3
    assert {"lists exact", "−0.050"} <= set(page.texts("text"))


def test_what_counts_or_times_is_not_drawn():
    count = a_gate_line(value=2.0, baseline=None, change=None)
    ratio = a_gate_line(value=1.7, baseline=1.6, change=0.1)

    assert [can_be_drawn(one) for one in (count, ratio, a_gate_line())] == [False, False, True]
    assert Page(dumbbells("c", "Title", [count, ratio])).all("circle") == []


def test_a_change_of_nothing_can_be_drawn():
    still = a_gate_line(value=1.0, baseline=1.0, change=0.0, change_low=None, change_high=None)

    assert len(Page(dumbbells("c", "Title", [still])).all("circle")) == 3
