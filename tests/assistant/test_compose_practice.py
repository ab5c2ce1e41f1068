"""assistant/compose_practice.py: practices are told by name, summary and who plans to test them."""

import pytest

from assistant.compose_practice import (
    say_every_practice,
    say_fits,
    say_practice,
    say_tester_plans,
    say_untested,
)
from ingest.languages import LANGUAGES, identify

SPOKEN = sorted(LANGUAGES)
PLANS = "These are plans: the documents report no test that has been carried out."
INFERENCE = "The link between a practice and a plan that resembles it is our inference."
# By the catalogue: partners whose text names the practice, and those whose plan resembles it.
TESTERS = {
    "website-paca-innovation": [[], ["wrs-stuttgart"]],
    "permanent-offices": [["corallia"], []],
    "collective-booth": [["bep", "sophia-antipolis"], []],
    "co-location": [[], []],
}
UNTESTED = [
    *("competence-centres", "help-desk", "structures-support", "co-location"),
    *("mentorship-and-other-services", "project-oriented-funding", "information-desk-funding"),
    "business-intelligence",
]


@pytest.fixture(params=SPOKEN)
def draft(request, draft_in):
    return draft_in(request.param)


def test_each_practice_is_introduced_in_the_reader_s_language(
    draft, draft_in, faults_of, own_words
):
    for practice in draft.catalogue.practices.values():
        each = draft_in(draft.phrases.language)

        say_practice(each, practice)

        answer = each.finish("?")
        assert faults_of(answer) == []
        assert identify(own_words(answer)).language == draft.phrases.language, practice.id
        assert answer.practices == (practice.id,)
        summary = {quote.quote for quote in practice.facts.summary.evidence}
        assert summary <= {citation.quote for citation in answer.citations}
        assert set(answer.partners) == {tester.partner for tester in practice.testers}


@pytest.mark.parametrize("practice", TESTERS)
def test_testing_is_told_as_a_plan_and_a_likeness_as_ours(practice, draft, faults_of):
    named, likened = TESTERS[practice]

    say_practice(draft, draft.catalogue.practice(practice))

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert list(answer.partners) == [*named, *likened]
    assert (draft.phrases(PLANS) in answer.caveats) is bool(named)
    assert (draft.phrases(INFERENCE) in answer.caveats) is bool(likened)


@pytest.mark.parametrize("practice", TESTERS)
def test_who_tests_is_answered_with_each_whole_plan(practice, draft, faults_of):
    named, likened = TESTERS[practice]

    say_tester_plans(draft, draft.catalogue.practice(practice))

    answer = draft.finish("?")
    assert faults_of(answer) == []
    lead, *rest = answer.claims
    assert lead.shape == "lead"
    assert lead.markers
    plans = [claim.text for claim in rest if claim.shape == "item"]
    assert plans == [draft.plan(partner) for partner in named]
    quotes = {citation.quote for citation in answer.citations}
    for partner in named:
        assert {half.quote for half in draft.halves(partner)} <= quotes
    assert list(answer.partners) == [*named, *likened]


def test_where_the_halves_of_a_tester_differ_both_are_cited(draft):
    say_tester_plans(draft, draft.catalogue.practice("collective-booth"))

    words = draft.words.differences["sophia-booth-or-mission"]
    (caveat,) = [caveat for caveat in draft.caveats if words in caveat]
    markers = [c.marker for c in draft.citations if f"[{c.marker}]" in caveat]
    languages = {c.language for c in draft.citations if c.marker in markers}
    assert languages == {"en", "fr"}


def test_the_best_fit_comes_first_and_at_most_two_rivals_after_it(draft, faults_of, own_words):
    practices = tuple(draft.catalogue.practices.values())[3:8]

    say_fits(draft, practices)

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert list(answer.practices) == [practice.id for practice in practices[:3]]
    assert practices[0].title.values[0] in answer.claims[0].text or draft.phrases.language == "en"
    assert sum(claim.shape == "item" for claim in answer.claims) == 2
    assert identify(own_words(answer)).language == draft.phrases.language


def test_a_fit_without_rivals_offers_no_others(draft):
    say_fits(draft, (draft.catalogue.practice("co-location"),))

    answer = draft.finish("?")
    assert answer.practices == ("co-location",)
    assert not [claim for claim in answer.claims if claim.shape == "item"]


def test_every_practice_is_listed_with_its_title_quoted(draft, faults_of):
    practices = tuple(draft.catalogue.practices.values())

    say_every_practice(draft, practices)

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert list(answer.practices) == list(draft.catalogue.practices)
    assert len(answer.claims) == 15
    assert all(claim.markers for claim in answer.claims)


def test_practices_that_nobody_names_stand_apart_from_those_that_a_plan_resembles(
    draft, faults_of, own_words
):
    say_untested(draft)

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert list(answer.practices[: len(UNTESTED)]) == UNTESTED
    for practice in answer.practices[len(UNTESTED) :]:
        testers = draft.catalogue.practice(practice).testers
        assert {tester.status for tester in testers} == {"inferred"}
    assert draft.phrases(INFERENCE) in answer.caveats
    assert answer.partners == ("bsc-kranj",), "its clusters may still choose any of them"
    assert identify(own_words(answer)).language == draft.phrases.language
