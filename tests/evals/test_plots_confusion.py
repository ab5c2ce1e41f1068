"""Matrix: counts with their share of what was expected; what should be is framed."""

from evals.plots_confusion import expected_in, got_in, matrix, tint
from tests.evals.made_up import HOSTILE, Page

COUNTS = {
    "answered or clarify": {"clarify": 4},
    "not_in_corpus": {"not_in_corpus": 8, "none": 2},
    "answered": {"answered": 1500},
}


def test_single_expectations_come_first_in_the_order_of_statuses():
    assert expected_in(COUNTS) == ["answered", "not_in_corpus", "answered or clarify"]
    assert got_in(COUNTS) == ["answered", "clarify", "not_in_corpus", "none"]


def test_counts_shares_and_n_stand_in_the_matrix():
    texts = Page(matrix("m", COUNTS)).texts("text")

    assert {"8", "0.800", "2", "0.200", "10", "1,500"} <= set(texts)


def test_every_status_that_may_come_is_framed():
    page = Page(matrix("m", COUNTS))

    assert len(page.of_class("expected")) == 4
    assert len(page.all("rect")) == 12


def test_unknown_statuses_and_nothing_can_be_drawn():
    assert Page(matrix("m", {HOSTILE: {HOSTILE: 1}})).all("script") == []
    assert Page(matrix("m", {})).all("svg")
    assert Page(matrix("m", {"answered": {}})).texts("text").count("0") == 2
    assert [tint(0), tint(1)] == ["#ffffff", "#7fa3cf"]
