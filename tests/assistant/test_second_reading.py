"""assistant/second_reading.py: a follow-up that names nothing means what the talk is about."""

from dataclasses import replace

import numpy as np

from assistant.follow_up import Topic
from assistant.second_reading import OTHER_FIT, read_again
from assistant.understand import Scored


def scored(fit, **shares):
    kinds = dict.fromkeys(("need", "off_subject", "selection"), 0.001) | shares
    return Scored(kinds, (("help-desk", fit),), (), np.zeros(0, np.float32))


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


def test_a_need_that_fits_another_practice_is_one_of_its_own(parts):
    text = "No, I meant the other one, where employees are trained."
    talk = Topic("practice", "en", ("mentorship-and-other-services",))
    bag = parts.mind.dictionaries.bag(text, "en")
    first = replace(scored(OTHER_FIT, need=0.7), bag=bag)

    assert read_again(text, "need", talk, first, parts.mind) == "need"
