"""Bars: as long as their figure, with interval and n."""

from evals.plots_bars import END, START, Bar, Gap, bars, gap_bars
from tests.evals.made_up import Page, a_figure


def test_a_bar_is_as_long_as_its_figure():
    page = Page(bars("b", "Title", [Bar("Lists", a_figure(0.5)), Bar("Needs", a_figure(1.0))]))
    lengths = [float(e["width"]) for e in page.of_class("bar")]

    assert lengths == [(END - START) / 2, END - START]
    assert {"Lists", "0.500", "1.000", "120"} <= set(page.texts("text"))


def test_too_few_cases_have_no_interval():
    few = Bar("Small talk", a_figure(low=None, high=None))

    assert Page(bars("b", "Title", [few])).of_class("whisker") == []
    assert len(Page(bars("b", "Title", [Bar("x", a_figure())])).of_class("whisker")) == 3


def test_gaps_lie_on_either_side_of_english():
    page = Page(gap_bars("g", "Title", [Gap("Irish", 0.1, 60), Gap("Greek", -0.1, None)]))
    worse, better = page.of_class("bar")[0], page.of_class("better")[0]
    middle = (START + END) / 2

    assert float(worse["x"]) == middle
    assert float(better["x"]) + float(better["width"]) == middle
    assert {"+0.100", "−0.100", "60"} <= set(page.texts("text"))


def test_nothing_and_no_gap_can_be_drawn():
    assert Page(bars("b", "Title", [])).all("svg")
    assert Page(gap_bars("g", "Title", [])).all("svg")
    assert "0.000" in " ".join(Page(gap_bars("g", "Title", [Gap("Greek", 0.0, 1)])).texts("text"))
