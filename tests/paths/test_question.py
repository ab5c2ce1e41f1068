"""A question becomes a cited answer: the promised figures, on an independent writer's questions."""

from pathlib import Path

import pytest

from assistant.ask import ask
from evals.questions import judge, load_cases, shares

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def verdicts(assistant):
    """Every case in the project's seven languages, asked once."""
    cases = load_cases(DATA / "questions.jsonl")
    found = list(judge(cases, lambda question, history: ask(question, assistant, history)))
    for name, share in sorted(shares(found).items()):
        print(f"{name:18} {share:.3f}")
    return found


@pytest.fixture(scope="module")
def others(assistant):
    """The cases in the seventeen other languages, asked once."""
    cases = load_cases(DATA / "questions_other_languages.jsonl")
    return list(judge(cases, lambda question, history: ask(question, assistant, history)))


def test_there_are_enough_questions_in_every_language(verdicts, others):
    assert len({verdict.case.id for verdict in verdicts}) >= 60
    assert {verdict.language for verdict in verdicts} == {"en", "fr", "el", "sl", "de", "mt", "et"}
    assert len({verdict.language for verdict in others}) == 17


def test_a_need_finds_the_right_practice_first(verdicts):
    assert shares(verdicts)["need"] >= 0.90


def test_questions_on_partners_and_method_are_answered_right(verdicts):
    asked = [v for v in verdicts if v.case.type in {"partner", "method"}]

    assert sum(not v.faults for v in asked) / len(asked) >= 0.95


def test_what_nobody_states_and_what_is_not_our_subject_is_refused(verdicts):
    assert shares(verdicts)["refused"] >= 0.90


def test_few_answerable_questions_are_refused(verdicts):
    assert shares(verdicts)["wrongly refused"] <= 0.05


def test_every_quote_stands_word_for_word_in_its_document(verdicts, others, assistant):
    library = assistant.refreshed().library
    citations = [c for verdict in (*verdicts, *others) for c in verdict.answer.citations]

    assert len(citations) > 1000
    for citation in citations:
        place = citation.locator
        assert library.body(citation.document)[place.start : place.end] == citation.quote


def test_every_marker_of_an_answer_has_its_citation(verdicts, others):
    for verdict in (*verdicts, *others):
        known = {citation.marker for citation in verdict.answer.citations}
        for claim in verdict.answer.claims:
            assert set(claim.markers) <= known


def test_needs_in_the_other_languages_find_the_right_practice_first(others):
    assert shares(others)["need"] >= 0.90


def test_other_languages_are_answered_in_english_and_that_is_said(others):
    answers = [v.answer for v in others if v.case.type == "need"]

    assert answers
    said = [a for a in answers if a.language == "en" and "cannot yet answer" in a.caveats[0]]
    assert len(said) / len(answers) >= 0.95


def test_the_partners_that_test_permanent_offices_are_told_in_maltese(assistant):
    answer = ask("Liema sħab qed jittestjaw il-Permanent Offices?", assistant)

    assert answer.status == "answered"
    assert answer.language == "mt"
    assert answer.partners == ("corallia",)
    assert any("Corallia will test two services" in c.quote for c in answer.citations)
