"""evals/scoring.py: an answer is right only if nothing is wrong with it."""

import pytest

from evals.outcomes import Asked, Outcome
from evals.scoring import judge
from tests.evals.conftest import a_case, an_outcome

WORDS = "This practice offers advice to the members of a cluster on every working day."


@pytest.fixture
def verdict(sources):
    def verdict(answer, gold=None, **case):
        return judge(an_outcome(answer), a_case(gold, **case), sources)

    return verdict


def test_an_answer_with_all_that_is_demanded_is_right(an_answer, cite, verdict):
    answer = an_answer(
        (f"{WORDS} 96 in all.", (1,)),
        citations=[cite("96 practices")],
        practices=("help-desk", "co-location"),
        partners=("bep",),
    )
    gold = {
        "practices": [["help-desk", "co-location"]],
        "partners": ["bep"],
        "nuggets": [{"kind": "number", "value": "96"}],
    }

    found = verdict(answer, gold)

    assert found.faults == ()
    assert found.is_right
    assert found.scores["right"] == found.scores["practices"] == found.scores["vital"] == 1.0


@pytest.mark.parametrize(
    ("gold", "changes", "metric", "fault"),
    [
        ({"status": ["clarify"]}, {}, "status", "wrong status: answered instead of clarify"),
        ({"practices": [["help-desk"]]}, {}, "practices", "a practice is missing"),
        ({"partners": ["bep", "mita"]}, {"partners": ["mita"]}, "partners", "a partner is missing"),
        ({"nuggets": [{"kind": "number", "value": "9"}]}, {}, "vital", "a vital fact is missing"),
        ({"caveat": True}, {}, "caveat", "no caveat"),
        ({"forbid": {"en": ["advice"]}}, {}, "plans", "holds what it must not say"),
        (
            {"practices": [["help-desk"]], "exact": True},
            {"practices": ["help-desk", "co-location"]},
            "exact",
            "the list is not exact",
        ),
        ({"partners": ["bep"], "exact": True}, {"partners": ["bep", "mita"]}, "exact", "the list"),
        ({}, {"language": "fr"}, "language", "in another language"),
    ],
)
def test_each_thing_that_is_wrong_has_its_metric_and_its_words(
    an_answer, verdict, gold, changes, metric, fault
):
    found = verdict(an_answer(WORDS, **changes), gold)

    assert found.scores[metric] < 1.0
    assert found.scores["right"] == 0.0
    assert any(each.startswith(fault) for each in found.faults)


def test_words_in_another_language_than_the_answer_says_are_noticed(an_answer, verdict):
    french = an_answer("Cette pratique conseille les membres d'un cluster chaque jour ouvrable.")

    assert verdict(french).faults == ("in another language",)


def test_an_invented_number_and_an_invented_name_are_faults(an_answer, verdict):
    found = verdict(an_answer(f"{WORDS} It costs 47,300 euro, says Microsoft."))

    assert {"a number without a source", "a name without a source"} == {*found.faults}


def test_a_crash_is_wrong_in_all_that_was_asked(sources):
    case = a_case({"practices": [["help-desk"]]}, type="need")
    crashed = Asked(question="Q?", language="en", error="ValueError: no")

    found = judge(Outcome(case="a", language="en", turns=(crashed,)), case, sources)

    assert found.faults == ("crashed: ValueError: no",)
    assert set(found.scores.values()) == {0.0}
    assert {"whole", "first", "practices", "language", "not_refused"} <= found.scores.keys()


@pytest.mark.parametrize(
    ("status", "honest", "refused"),
    [("answered", 0.0, 0.0), ("not_in_corpus", 1.0, 1.0), ("clarify", 1.0, 0.0)],
)
def test_answering_what_nothing_states_is_a_hallucination(
    an_answer, verdict, status, honest, refused
):
    answer = an_answer(WORDS, status=status)

    found = verdict(answer, {"status": ["not_in_corpus"]}, type="not_stated")

    assert (found.scores["honest"], found.scores["refused"]) == (honest, refused)
    assert "not_refused" not in found.scores


def test_a_refusal_helps_if_it_offers_the_nearest(an_answer, cite, verdict):
    gold = {"status": ["not_in_corpus"], "nearest": ["corallia"]}
    quote = cite("Corallia will test two services")
    bare = an_answer(WORDS, status="not_in_corpus")
    helpful = an_answer((WORDS, (1,)), status="not_in_corpus", citations=[quote])

    assert verdict(bare, gold, type="not_stated").scores["helpful"] == 0.0
    assert verdict(helpful, gold, type="not_stated").scores["helpful"] == 1.0


def test_a_refusal_that_is_allowed_need_not_hold_what_the_answer_must(an_answer, verdict):
    gold = {"status": ["answered", "out_of_scope"], "practices": [["help-desk"]]}

    assert verdict(an_answer(WORDS, status="out_of_scope"), gold).is_right
    assert not verdict(an_answer(WORDS), gold).is_right


def test_a_need_is_scored_by_the_ranking_of_all_practices(an_answer, verdict):
    ranking = ("co-location", "help-desk", "competence-centres")
    answer = an_answer(WORDS, practices=ranking[:2], ranking=ranking)

    scores = verdict(answer, {"practices": [["help-desk"]]}, type="need").scores

    assert (scores["first"], scores["in_three"], scores["rr_10"]) == (0.0, 1.0, 0.5)


def test_a_conversation_is_right_only_if_every_judged_turn_is(an_answer, sources):
    turn = {"questions": {"en": "Q?"}, "gold": {"status": ["answered"]}}
    case = a_case(turns=[turn, {"questions": {"en": "And?"}}, turn], type="follow_up")
    good, bad = an_answer(WORDS), an_answer(WORDS, status="clarify")

    found = judge(an_outcome(good, None, bad), case, sources)

    assert found.faults == ("turn 3: wrong status: clarify instead of answered",)
    assert found.scores["status"] == 0.5
    assert found.scores["right"] == 0.0
