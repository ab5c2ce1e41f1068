"""A question becomes a cited answer: the promised figures, on the golden questions."""

import re

from assistant.ask import ask
from ingest.languages import LANGUAGES

PROJECT = ("en", "fr", "el", "sl", "de", "mt", "et")
# The 136 cases that these figures were promised on. The later ones, written to find weaknesses, are
# watched by the gate, against the baseline.
FIRST = re.compile(
    r"(need|practice|field|partner|testers|method|list|compare|follow-up|not-stated"
    r"|false-premise|off-subject|vague|small-talk)-\d\d"
)


def share(verdicts, metric, *types):
    """The mean of a metric over the project's languages, and the cases where it is not 1."""
    chosen = [
        v
        for v in verdicts
        if metric in v.scores
        and FIRST.fullmatch(v.outcome.case)
        and v.outcome.language in PROJECT
        and (not types or v.type in types)
    ]
    wrong = [f"{v.outcome.key}: {'; '.join(v.faults)}" for v in chosen if v.scores[metric] < 1]
    return sum(v.scores[metric] for v in chosen) / len(chosen), "\n".join(wrong)


def test_there_are_enough_questions_in_every_language(verdicts):
    assert len({v.outcome.case for v in verdicts}) >= 190
    for language in LANGUAGES:
        told = {v.outcome.case for v in verdicts if v.outcome.language == language}
        assert len(told) >= (190 if language in PROJECT else 60)


def test_the_first_questions_are_all_there(verdicts):
    assert len({v.outcome.case for v in verdicts if FIRST.fullmatch(v.outcome.case)}) == 136


def test_a_need_finds_the_right_practice_first(verdicts):
    first, wrong = share(verdicts, "first")

    assert first >= 0.90, wrong


def test_questions_on_partners_and_method_are_answered_right(verdicts):
    right, wrong = share(verdicts, "right", "partner", "method")

    assert right >= 0.95, wrong


def test_what_nobody_states_and_what_is_not_our_subject_is_refused(verdicts):
    refused, wrong = share(verdicts, "refused")

    assert refused >= 0.90, wrong


def test_few_answerable_questions_are_refused(verdicts):
    answered, wrong = share(verdicts, "not_refused")

    assert answered >= 0.95, wrong


def test_every_quote_stands_word_for_word_in_its_document(verdicts):
    fidelity = [v.scores["fidelity"] for v in verdicts if "fidelity" in v.scores]

    assert len(fidelity) > 1000
    assert set(fidelity) == {1.0}


def test_every_marker_of_an_answer_has_its_citation(verdicts):
    validity = [v.scores["validity"] for v in verdicts if "validity" in v.scores]

    assert len(validity) > 1000
    assert set(validity) == {1.0}


def test_every_answer_names_what_it_is_about_by_ids_of_the_catalogue(verdicts, bench):
    catalogue = bench.sources.catalogue
    for verdict in verdicts:
        for turn in verdict.outcome.turns:
            if turn.answer:
                assert set(turn.answer.practices) <= set(catalogue.practices)
                assert set(turn.answer.partners) <= set(catalogue.partners)


def test_the_partners_that_test_permanent_offices_are_told_in_maltese(assistant):
    answer = ask("Liema sħab qed jittestjaw il-Permanent Offices?", assistant)

    assert (answer.status, answer.language) == ("answered", "mt")
    assert answer.partners == ("corallia",)
    assert answer.practices[0] == "permanent-offices"
    assert any("Corallia will test two services" in c.quote for c in answer.citations)
