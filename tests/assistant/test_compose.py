"""assistant/compose.py: each kind of question gets the answer that it asks for, or a silence."""

from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.compose import FIXED, PARTNER_FIELDS, compose, practice_fact
from assistant.evidence import Found, gather
from assistant.kinds import FIELDS
from assistant.understand import understand
from ingest.languages import LANGUAGES, identify

SPOKEN = sorted(LANGUAGES)
PRACTICE_FIELDS = ["provider", "beneficiaries", "aim", "access", "origin"]
NEVER_STATED = ["cost", "duration", "date", "contact", "results", "staff", "scores", "participants"]
NEVER_STATED += ["person", "legal"]
CLUSTERS_NEED = "Our small firms cannot afford to exhibit at trade fairs abroad on their own."


@pytest.fixture(scope="session")
def answer_to(parts, draft_in):
    """The answer to a kind of question with named practices and partners, in a language."""
    asked = understand(CLUSTERS_NEED, (), parts.mind)

    def answer(kind, language="en", practices=(), partners=(), found=None) -> Answer:
        understood = replace(
            asked, kind=kind, language=language, practices=practices, partners=partners, places=()
        )
        found = found or gather(understood, parts.catalogue, parts.library, parts.mind)
        return compose(understood, found, draft_in(language))

    return answer


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", FIXED)
def test_a_question_on_the_project_is_answered_from_its_text(
    kind, language, answer_to, faults_of, own_words
):
    answer = answer_to(kind, language)

    assert faults_of(answer) == []
    assert answer.status == "answered"
    assert answer.citations
    # A list of names in bold has no words of its own to tell a language by.
    guess = identify(own_words(answer))
    assert guess.language == language or not guess.sure


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", NEVER_STATED)
def test_what_no_document_states_of_a_practice_is_said_to_be_missing(
    kind, language, answer_to, faults_of, own_words
):
    answer = answer_to(kind, language, practices=("help-desk",))

    assert faults_of(answer) == []
    assert answer.status == "not_in_corpus"
    assert answer.not_stated == (FIELDS[kind],)
    assert answer.practices == ("help-desk",)
    assert answer.citations, "the nearest that is stated"
    assert identify(own_words(answer)).language == language


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", NEVER_STATED)
def test_what_no_document_states_of_a_partner_is_said_to_be_missing(
    kind, language, answer_to, faults_of
):
    answer = answer_to(kind, language, partners=("corallia",))

    assert faults_of(answer) == []
    assert (answer.status, answer.not_stated) == ("not_in_corpus", (FIELDS[kind],))
    assert answer.partners == ("corallia",)
    assert answer.citations


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", PRACTICE_FIELDS)
def test_a_field_of_a_practice_is_answered_exactly_where_it_is_stated(
    kind, language, answer_to, parts, faults_of
):
    for practice in parts.catalogue.practices.values():
        fact = practice.fact(FIELDS[kind])

        answer = answer_to(kind, language, practices=(practice.id,))

        assert faults_of(answer) == []
        assert (answer.status == "answered") is (fact.status != "not_stated"), practice.id
        assert answer.not_stated == (() if fact.evidence else (FIELDS[kind],))
        quotes = " ".join(citation.quote for citation in answer.citations)
        assert all(quote.quote in quotes for quote in fact.evidence)


def test_what_is_inferred_is_said_to_be_inferred(answer_to, parts):
    assert parts.catalogue.practice("website-paca-innovation").facts.provider.status == "inferred"

    answer = answer_to("provider", practices=("website-paca-innovation",))

    assert answer.caveats == ("No sentence says this outright: it is our inference.",)


@pytest.mark.parametrize("language", SPOKEN)
def test_origins_are_listed_where_they_are_stated(language, answer_to, faults_of):
    answer = answer_to("origin", language)

    assert faults_of(answer) == []
    assert answer.practices == ("scientific-group-intermediation", "trainings-and-mentorship")


@pytest.mark.parametrize("language", SPOKEN)
def test_a_practice_that_nobody_names_as_its_test_is_not_in_the_corpus(
    language, answer_to, faults_of
):
    answer = answer_to("testers", language, practices=("co-location",))

    assert faults_of(answer) == []
    assert (answer.status, answer.not_stated) == ("not_in_corpus", ("testers",))
    assert answer.partners == ()


def test_testers_are_not_missing_where_one_of_two_practices_has_some(answer_to):
    answer = answer_to("testers", practices=("co-location", "permanent-offices"))

    assert answer.status == "answered"
    assert answer.partners == ("corallia",)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize(
    ("kind", "practices", "partners", "status"),
    [
        ("practice", ("help-desk",), (), "answered"),
        ("practice", ("help-desk", "co-location"), (), "answered"),
        ("testers", ("collective-booth",), (), "answered"),
        ("partner", (), ("bep",), "answered"),
        ("partner", (), ("bep", "mita"), "answered"),
        ("partner_practice", ("collective-booth",), ("bep",), "answered"),
        ("partner_practice", ("collective-booth",), ("mita",), "not_in_corpus"),
        ("compare", ("help-desk", "co-location"), (), "answered"),
        ("need", (), (), "answered"),
        ("vague", (), (), "clarify"),
        ("greeting", (), (), "clarify"),
        ("about", (), (), "answered"),
        ("off_subject", (), (), "out_of_scope"),
    ],
)
def test_each_kind_has_its_status_and_is_sound(
    kind, practices, partners, status, language, answer_to, faults_of, own_words
):
    answer = answer_to(kind, language, practices, partners)

    assert faults_of(answer) == []
    assert answer.status == status
    assert answer.language == language
    assert identify(own_words(answer)).language == language
    assert set(partners) <= set(answer.partners)
    assert set(practices) <= set(answer.practices)


@pytest.mark.parametrize("kind", ["partner", "partner_practice", "compare", "testers", "nonsense"])
def test_where_nothing_was_found_the_question_is_put_back(kind, answer_to):
    answer = answer_to(kind, found=Found())

    assert answer.status == "clarify"
    assert answer.citations == ()


def test_quotes_from_elsewhere_are_the_answer_whatever_was_asked(answer_to, parts):
    quotes = parts.catalogue.practice("help-desk").facts.summary.evidence

    answer = answer_to("off_subject", found=Found(quotes=quotes, answers=True))

    assert answer.status == "answered"
    assert [citation.quote for citation in answer.citations] == [quote.quote for quote in quotes]


def test_a_field_that_records_do_not_have_is_no_error(parts):
    practice = parts.catalogue.practice("help-desk")

    assert practice_fact(practice, "scores") is None
    assert practice_fact(practice, "cost") is practice.facts.cost
    assert set(PARTNER_FIELDS) <= set(FIELDS.values())
