"""Curves: risk against coverage, and how many answers came in time."""

from evals.plots_curves import latency_curve, risk_curve, shares_of, up_to
from evals.summary import Latency, RiskCurve
from tests.evals.made_up import Page, a_summary


def test_the_risk_curve_tells_coverage_at_each_bound():
    page = Page(risk_curve("r", a_summary().risk))

    assert len(page.of_class("curve")) == 1
    assert {"risk 0.05: coverage 0.800", "risk 0.01: coverage 0.400"} <= set(page.texts("text"))
    assert "0.033" in page.texts("desc")[0]


def test_one_point_is_a_dot_and_no_point_is_nothing():
    def curve(*points):
        return RiskCurve(coverages=points, risks=points, aurc=0.0, at_risk={}, n=len(points))

    assert len(Page(risk_curve("r", curve(1.0))).all("circle")) == 1
    assert Page(risk_curve("r", curve())).all("path") == []


def test_the_time_curve_rises_to_the_median_and_beyond():
    page = Page(latency_curve("t", a_summary().latency))

    assert {"median: 20.0 ms", "95 %: 29.0 ms"} <= set(page.texts("text"))
    assert page.all("path")[0]["d"].count("L") == 20


def test_quantiles_stand_for_even_shares():
    shares = shares_of(a_summary().latency)

    assert (shares[0], shares[10], shares[-1], len(shares)) == (0.0, 0.5, 1.0, 21)


def test_one_slow_answer_does_not_press_the_others_against_the_edge():
    slow = Latency(
        quantiles=(10.0, 20.0, 90_000.0), median=20.0, p95=30.0, embedding=9.0, ratio=2.0, n=3
    )
    texts = Page(latency_curve("t", slow)).texts("text")

    assert "100" in texts
    assert "90,000" not in texts


def test_the_curve_leaves_the_drawing_where_it_would_and_not_at_its_corner():
    slow = Latency(
        quantiles=(10.0, 20.0, 120.0), median=20.0, p95=30.0, embedding=9.0, ratio=2.0, n=3
    )

    assert up_to(70.0, slow) == [(10.0, 0.0), (20.0, 0.5), (70.0, 0.75)]
    assert up_to(120.0, slow)[-1] == (120.0, 1.0)
    assert up_to(5.0, slow) == [(5.0, 0.0)]
