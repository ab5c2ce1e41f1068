"""evals/adding.py: an answer becomes a case that demands the same again, or what a person says."""

import json

import pytest

from assistant.ask import ask
from evals.adding import Expected, add_case, case_from, free_id
from evals.golden_set import load_golden_set
from evals.outcomes import Asked, Outcome
from evals.scoring import judge
from evals.workbench import examples_in


def test_the_answer_that_a_case_was_made_of_is_right_by_it(assistant, sources):
    answer = ask("Liema sħab qed jittestjaw il-Permanent Offices?", assistant)

    case = case_from(answer, (), Expected("testers"))

    asked = Asked(question=answer.question, language="mt", answer=answer)
    verdict = judge(Outcome(case=case.id, language="mt", turns=(asked,)), case, sources)
    assert verdict.faults == ()
    assert case.turns[0].gold.partners == ("corallia",)
    assert case.checked == ("mt",)


def test_what_a_person_corrects_is_demanded_instead(an_answer, cite):
    answer = an_answer("x", practices=("help-desk",), citations=[cite("96 practices")])

    case = case_from(answer, ("Before?",), Expected("need", None, ("co-location",), ()))

    gold = case.turns[-1].gold
    assert (gold.practices, gold.cites) == ((("co-location",),), ())
    assert [turn.questions["en"] for turn in case.turns] == ["Before?", "Q?"]


def test_a_refusal_that_is_right_demands_no_records(an_answer):
    answer = an_answer("x", practices=("help-desk",), not_stated=("cost",))

    gold = case_from(answer, (), Expected("not_stated", "not_in_corpus")).turns[-1].gold

    assert (gold.status, gold.practices) == (("not_in_corpus",), ())
    assert gold.not_stated == ("cost",)


@pytest.mark.parametrize(
    ("question", "taken", "expected"),
    [
        ("Who tests it?", (), "added-who-tests-it"),
        ("Who tests it?", ("added-who-tests-it",), "added-who-tests-it-2"),
        ("Ποιος;", (), "added"),
    ],
)
def test_ids_are_made_of_the_question_and_free(question, taken, expected):
    assert free_id(question, taken) == expected


def test_a_case_that_was_added_is_read_with_the_set(tmp_path, sources, an_answer):
    answer = an_answer("x", question="Who answers all calls?", practices=("help-desk",))
    examples = {code: list(examples_in(w)) for code, w in sources.lexicon.languages.items()}

    path = add_case(case_from(answer, (), Expected("need")), tmp_path)

    found = load_golden_set(tmp_path, sources.catalogue, sources.bodies, examples)
    assert list(found.cases) == ["added-who-answers-all-calls"]
    assert json.loads(path.read_text(encoding="utf-8"))["type"] == "need"
