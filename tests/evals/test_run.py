"""evals/run.py: everything is asked once, a crash is written down, a stopped run goes on."""

import pytest

from evals.cases import Case
from evals.outcomes import read_outcomes
from evals.run import ANSWERS, Askers, plan, run


def a_case(id_="a", status="answered", type_="lookup", turns=1, **changes):
    questions = {"en": f"What is {id_}?", "mt": f"X'inhu għal {id_}?"}
    gold = {"status": [status]}
    earlier = [{"questions": questions}] * (turns - 1)
    told = {"id": id_, "type": type_, "turns": [*earlier, {"questions": questions, "gold": gold}]}
    return Case.model_validate(told | changes)


@pytest.mark.parametrize(
    ("case", "filters", "keys"),
    [
        (a_case(), {"variants": ()}, ["a/en", "a/mt"]),
        (a_case(), {"languages": ["mt"], "variants": ["bare"]}, ["a/mt", "a/mt/bare"]),
        (a_case(), {"languages": ["en"], "variants": ["bare"]}, ["a/en"]),
        (a_case(), {"types": ["need"]}, []),
        (a_case(status="not_in_corpus"), {"languages": ["en"]}, ["a/en"]),
        (a_case(type_="hostile"), {"languages": ["en"]}, ["a/en"]),
        (a_case(turns=2), {"languages": ["en"]}, ["a/en"]),
        (a_case(), {"languages": ["en"], "variants": ["capitals"]}, ["a/en", "a/en/capitals"]),
    ],
)
def test_what_is_asked_follows_the_filters(case, filters, keys):
    assert [item.key for item in plan([case], **filters)] == keys


@pytest.fixture
def answering(an_answer):
    asked = []

    def ask(question, history):
        asked.append((question, tuple(history)))
        return an_answer("Yes.", question=question)

    ask.asked = asked
    return ask


def test_every_turn_is_asked_with_the_questions_before_it(tmp_path, answering):
    items = plan([a_case(turns=2)], variants=())

    run(items, Askers(answering, answering), len, tmp_path)

    outcomes = list(read_outcomes(tmp_path / ANSWERS))
    assert [outcome.key for outcome in outcomes] == ["a/en", "a/mt"]
    assert sorted(answering.asked) == [
        ("What is a?", ("What is a?",)),
        ("X'inhu għal a?", ("X'inhu għal a?",)),
    ]
    assert [turn.answer is None for turn in outcomes[0].turns] == [True, False]
    assert outcomes[0].turns[1].embedding is not None


def test_a_case_with_a_planted_document_is_asked_of_who_has_read_it(tmp_path, answering, an_answer):
    items = plan([a_case(planted="x.md"), a_case("b")], languages=["en"], variants=())
    other = []

    def planted(question, history):
        other.append(question)
        return an_answer("No.")

    run(items, Askers(answering, planted), len, tmp_path)

    assert other == ["What is a?"]
    assert [question for question, _ in answering.asked] == ["What is b?"]


def test_a_crash_is_written_down_and_the_rest_is_asked(tmp_path, answering):
    def crashing(question, history):
        if "għal" in question:
            raise ValueError("no\nMaltese")
        return answering(question, history)

    run(plan([a_case()], variants=()), Askers(crashing, crashing), len, tmp_path)

    [good, bad] = read_outcomes(tmp_path / ANSWERS)
    assert good.turns[0].answer.answer == "Yes."
    assert (bad.turns[0].answer, bad.turns[0].error) == (None, "ValueError: no Maltese")


@pytest.mark.parametrize("torn", ["", '{"case": "b", "lang'])
def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, answering, torn):
    cases = [a_case("a"), a_case("b")]
    run(plan(cases[:1], variants=()), Askers(answering, answering), len, tmp_path)
    with (tmp_path / ANSWERS).open("a", encoding="utf-8") as file:
        file.write(torn)
    answering.asked.clear()
    seen = []

    run(
        plan(cases, variants=()),
        Askers(answering, answering),
        len,
        tmp_path,
        lambda done, total: seen.append((done, total)),
    )

    assert len(answering.asked) == 2
    assert seen == [(2, 4), (3, 4), (4, 4)]
    keys = [outcome.key for outcome in read_outcomes(tmp_path / ANSWERS)]
    assert keys == ["a/en", "a/mt", "b/en", "b/mt"]


def test_an_interrupt_stops_the_run_at_once_and_keeps_what_was_answered(tmp_path, answering):
    cases = [a_case(f"c{n}") for n in range(50)]

    def interrupted(done, _total):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(plan(cases, variants=()), Askers(answering, answering), len, tmp_path, interrupted, 1)

    assert 3 <= len(list(read_outcomes(tmp_path / ANSWERS))) <= len(answering.asked)
