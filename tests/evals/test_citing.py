"""evals/citing.py: citations that are forged, altered, missing or beside the point cost."""

import pytest

from evals.cases import Gold, Place
from evals.citing import citing_scores

QUOTE = "Corallia will test two services"


def gold(**changes):
    return Gold.model_validate({"status": ["answered"]} | changes)


@pytest.fixture
def scores(sources):
    return lambda answer, wanted=None: dict(citing_scores(answer, wanted or gold(), sources))


@pytest.fixture
def place(cite):
    def place(snippet):
        at = cite(snippet).locator
        return Place(document="pooling4clusters", start=at.start, end=at.end, quote=snippet)

    return place


def test_a_verbatim_quote_under_every_claim_is_whole(an_answer, cite, scores):
    answer = an_answer(("It tests **two**.", (1,)), "A heading:", citations=[cite(QUOTE)])

    assert scores(answer) == {"validity": 1.0, "fidelity": 1.0, "coverage": 1.0}


@pytest.mark.parametrize(("markers", "expected"), [((1, 9), 0.5), ((9,), 0.0)])
def test_a_marker_without_a_citation_is_forged(an_answer, cite, scores, markers, expected):
    answer = an_answer(("It tests two.", markers), citations=[cite(QUOTE)])

    assert scores(answer)["validity"] == expected


def test_a_citation_of_a_document_that_is_not_there_is_forged(an_answer, cite, scores):
    answer = an_answer(("It tests.", (1,)), citations=[cite(QUOTE, document="other")])

    assert scores(answer)["validity"] == 0.0
    assert scores(answer)["fidelity"] == 0.0


def test_a_quote_that_is_altered_or_empty_is_not_verbatim(an_answer, cite, scores):
    altered = cite(QUOTE, quote=QUOTE.replace("two", "ten"))
    answer = an_answer(("It tests.", (1, 2)), citations=[altered, cite(QUOTE, marker=2)])

    assert scores(answer)["fidelity"] == 0.5


def test_a_claim_with_a_name_or_number_and_no_marker_is_not_covered(an_answer, cite, scores):
    answer = an_answer(("It tests.", (1,)), "So does **BEP**.", citations=[cite(QUOTE)])

    assert scores(answer)["coverage"] == 0.5
    assert "coverage" not in scores(an_answer("No **BEP**.", status="not_in_corpus"))


def test_one_place_of_each_group_is_to_be_quoted(an_answer, cite, place, scores):
    answer = an_answer(("It tests.", (1,)), citations=[cite(QUOTE)])
    groups = [[place(QUOTE), place("96 practices")], [place("96 practices")]]

    assert scores(answer, gold(cites=groups))["gold_recall"] == 0.5


def test_citations_of_other_records_are_beside_the_point(an_answer, cite, scores):
    both = [cite(QUOTE), cite("96 practices", marker=2)]
    answer = an_answer(("It tests.", (1, 2)), citations=both)

    assert scores(answer, gold(partners=["corallia"]))["gold_precision"] == 0.5
    assert "gold_precision" not in scores(answer)
