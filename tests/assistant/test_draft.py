"""assistant/draft.py: every claim brings its quotes, and every quote gets one number."""

import pytest

from assistant.answer import Claim
from ingest.languages import LANGUAGES

SPOKEN = sorted(LANGUAGES)


def summary_of(draft, practice):
    return draft.catalogue.practice(practice).facts.summary.evidence


def test_quotes_are_numbered_in_the_order_in_which_they_are_said(draft_in):
    draft = draft_in("en")

    draft.say("One.", summary_of(draft, "help-desk"))
    draft.say("Two.", summary_of(draft, "co-location"))

    markers = [marker for claim in draft.claims for marker in claim.markers]
    assert markers == [citation.marker for citation in draft.citations]
    assert markers == list(range(1, len(markers) + 1))


def test_a_quote_said_twice_keeps_its_number(draft_in):
    draft = draft_in("en")
    evidence = summary_of(draft, "help-desk")

    draft.say("Once.", evidence)
    draft.say("And twice, in one claim too.", (*evidence, *evidence))

    assert len(draft.citations) == len(evidence)
    assert draft.claims[0].markers == draft.claims[1].markers


def test_a_quote_within_one_already_shown_takes_its_number(draft_in):
    draft = draft_in("sl")
    for half in draft.halves("bep"):
        draft.cite(half)

    plan = draft.catalogue.partner("bep").facts.plan.evidence

    assert {draft.cite(quote) for quote in plan} == {1, 2}
    assert len(draft.citations) == 2


def test_a_citation_says_where_its_quote_stands(draft_in):
    draft = draft_in("mt")
    (evidence, *_) = summary_of(draft, "help-desk")

    draft.cite(evidence)

    citation = draft.citations[0]
    assert citation.quote == evidence.quote
    assert (citation.locator.start, citation.locator.end) == (evidence.start, evidence.end)
    assert citation.locator.section == "Presentation of the 15 selected services for testing"
    assert citation.locator.page is None
    assert citation.title == "POOLING4CLUSTERS: objective, good practices and the partners' tests"
    assert citation.language == "en", "the quote's own language, not the reader's"


def test_halves_are_the_paragraphs_of_a_partner_in_both_languages(draft_in):
    draft = draft_in("en")

    halves = draft.halves("corallia")

    assert [half.language for half in halves] == ["en", "el"]
    assert halves[0].quote.startswith("Corallia will test two services")
    assert halves[1].quote.startswith("To Corallia, κατά το στάδιο")


@pytest.mark.parametrize("language", [language for language in SPOKEN if language != "en"])
def test_a_practice_is_introduced_with_its_own_title_and_the_local_name_once(language, draft_in):
    draft = draft_in(language)
    local = draft.words.practices["permanent-offices"].name

    first, second = draft.practice("permanent-offices"), draft.practice("permanent-offices")

    assert first.startswith("**Permanent Offices**")
    assert local in first
    assert second == "**Permanent Offices**"


def test_in_english_a_practice_has_one_name(draft_in):
    assert draft_in("en").practice("permanent-offices") == "**Permanent Offices**"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partner_without_an_organisation_goes_by_its_country(language, draft_in):
    draft = draft_in(language)

    assert draft.partner("mita") == "**MITA**"
    assert draft.partner("estonia") == f"**{draft.words.partners['estonia'].place}**"


@pytest.mark.parametrize("language", SPOKEN)
def test_a_translation_is_marked_as_one_and_english_is_not(language, draft_in):
    draft = draft_in(language)

    said = draft.gloss("Text")

    assert said == "Text" if language == "en" else said.startswith("Text *(")


def test_caveats_and_subjects_are_noted_once_in_their_order(draft_in):
    draft = draft_in("en")

    draft.caveat("Plans only.")
    draft.caveat("Plans only.")
    draft.about(practices=["help-desk"], partners=["bep"])
    draft.about(practices=["co-location", "help-desk"], partners=["bep", "mita"])

    answer = draft.finish("Q?", "not_in_corpus", ["cost", "date", "cost"])
    assert answer.caveats == ("Plans only.",)
    assert answer.practices == ("help-desk", "co-location")
    assert answer.partners == ("bep", "mita")
    assert answer.not_stated == ("cost", "date")
    assert answer.status == "not_in_corpus"
    assert answer.question == "Q?"


def test_a_claim_without_quotes_has_no_marker(draft_in):
    draft = draft_in("en")

    draft.say("Hello!", shape="lead")

    answer = draft.finish("Hi")
    assert answer.claims == (Claim(text="Hello!", shape="lead"),)
    assert answer.answer == "Hello!"
    assert answer.citations == ()
