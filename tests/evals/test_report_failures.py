"""Failures: what was asked and answered, and each quote in its place or a red word."""

import pytest

from evals.outcomes import Asked
from evals.report_failures import AROUND, PRINTED, failures_in, failures_section, missed
from ingest.languages import LANGUAGES
from ingest.located import Locator
from tests.evals.made_up import (
    HOSTILE,
    QUOTE,
    START,
    TEXT,
    Page,
    a_citation,
    a_verdict,
    an_answer,
)


def shown(*verdicts, most=400):
    return Page(failures_section(failures_in(verdicts, most), {"d": TEXT}))


def cited(**changes):
    answer = an_answer(citations=(a_citation(**changes),))
    return a_verdict(turns=(Asked(question="Q?", language="fr", answer=answer),))


def red(page):
    return ["".join(e["texts"]) for e in page.of_class("red") if e["tag"] == "p"]


def test_right_answers_are_not_shown():
    page = shown(a_verdict(faults=()))

    assert page.of_class("failure") == []
    assert page.texts("p") == ["Every answer is right: there is no failure to show."]


def test_a_failure_shows_question_answer_and_faults():
    page = shown(a_verdict("need-07"))

    assert page.texts("h3") == ["need-07 "]
    assert page.texts("p", **{"class": "question"}) == ["Pourquoi ?"]
    assert page.texts("div", **{"class": "answer"}) == ["Oui [1]"]
    assert page.texts("strong") == ["Oui"]
    assert "another practice comes first" in page.texts("li")
    assert "Right practice first: 0.000" in page.texts("li")


def test_a_quote_is_marked_in_what_stands_around_it():
    page = shown(cited())
    passage = page.texts("blockquote")[0]

    assert page.texts("mark") == [QUOTE]
    assert passage == f"… {TEXT[START - AROUND : START + len(QUOTE) + AROUND]} …"
    assert red(page) == []


def test_a_quote_that_is_not_verbatim_is_said_so_in_red_words():
    page = shown(cited(quote="Corallia has tested two services"))

    assert red(page) == ["The quote is not verbatim. It says:", "The document says at that place:"]
    assert page.texts("blockquote")[0] == "Corallia has tested two services"
    assert page.texts("mark") == [QUOTE]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"document": HOSTILE}, "There is no document"),
        ({"quote": ""}, "not verbatim"),
        ({"locator": Locator(page=None, section=None, start=-5, end=4)}, "no place"),
        ({"locator": Locator(page=None, section=None, start=9, end=4)}, "no place"),
        ({"locator": Locator(page=None, section=None, start=0, end=10**9)}, "not verbatim"),
    ],
)
def test_forged_citations_are_said_so_in_red_words(changes, told):
    page = shown(cited(**changes))

    assert told in red(page)[0]
    assert page.all("script") == []


def test_every_turn_of_a_conversation_is_shown():
    turns = (
        Asked(question="Τι είναι;", language="el"),
        Asked(question="Who?", language="en", error="KeyError: 'el'"),
    )
    page = shown(a_verdict(turns=turns))

    assert {"Question 1 of 2", "Question 2 of 2"} <= set(page.texts("h4"))
    assert "Not judged" in " ".join(page.texts("p"))
    assert red(page) == ["No answer came: KeyError: 'el'"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_says_its_language_to_a_screen_reader(language):
    page = shown(a_verdict(language=language))

    assert page.all("p", **{"class": "question"})[0]["lang"] == language
    assert page.of_class("failure")[0]["data-language"] == language


def test_hostile_words_stay_words_everywhere():
    answer = an_answer(
        answer=HOSTILE, caveats=(HOSTILE,), citations=(a_citation(title=HOSTILE, quote=HOSTILE),)
    )
    turns = (Asked(question=HOSTILE, language="fr", answer=answer),)
    page = shown(a_verdict(HOSTILE, turns=turns, faults=(HOSTILE,)))

    assert page.all("script") == []
    assert not any("\u202e" in text for element in page.elements for text in element["texts"])


def test_critical_ones_come_first_and_those_left_out_are_counted():
    many = [a_verdict(f"need-{n:02}") for n in range(5)]
    critical = a_verdict("need-99", severity="critical")
    page = shown(*many, critical, most=3)

    assert page.texts("h3") == ["need-99 critical", "need-00 ", "need-01 "]
    assert "6 answers are wrong, variants included. 3 are shown" in page.texts("p")[0]
    assert "3 are left out" in page.texts("p")[0]


def test_no_case_crowds_out_the_others_and_no_variant_a_plain_question():
    crowd = [a_verdict("need-00", code) for code in LANGUAGES]
    variant = a_verdict("need-01", variant="typo")
    failures = failures_in([*crowd, variant, a_verdict("need-02")], 3)

    assert [v.outcome.case for v in failures.shown] == ["need-00", "need-00", "need-02"]
    assert failures.total == 26


def test_filters_offer_only_what_is_there_and_wait_for_the_script():
    page = shown(a_verdict(), a_verdict("list-01", "mt", type="list"))
    options = page.texts("option")

    assert "hidden" in page.all("form")[0]
    assert {"French", "Maltese", "Need → practice", "Lists and counts"} <= set(options)
    assert "Fully correct" in options
    assert "Right language" not in options
    assert page.of_class("failure")[0]["data-metrics"] == "right first"
    assert missed(a_verdict()) == ["right", "first"]


def test_paper_is_told_that_it_holds_only_some():
    many = [a_verdict(f"need-{n:02}") for n in range(PRINTED + 1)]

    assert len(shown(*many).of_class("paper")) == 1
    assert shown(a_verdict()).of_class("paper") == []
