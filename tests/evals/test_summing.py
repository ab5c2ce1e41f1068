"""evals/summing.py: figures are means with their n, and what is missing is told."""

import pytest

from evals.summing import figure, gaps_to_english, summarise
from tests.evals.conftest import a_case
from tests.evals.runs import MANIFEST, a_verdict, many


@pytest.fixture
def summed():
    def summed(verdicts, stale=(), asked=(), **cases):
        known = {v.outcome.case: a_case(id=v.outcome.case) for v in verdicts} | cases
        manifest = MANIFEST.model_copy(update={"asked": asked})
        return summarise(manifest, verdicts, known, stale)

    return summed


def test_a_figure_is_a_mean_over_questions_with_an_interval_over_cases():
    found = figure(many(lambda n: float(n % 2)), "right")

    assert (found.value, found.n, found.cases) == (0.5, 40, 20)
    assert 0.25 < found.low < 0.4 < 0.6 < found.high < 0.75


def test_too_few_cases_have_no_interval():
    found = figure(many(1.0, cases=3), "right")

    assert (found.value, found.n, found.low, found.high) == (1.0, 6, None, None)


def test_all_figures_are_there_by_language_type_and_variant(summed):
    verdicts = [
        a_verdict("a", "en", type="need", scores={"first": 1.0}),
        a_verdict("a", "mt", type="need", scores={"first": 0.0}, faults=["x"]),
        a_verdict("b", "en", type="method"),
        a_verdict("b", "en", variant="typo", type="method", faults=["x"]),
    ]

    found = summed(verdicts)

    assert found.metrics["right"].value == pytest.approx(2 / 3, abs=1e-4)
    assert found.languages["mt"]["first"].value == 0.0
    assert found.types["need"]["right"].n == 2
    assert (found.variants["typo"]["right"].value, found.variants["typo"]["stable"].value) == (0, 0)
    assert found.gaps["first"] == {"mt": 1.0}
    assert found.worst["right"] == "mt"
    assert found.unchecked == 3


def test_gaps_count_only_cases_told_in_both_languages():
    verdicts = [
        a_verdict("a", "en"),
        a_verdict("a", "mt", faults=["x"]),
        a_verdict("b", "en", faults=["x"]),
        a_verdict("c", "mt"),
    ]

    assert gaps_to_english(verdicts, "right") == {"mt": 1.0}


def test_what_was_asked_and_never_answered_is_missing(summed):
    found = summed([a_verdict("a")], asked=("a/en", "a/mt"), stale=("a",))

    assert found.missing == ("a/mt",)
    assert found.stale == ("a",)


def test_statuses_are_counted_by_what_was_expected(summed, an_answer):
    refused = a_verdict("a", answer=an_answer("x", status="not_in_corpus"), faults=["x"])
    crashed = a_verdict("b", faults=["x"])

    assert summed([refused, crashed]).confusion == {"answered": {"not_in_corpus": 1, "none": 1}}


def test_the_surest_answers_are_on_the_risk_curve(summed, an_answer):
    sure = a_verdict("a", answer=an_answer("x", confidence=0.9))
    unsure = a_verdict("b", answer=an_answer("x", confidence=0.2), faults=["x"])

    risk = summed([unsure, sure]).risk

    assert (risk.coverages, risk.risks, risk.n) == ((0.5, 1.0), (0.0, 0.5), 2)
    assert risk.at_risk == {"0.05": 0.5, "0.01": 0.5}
    assert summed([a_verdict("a")]).risk is None


def test_time_is_told_beside_embedding_a_question(summed, an_answer):
    timed = [
        a_verdict(f"c{n}", answer=an_answer("x"), asked={"milliseconds": 20.0, "embedding": 10.0})
        for n in range(4)
    ]

    found = summed(timed).latency

    assert (found.median, found.embedding, found.ratio, found.n) == (20.0, 10.0, 2.0, 3)
    assert len(found.quantiles) == 21
    assert summed([a_verdict("a", answer=an_answer("x"))]).latency is None
