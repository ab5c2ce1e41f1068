"""assistant/compose_partner.py: what partners plan is told as plans, with both halves cited."""

import pytest

from assistant.compose_partner import (
    say_every_partner,
    say_every_plan,
    say_partner,
    say_partner_and_practice,
    split_tests,
)
from ingest.languages import LANGUAGES, identify

SPOKEN = sorted(LANGUAGES)
PARTNERS = ["bep", "sophia-antipolis", "corallia", "bsc-kranj", "wrs-stuttgart", "mita", "estonia"]
PLANS = "These are plans: the documents report no test that has been carried out."


def plans_caveat(draft):
    return draft.phrases(PLANS)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("partner", PARTNERS)
def test_a_plan_is_told_as_a_plan_in_the_reader_s_language(
    partner, language, draft_in, faults_of, own_words
):
    draft = draft_in(language)

    say_partner(draft, draft.catalogue.partner(partner))

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert identify(own_words(answer)).language == language
    assert plans_caveat(draft) in answer.caveats
    assert answer.partners == (partner,)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("partner", PARTNERS)
def test_both_halves_of_a_partner_are_cited_whole(partner, language, draft_in):
    draft = draft_in(language)
    halves = draft.catalogue.partner(partner).halves

    say_partner(draft, draft.catalogue.partner(partner))

    lead = draft.claims[0]
    cited = [c for c in draft.citations if c.marker in lead.markers]
    assert lead.shape == "lead"
    assert {(c.language, c.locator.start, c.locator.end) for c in cited} == {
        (half.language, half.start, half.end) for half in halves
    }
    assert len({citation.language for citation in cited}) == 2


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("partner", PARTNERS)
def test_where_the_halves_differ_it_is_said_and_both_are_cited(partner, language, draft_in):
    draft = draft_in(language)
    record = draft.catalogue.partner(partner)
    told = [each for each in record.differences if each.id in draft.words.differences]

    say_partner(draft, record)

    for difference in told:
        words = draft.words.differences[difference.id]
        (caveat,) = [caveat for caveat in draft.caveats if words in caveat]
        markers = {f"[{draft.cite(quote)}]" for quote in difference.evidence}
        assert len(markers) == 2
        assert all(marker in caveat for marker in markers)


def test_every_partner_has_a_difference_that_is_told(draft_in):
    draft = draft_in("en")
    told = [
        partner.id
        for partner in draft.catalogue.partners.values()
        if any(each.id in draft.words.differences for each in partner.differences)
    ]

    assert told == PARTNERS


@pytest.mark.parametrize(
    ("partner", "named", "inferred"),
    [
        ("bep", ["collective-booth"], ["trainings-and-mentorship"]),
        ("corallia", ["permanent-offices", "contrat-de-croissance"], []),
        ("bsc-kranj", [], []),
        ("estonia", ["scientific-group-intermediation", "trainings-and-mentorship"], []),
    ],
)
def test_practices_that_a_text_names_stand_apart_from_those_that_it_resembles(
    partner, named, inferred, draft_in
):
    draft = draft_in("en")
    stated, likened = split_tests(draft.catalogue.partner(partner))

    say_partner(draft, draft.catalogue.partner(partner))

    assert [test.practice for test in stated] == named
    assert [test.practice for test in likened] == inferred
    assert draft.practices == [*named, *inferred]
    assert any("our inference" in caveat for caveat in draft.caveats) is bool(inferred)
    nothing = "It names no single practice of the catalogue." in [c.text for c in draft.claims]
    assert nothing is not bool(named or inferred)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("partner", PARTNERS)
def test_whether_a_partner_tests_a_practice_is_as_the_catalogue_says(
    partner, language, draft_in, faults_of
):
    for practice in draft_in(language).catalogue.practices.values():
        draft = draft_in(language)

        said = say_partner_and_practice(draft, draft.catalogue.partner(partner), practice)

        answer = draft.finish("?")
        assert faults_of(answer) == []
        assert said is (partner in {tester.partner for tester in practice.testers})
        assert plans_caveat(draft) in answer.caveats
        assert answer.practices == (practice.id,)
        assert answer.partners[0] == partner


@pytest.mark.parametrize("language", SPOKEN)
def test_a_false_premise_is_put_right(language, draft_in):
    draft = draft_in(language)
    record = draft.catalogue

    said = say_partner_and_practice(
        draft, record.partner("wrs-stuttgart"), record.practice("permanent-offices")
    )

    answer = draft.finish("?", "not_in_corpus")
    assert said is False
    assert answer.partners == ("wrs-stuttgart", "corallia")
    assert "**Corallia**" in answer.answer


@pytest.mark.parametrize("language", SPOKEN)
def test_every_plan_names_each_partner_once(language, draft_in, faults_of, own_words):
    draft = draft_in(language)

    say_every_plan(draft, draft.catalogue)

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert answer.partners == tuple(PARTNERS)
    assert sum(claim.shape == "item" for claim in answer.claims) == len(PARTNERS)
    assert answer.caveats == (plans_caveat(draft),)
    assert identify(own_words(answer)).language == language


@pytest.mark.parametrize("language", SPOKEN)
def test_every_partner_is_listed_with_a_quote_that_names_it(language, draft_in, faults_of):
    draft = draft_in(language)

    say_every_partner(draft, draft.catalogue)

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert answer.partners == tuple(PARTNERS)
    assert "7" in answer.claims[0].text
    assert all(claim.markers for claim in answer.claims if claim.shape == "item")
    assert len(answer.caveats) == 1, "Estonia's organisation is not named"
