"""assistant/compose_silence.py: silences, refusals and questions back are honest and readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose_silence import (
    MAX_NEAREST,
    ask_back,
    field_names,
    plain,
    say_about,
    say_greeting,
    say_nearest,
    say_not_stated,
    say_out_of_scope,
    say_quotes,
)
from assistant.kinds import FIELDS
from assistant.phrases import phrases_of
from ingest.languages import LANGUAGES, identify

SPOKEN = sorted(LANGUAGES)
WORDS = {"out of scope": say_out_of_scope, "greeting": say_greeting, "about": say_about}


@pytest.fixture(params=SPOKEN)
def draft(request, draft_in):
    return draft_in(request.param)


@pytest.mark.parametrize("words", WORDS)
def test_a_word_about_itself_is_in_the_reader_s_language_and_claims_nothing(
    words, draft, faults_of, own_words
):
    WORDS[words](draft)

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert answer.citations == ()
    assert identify(own_words(answer)).language == draft.phrases.language
    assert "POOLING4CLUSTERS" in answer.answer, "it says what it can be asked"


@pytest.mark.parametrize("language", SPOKEN)
def test_every_field_that_can_be_asked_for_has_a_name(language):
    names = field_names(phrases_of(language))

    assert set(FIELDS.values()) | {"testers"} == set(names)
    assert all(names.values())
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("field", sorted({*FIELDS.values()}))
def test_what_is_not_stated_is_named_with_its_subject(field, draft):
    name = field_names(draft.phrases)[field]

    say_not_stated(draft, field, ["**MITA**", "**Help Desk**"])
    say_not_stated(draft, field, [])

    of_both, of_none = (claim.text for claim in draft.claims)
    assert name in of_both
    assert "**MITA**" in of_both
    assert "**Help Desk**" in of_both
    assert name in of_none
    assert "**" not in of_none


def test_a_field_that_has_no_name_is_refused_all_the_same(draft):
    say_not_stated(draft, "colour", ["**MITA**"])

    assert draft.claims[0].text == draft.phrases("The documents do not say this.")


def test_the_nearest_is_quoted_word_for_word_and_there_are_few(draft, faults_of):
    quotes = draft.catalogue.partner("bep").facts.plan.evidence

    say_nearest(draft, quotes)

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert [citation.quote for citation in answer.citations] == [
        quote.quote for quote in quotes[:MAX_NEAREST]
    ]


def test_without_anything_near_nothing_is_offered(draft):
    say_nearest(draft, ())

    assert draft.claims == []


def test_quotes_of_documents_answer_as_they_stand(draft, faults_of):
    quotes = draft.catalogue.practice("help-desk").facts.summary.evidence

    say_quotes(draft, quotes)

    answer = draft.finish("?")
    assert faults_of(answer) == []
    assert [claim.shape for claim in answer.claims] == ["lead", *("item" for _ in quotes)]
    for claim, quote in zip(answer.claims[1:], quotes, strict=True):
        assert plain(quote.quote) in claim.text


def test_a_question_back_offers_practices_by_name(draft, faults_of):
    near = [draft.catalogue.practice("help-desk"), draft.catalogue.practice("co-location")]

    ask_back(draft, near)

    answer = draft.finish("?", "clarify")
    assert faults_of(answer) == []
    assert answer.answer.count("\n- ") == 2
    assert len(answer.citations) == 2


def test_a_question_back_may_offer_nothing(draft):
    ask_back(draft, ())

    assert len(draft.claims) == 1
    assert draft.claims[0].text.strip().endswith(("?", ";"))


SPECIAL = "\\`*_[]<>#$~|"


@given(st.text(alphabet=st.sampled_from("ab " + SPECIAL), max_size=40))
def test_nothing_in_a_quote_acts_as_markdown(quote):
    said = plain(quote)

    kept = []
    rest = iter(said)
    for letter in rest:
        if letter == "\\":
            letter = next(rest)
            assert letter in SPECIAL
        else:
            assert letter not in SPECIAL
        kept.append(letter)
    assert "".join(kept) == " ".join(quote.split())


def test_a_quote_of_several_lines_is_set_on_one():
    assert plain("- one\n\n  two\u00a0three\t") == "- one two three"
