"""assistant/choosing.py: of several likely kinds, names and the talk before decide."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.choosing import (
    GOOD_FIT,
    LEAST_SHARE,
    OURS_SHARE,
    OWN_PLAN_FIT,
    PLAN_FIT,
    SURE_PLAN_FIT,
    likeliest,
    read_again,
    weighed,
    whose_plan,
)
from assistant.follow_up import Topic
from assistant.understand import Scored

NO_NEED = [("help-desk", 0.0)]
NOTHING = {"practice": (), "partner": (), "place": (), "project": ()}
RARE = 0.001


def likely(**shares):
    kinds = ("need", "planner", "partner", "origin", "off_subject", "testers", "cost", "vague")
    lists = ("list_practices", "list_topic", "provided_by")
    return dict.fromkeys((*kinds, *lists, "practice", "all_plans"), RARE) | shares


def scored(fit, **shares):
    return Scored(likely(**shares), (("help-desk", fit),), (), np.zeros(0, np.float32))


def test_a_kind_that_cannot_be_meant_with_a_name_is_passed_over():
    kinds = likely(list_practices=0.6, partner=0.2)

    assert likeliest(kinds, NOTHING, Topic(), NO_NEED, {}) == "list_practices"
    assert likeliest(kinds, NOTHING | {"partner": ("bep",)}, Topic(), NO_NEED, {}) == "partner"
    assert likeliest(kinds, NOTHING | {"place": ("bep",)}, Topic(), NO_NEED, {}) == "partner"


def test_a_need_that_no_practice_fits_is_less_likely_one():
    kinds = likely(need=0.5, list_practices=0.3)

    assert likeliest(kinds, NOTHING, Topic(), [("help-desk", 0.8)], {}) == "need"
    assert likeliest(kinds, NOTHING, Topic(), [("help-desk", 0.1)], {}) == "list_practices"


def test_a_question_that_names_the_project_is_about_it():
    kinds = likely(off_subject=0.7, cost=0.2)
    named = NOTHING | {"project": ("pooling4clusters",)}

    assert likeliest(kinds, NOTHING, Topic(), NO_NEED, {}) == "off_subject"
    assert likeliest(kinds, named, Topic(), NO_NEED, {}) == "cost"


def test_what_speaks_against_a_kind_is_taken_off():
    kinds = likely(need=0.5, off_subject=0.4)

    assert weighed(kinds, ours=False, fit=1.0) == kinds
    weak = weighed(kinds, ours=True, fit=-0.2)
    assert weak["off_subject"] == pytest.approx(0.4 * OURS_SHARE)
    assert weak["need"] == pytest.approx(0.5 * LEAST_SHARE * LEAST_SHARE)
    assert weighed(kinds, ours=True, fit=GOOD_FIT)["need"] == 0.5


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

    assert likeliest(close, named, Topic(), NO_NEED, {}) == "practice"
    assert likeliest(close, named, Topic(), NO_NEED, {"help-desk": frozenset({"cost"})}) == "cost"
    assert likeliest(likely(cost=0.9), named, Topic(), NO_NEED, {}) == "cost"


def test_a_follow_up_that_names_nothing_is_read_as_if_it_did(parts):
    question = "And how do they want to record the effects?"
    bag = parts.mind.dictionaries.bag(question, "en")
    first = replace(scored(0.1, selection=0.6), bag=bag)
    of_partner = Topic("partner", "en", (), ("corallia",))

    assert read_again(question, "selection", of_partner, first, parts.mind) == "partner"
    assert read_again(question, "selection", Topic("forms", "en"), first, parts.mind) == (
        "selection"
    )
    surely_off = replace(scored(0.1, off_subject=0.95), bag=bag)
    assert read_again(question, "off_subject", of_partner, surely_off, parts.mind) == (
        "off_subject"
    )
