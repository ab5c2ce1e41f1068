"""What a follow-up leaves out comes from the conversation; names overrule what cannot be meant."""

import pytest

from assistant.follow_up import Reading, Topic, carry_over, settle


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
