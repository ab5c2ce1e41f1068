"""What a follow-up leaves out comes from the conversation; names overrule what cannot be meant."""

import pytest

from assistant.follow_up import Reading, Topic, carry_over, ordinal_in, settle
from assistant.understand import understand
from ingest.languages import LANGUAGES


def a_reading(kind, words=3, practices=(), partners=(), places=()):
    return Reading(kind, practices, partners, places, words)


def test_a_first_question_is_left_as_it_is():
    read = a_reading("testers")

    assert carry_over(read, Topic()) == read


@pytest.mark.parametrize("kind", ["testers", "cost", "practice"])
def test_a_question_without_a_name_means_the_practice_talked_about(kind):
    topic = Topic(kind="need", practices=("help-desk",))

    assert carry_over(a_reading(kind), topic).practices == ("help-desk",)


def test_a_field_asked_after_a_partner_means_the_partner():
    assert carry_over(a_reading("date"), Topic("partner", None, (), ("bep",))).partners == ("bep",)


def test_a_short_swap_of_names_keeps_asking_the_same():
    topic = Topic("cost", "en", ("help-desk",), ())

    assert carry_over(a_reading("practice", 2, ("co-location",)), topic).kind == "cost"


def test_a_longer_question_with_a_name_asks_anew():
    topic = Topic("cost", "en", ("help-desk",), ())

    assert carry_over(a_reading("practice", 4, ("co-location",)), topic).kind == "practice"


def test_compare_it_with_another_takes_the_first_from_the_conversation():
    topic = Topic("practice", "en", ("help-desk",), ())

    compared = carry_over(a_reading("compare", 6, ("information-desk-funding",)), topic)

    assert compared.practices == ("help-desk", "information-desk-funding")


@pytest.mark.parametrize(
    ("kind", "practices", "partners", "settled"),
    [
        ("testers", ("help-desk",), ("bep",), "partner_practice"),
        ("practice", ("help-desk", "co-location"), (), "compare"),
        ("need", ("help-desk",), (), "practice"),
        ("compare", ("help-desk",), (), "practice"),
        ("vague", (), ("bep",), "partner"),
        ("cost", ("help-desk",), ("bep",), "cost"),
    ],
)
def test_names_overrule_a_kind_that_cannot_be_meant(kind, practices, partners, settled):
    assert settle(a_reading(kind, 6, practices, partners)).kind == settled


def test_a_country_stands_for_its_partner_where_a_partner_is_asked_about():
    assert settle(a_reading("partner", 4, places=("mita",))).partners == ("mita",)


TWO = Topic("partner", "en", (), ("corallia",), ("permanent-offices", "contrat-de-croissance"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinal_means_one_of_the_practices_last_told(language, parts):
    ordinals = parts.words_of(language).ordinals

    for name, practice in (("first", TWO.shown[0]), ("second", TWO.shown[1])):
        for form in ordinals[name]:
            assert ordinal_in(f"… {form}?", ordinals, TWO) == practice
    assert ordinal_in("…?", ordinals, TWO) is None
    assert ordinal_in(f"{ordinals['third'][0]}?", ordinals, TWO) is None, "there are but two"
    assert ordinal_in(f"{ordinals['last'][0]}?", ordinals, TWO) == TWO.shown[1]


def test_an_ordinal_means_nothing_where_nothing_or_much_was_said(parts):
    ordinals = parts.words_of("en").ordinals

    assert ordinal_in("And the second one?", ordinals, Topic("need", "en", ("help-desk",))) is None
    long = "The second reason why I am asking this question is that we need help"
    assert ordinal_in(long, ordinals, TWO) is None


def test_the_second_and_then_the_first_of_two_are_told(parts):
    asked = ("What does Corallia plan to test?", "Explain the second one to me, please.")

    second = understand(asked[1], asked[:1], parts.mind)
    first = understand("And the first?", asked, parts.mind)

    assert (second.kind, second.practices) == ("practice", ("contrat-de-croissance",))
    assert (first.kind, first.practices) == ("practice", ("permanent-offices",))
