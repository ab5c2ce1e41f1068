"""A question becomes a cited answer: the promised figures, on an independent writer's questions."""

from pathlib import Path

import pytest

from assistant.ask import ask
from evals.questions import judge, load_cases, shares

DATA = Path(__file__).parents[1] / "data"


def table(heading, verdicts):
    """The shares as lines, those of the held-out questions beside those of all."""
    held = [verdict for verdict in verdicts if verdict.case.split == "held"]
    of_all, of_held = shares(verdicts), shares(held)
    lines = [f"{heading + ':':24} all {len(verdicts):4}  held {len(held):4}"]
    for name, share in sorted(of_all.items()):
        beside = f"{of_held[name]:9.3f}" if name in of_held else f"{'-':>9}"
        lines.append(f"{name:24}{share:8.3f} {beside}")
    return "\n".join(lines)


def asked(name, assistant):
    cases = load_cases(DATA / name)
    found = list(judge(cases, lambda question, history: ask(question, assistant, history)))
    print(f"\n{table(name.removesuffix('.jsonl'), found)}")
    return found


@pytest.fixture(scope="module")
def verdicts(assistant):
    """Every case in the project's seven languages, asked once."""
    return asked("questions.jsonl", assistant)


@pytest.fixture(scope="module")
def others(assistant):
    """The cases in the seventeen other languages, asked once."""
    return asked("questions_other_languages.jsonl", assistant)


def share_right(verdicts, *types):
    """The share of faultless answers, and a line for each that is not."""
    chosen = [verdict for verdict in verdicts if verdict.case.type in types]
    wrong = [
        f"{verdict.case.id} {verdict.language}: {'; '.join(verdict.faults)}"
        for verdict in chosen
        if verdict.faults
    ]
    return 1 - len(wrong) / len(chosen), "\n".join(wrong)


def test_there_are_enough_questions_in_every_language(verdicts, others):
    assert len({verdict.case.id for verdict in verdicts}) >= 60
    assert {verdict.language for verdict in verdicts} == {"en", "fr", "el", "sl", "de", "mt", "et"}
    assert len({verdict.language for verdict in others}) == 17


def test_a_need_finds_the_right_practice_first(verdicts):
    needs = [verdict for verdict in verdicts if verdict.case.type == "need"]
    right = [v for v in needs if v.answer.practices[:1] in [(p,) for p in v.case.practices_first]]

    assert all(verdict.case.practices_first for verdict in needs)
    assert len(right) / len(needs) >= 0.90


def test_questions_on_partners_and_method_are_answered_right(verdicts):
    share, wrong = share_right(verdicts, "partner", "method")

    assert share >= 0.95, wrong


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
        assert citation.quote
        assert library.body(citation.document)[place.start : place.end] == citation.quote


def test_every_marker_of_an_answer_has_its_citation(verdicts, others):
    for verdict in (*verdicts, *others):
        known = {citation.marker for citation in verdict.answer.citations}
        for claim in verdict.answer.claims:
            assert set(claim.markers) <= known


def test_every_answer_names_what_it_is_about_by_ids_of_the_catalogue(verdicts, others, assistant):
    catalogue = assistant.refreshed().catalogue
    for verdict in (*verdicts, *others):
        assert set(verdict.answer.practices) <= set(catalogue.practices)
        assert set(verdict.answer.partners) <= set(catalogue.partners)


def test_needs_in_the_other_languages_find_the_right_practice_first(others):
    share, wrong = share_right(others, "need")

    assert share >= 0.90, wrong


def test_other_languages_are_answered_in_english_and_that_is_said(others):
    needs = [verdict for verdict in others if verdict.case.type == "need"]
    unsaid = [
        f"{verdict.language}: {verdict.answer.question}"
        for verdict in needs
        if verdict.answer.language != "en"
        or not any("cannot yet answer in it" in caveat for caveat in verdict.answer.caveats)
    ]

    assert len(needs) >= 100
    assert unsaid == []


def test_the_partners_that_test_permanent_offices_are_told_in_maltese(assistant):
    answer = ask("Liema sħab qed jittestjaw il-Permanent Offices?", assistant)

    assert (answer.status, answer.language) == ("answered", "mt")
    assert answer.partners == ("corallia",)
    assert answer.practices[0] == "permanent-offices"
    assert any("Corallia will test two services" in c.quote for c in answer.citations)
