"""assistant/choosing.py: of several likely kinds, names and the talk before decide."""

import pytest

from assistant.choosing import (
    GOOD_FIT,
    LEAST_SHARE,
    OURS_SHARE,
    OWN_PLAN_FIT,
    PLAN_FIT,
    SURE_PLAN_FIT,
    likeliest,
    no_plan,
    vague_or_off,
    weighed,
    whose_plan,
)
from assistant.follow_up import Topic

NO_NEED = [("help-desk", 0.0), ("co-location", 0.0)]
NOTHING = {"practice": (), "partner": (), "place": (), "project": ()}
RARE = 0.001
NONE = frozenset()


def likely(**shares):
    kinds = ("need", "planner", "partner", "origin", "off_subject", "testers", "cost", "vague")
    lists = ("list_practices", "list_topic", "provided_by")
    return dict.fromkeys((*kinds, *lists, "practice", "all_plans"), RARE) | shares


def test_a_kind_that_cannot_be_meant_with_a_name_is_passed_over():
    kinds = likely(list_practices=0.6, partner=0.2)

    assert likeliest(kinds, NOTHING, Topic(), NO_NEED, {}, NONE) == "list_practices"
    assert (
        likeliest(kinds, NOTHING | {"partner": ("bep",)}, Topic(), NO_NEED, {}, NONE) == "partner"
    )
    assert likeliest(kinds, NOTHING | {"place": ("bep",)}, Topic(), NO_NEED, {}, NONE) == "partner"


def test_a_need_that_no_practice_fits_is_less_likely_one():
    kinds = likely(need=0.5, list_practices=0.3)

    assert (
        likeliest(kinds, NOTHING, Topic(), [("help-desk", 0.8), ("co-location", 0.7)], {}, NONE)
        == "need"
    )
    assert (
        likeliest(kinds, NOTHING, Topic(), [("help-desk", 0.1), ("co-location", 0.1)], {}, NONE)
        == "list_practices"
    )


def test_a_question_that_names_the_project_is_about_it():
    kinds = likely(off_subject=0.7, cost=0.2)
    named = NOTHING | {"project": ("pooling4clusters",)}

    assert likeliest(kinds, NOTHING, Topic(), NO_NEED, {}, NONE) == "off_subject"
    assert likeliest(kinds, named, Topic(), NO_NEED, {}, NONE) == "cost"


def test_what_speaks_against_a_kind_is_taken_off():
    kinds = likely(need=0.5, off_subject=0.4)

    assert weighed(kinds, ours=False, fit=1.0, asked=NONE) == kinds
    weak = weighed(kinds, ours=True, fit=-0.2, asked=NONE)
    assert weak["off_subject"] == pytest.approx(0.4 * OURS_SHARE)
    assert weak["need"] == pytest.approx(0.5 * LEAST_SHARE * LEAST_SHARE)
    assert weighed(kinds, ours=True, fit=GOOD_FIT, asked=NONE)["need"] == 0.5


@pytest.mark.parametrize(
    ("fit", "partner", "places", "practices", "kind"),
    [
        (PLAN_FIT, "estonia", (), (), "planner"),
        (SURE_PLAN_FIT, "estonia", ("bsc-kranj",), (), "planner"),
        (PLAN_FIT, "estonia", ("bsc-kranj",), (), "partner"),
        (PLAN_FIT, "estonia", ("estonia",), (), "partner"),
        (PLAN_FIT - 0.1, "estonia", ("mita",), (), "partner"),
        (PLAN_FIT - 0.1, "estonia", (), ("help-desk",), "testers"),
        (PLAN_FIT - 0.1, "estonia", (), (), "planner"),
    ],
)
def test_a_plan_asked_after_without_its_partner_is_found_or_not(
    fit, partner, places, practices, kind
):
    topic = Topic("practice", "en", practices)

    others = [(other, 0.1) for other in ("bsc-kranj", "mita") if other != partner]
    planners = [(partner, fit), *others]

    assert whose_plan("planner", planners, places, topic) == kind
    assert whose_plan("cost", planners, places, topic) == "cost"


def test_a_need_told_with_the_country_of_a_plan_that_fits_asks_after_that_plan():
    sure = [("estonia", OWN_PLAN_FIT), ("mita", 0.1)]

    assert whose_plan("need", sure, ("estonia",), Topic()) == "partner"
    assert whose_plan("need", sure, ("mita",), Topic()) == "need"
    assert whose_plan("need", sure, (), Topic()) == "need"


