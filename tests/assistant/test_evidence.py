"""assistant/evidence.py: what was understood fetches records, or the nearest sentence."""

from dataclasses import replace

import pytest

from assistant.choosing import GOOD_FIT
from assistant.evidence import (
    ABOUT,
    BEYOND_DOUBT,
    SURELY_ABOUT,
    chosen_practices,
    gather,
    nearness_wanted,
    quote_of,
)
from assistant.kinds import FIELDS
from assistant.understand import MAX_RIVALS, RIVAL_SHARE, understand
from ingest.languages import LANGUAGES

NEED = "Our members want to exhibit together at trade fairs abroad."


@pytest.fixture(scope="module")
def asked(parts):
    return understand(NEED, (), parts.mind)


@pytest.fixture
def found(parts, asked):
    def find(**changes):
        return gather(replace(asked, **changes), parts.catalogue, parts.library, parts.mind)

    return find


def test_practices_and_partners_that_are_named_are_fetched_in_their_order(found):
    got = found(kind="practice", practices=("help-desk", "co-location"), partners=("mita",))

    assert [practice.id for practice in got.practices] == ["help-desk", "co-location"]
    assert [partner.id for partner in got.partners] == ["mita"]
    assert got.quotes == ()


def test_a_country_fetches_its_partner_where_one_is_asked_for(found):
    assert [p.id for p in found(kind="partner", places=("estonia",)).partners] == ["estonia"]
    assert found(kind="origin", places=("estonia",)).partners == ()


def test_a_need_fetches_the_practices_that_fit_nearly_as_well_as_the_best(found):
    needs = (("co-location", 0.9), ("help-desk", 0.55), ("permanent-offices", 0.53))

    got = found(kind="need", needs=needs)

    assert [practice.id for practice in got.practices] == ["co-location", "help-desk"]


def test_rivals_are_few_and_near(asked):
    needs = tuple((f"practice-{n}", 1 - n / 100) for n in range(15))
    chosen = chosen_practices(replace(asked, needs=needs))

    assert len(chosen) == MAX_RIVALS
    assert all(dict(needs)[practice] >= RIVAL_SHARE for practice in chosen)


@pytest.mark.parametrize("kind", ["practice", "testers", "compare"])
def test_a_practice_that_is_only_described_is_the_best_fit_alone(kind, asked):
    needs = (("co-location", 0.9), ("help-desk", 0.85))

    assert list(chosen_practices(replace(asked, kind=kind, needs=needs))) == ["co-location"]


@pytest.mark.parametrize("kind", ["objective", "off_subject", "greeting", "cost"])
def test_a_kind_that_asks_for_no_practice_gets_none(kind, asked):
    assert list(chosen_practices(replace(asked, kind=kind))) == []


def test_practices_that_are_named_outweigh_a_fit(asked):
    chosen = chosen_practices(replace(asked, kind="need", practices=("mentorship",)))

    assert chosen == ("mentorship",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_of_nothing_in_particular_gets_the_nearest_sentence(language, found, parts):
    got = found(kind="cost", asked_in=language)

    (quote,) = got.quotes
    assert not got.answers
    assert parts.library.body(quote.document)[quote.start : quote.end] == quote.quote


@pytest.mark.parametrize("kind", ["practice", "partner", "objective", "greeting", "compare"])
def test_what_the_catalogue_answers_is_sought_elsewhere_only_if_surely_there(kind, asked):
    likely = replace(asked, kind=kind, kinds=((kind, 0.8),))

    assert nearness_wanted(likely) == SURELY_ABOUT
    assert nearness_wanted(replace(likely, kinds=((kind, 0.6),))) == ABOUT
    assert nearness_wanted(replace(likely, kinds=((kind, 0.95),))) == BEYOND_DOUBT
    assert nearness_wanted(replace(likely, names_something=True)) is None


@pytest.mark.parametrize("kind", ["off_subject", "vague", *FIELDS])
def test_what_the_catalogue_may_not_hold_is_sought_elsewhere(kind, asked):
    assert nearness_wanted(replace(asked, kind=kind, names_something=True)) == ABOUT


def test_a_need_is_sought_elsewhere_where_no_practice_fits(asked):
    weak = (("help-desk", GOOD_FIT - 0.01),)

    assert nearness_wanted(replace(asked, needs=weak)) == ABOUT
    fitting = replace(asked, needs=(("help-desk", GOOD_FIT),), kinds=(("need", 0.8),))
    assert nearness_wanted(fitting) == SURELY_ABOUT


def test_of_a_passage_the_first_sentence_is_quoted(parts, asked):
    for hit in parts.library.search(asked.vector, asked.text, 20, "en"):
        quote = quote_of(hit)
        assert parts.library.body(quote.document)[quote.start : quote.end] == quote.quote
        assert hit.passage.start <= quote.start < quote.end <= hit.passage.end
        assert quote.language == hit.passage.language