def test_a_field_that_nobody_stated_gives_way_to_the_practice_where_it_is_hardly_likelier():
    named = NOTHING | {"practice": ("help-desk",)}
    close = likely(cost=0.5, practice=0.4)

    assert likeliest(close, named, Topic(), NO_NEED, {}, NONE) == "practice"
    assert (
        likeliest(close, named, Topic(), NO_NEED, {"help-desk": frozenset({"cost"})}, NONE)
        == "cost"
    )
    assert likeliest(likely(cost=0.9), named, Topic(), NO_NEED, {}, NONE) == "cost"


def test_a_word_that_asks_speaks_for_the_kinds_that_it_belongs_to():
    named = NOTHING | {"partner": ("corallia",)}
    kinds = likely(partner=0.5, date=0.05)

    assert likeliest(kinds, named, Topic(), NO_NEED, {}, NONE) == "partner"
    assert likeliest(kinds, named, Topic(), NO_NEED, {}, frozenset({"date"})) == "date"


def test_where_nothing_of_ours_is_named_a_word_that_asks_tells_nothing():
    kinds = likely(off_subject=0.5, date=0.1)

    assert likeliest(kinds, NOTHING, Topic(), NO_NEED, {}, frozenset({"date"})) == "off_subject"


def test_where_a_sum_is_asked_for_neither_a_count_nor_a_list_is_meant():
    asked = frozenset({"cost"})

    assert likeliest(likely(counts=0.8, cost=0.1), NOTHING, Topic(), NO_NEED, {}, asked) == "cost"
    ticket = likely(counts=0.1, cost=0.3, off_subject=0.4)
    assert likeliest(ticket, NOTHING, Topic(), NO_NEED, {}, asked) == "off_subject"


def test_what_is_stated_of_a_practice_is_meant_rather_than_what_nobody_stated():
    named = NOTHING | {"practice": ("help-desk",)}
    stated = {"help-desk": frozenset({"origin"})}
    close = likely(cost=0.5, origin=0.3)

    assert likeliest(close, named, Topic(), NO_NEED, stated, NONE) == "origin"
    assert likeliest(close, named, Topic(), NO_NEED, stated, frozenset({"cost"})) == "cost"


def test_a_list_gives_way_to_the_one_practice_that_fits():
    kinds = likely(list_topic=0.4, need=0.35)
    one = [("collective-booth", 0.8), ("help-desk", 0.1)]
    two = [("collective-booth", 0.8), ("help-desk", 0.7)]

    assert likeliest(kinds, NOTHING, Topic(), one, {}, NONE) == "need"
    assert likeliest(kinds, NOTHING, Topic(), two, {}, NONE) == "list_topic"


def test_a_talk_on_a_practice_makes_its_fields_likelier():
    kinds = likely(vague=0.45, aim=0.35)

    assert likeliest(kinds, NOTHING, Topic(), NO_NEED, {}, NONE) == "vague"
    talk = Topic("beneficiaries", "en", ("help-desk",))
    assert likeliest(kinds, NOTHING, talk, NO_NEED, {}, NONE) == "aim"


def test_few_words_are_rather_too_vague_and_many_rather_off_the_subject():
    kinds = likely(vague=0.4, off_subject=0.5)

    assert vague_or_off(kinds, "off_subject", words=3) == "vague"
    assert vague_or_off(kinds, "off_subject", words=12) == "off_subject"
    assert vague_or_off(likely(vague=0.5, off_subject=0.4), "vague", words=12) == "off_subject"
    assert vague_or_off(kinds, "cost", words=3) == "cost"


def test_a_need_that_a_practice_surely_fits_is_not_off_the_subject():
    kinds = likely(off_subject=0.56, need=0.4)
    sure = [("permanent-offices", 1.05), ("co-location", 0.1)]

    assert likeliest(kinds, NOTHING, Topic(), sure, {}, NONE) == "need"
    assert likeliest(kinds, NOTHING, Topic(), NO_NEED, {}, NONE) == "off_subject"


def test_a_plan_that_nobody_has_is_not_what_was_asked_after():
    kinds = likely(planner=0.42, testers=0.3)

    assert no_plan(kinds, "planner", PLAN_FIT - 0.1) == "testers"
    assert no_plan(kinds, "planner", PLAN_FIT) == "planner"
    assert no_plan(likely(planner=0.9, testers=0.1), "planner", 0.0) == "planner"
