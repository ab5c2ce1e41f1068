"""assistant/understand.py: a question, in the light of those before it, tells what is wanted."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.follow_up import Reading, Topic, carry_over, settle
from assistant.kinds import SORTED_UNDER
from assistant.lexicon import load_lexicon
from assistant.understand import (
    MAX_CHARACTERS,
    READ_CHARACTERS,
    clean,
    topic_after,
    understand,
)
from ingest.errors import BadQuestion
from ingest.languages import LANGUAGES

LEXICON = load_lexicon(Path(__file__).parents[2] / "corpus")
# The least share of kinds whose first example is understood.
UNDERSTOOD = {"mt": 0.8}


@pytest.fixture(scope="module")
def read(parts):
    def read(question, *history, chosen=None):
        return understand(question, history, parts.mind, chosen)

    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_is_understood_in_every_language(language, read):
    words = LEXICON.of(language)
    names = {
        "{practice}": words.practices["permanent-offices"].name,
        "{other}": words.practices["help-desk"].name,
        "{partner}": "MITA",
        "{place}": words.partners["mita"].place,
    }
    right = 0
    for kind, examples in words.questions.items():
        question = examples[0]
        for slot, name in names.items():
            question = question.replace(slot, name)

        understood = read(question, chosen=language)

        right += understood.kind == SORTED_UNDER.get(kind, kind)
        assert understood.language == language
        if "{practice}" in examples[0]:
            assert understood.practices[0] == "permanent-offices", question
        if "{partner}" in examples[0]:
            assert understood.partners == ("mita",), question

    assert right >= UNDERSTOOD.get(language, 0.9) * len(words.questions)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "How are the partners testing the practices?"),
        ("en", "Who is testing what?"),
        ("de", "Wie testen die Partner die Praktiken?"),
    ],
)
def test_who_tests_what_asks_for_all_plans(language, question, read):
    assert read(question, chosen=language).kind == "all_plans"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_question_is_the_one_to_answer_in(language, read):
    question = LEXICON.of(language).practices["help-desk"].gloss

    understood = read(question)

    assert (understood.asked_in, understood.language) == (language, language)


def test_the_language_chosen_is_answered_in_whatever_was_asked_in(read):
    understood = read("What is the overall objective of the project?", chosen="mt")

    assert (understood.asked_in, understood.language) == ("en", "mt")


def test_a_question_too_short_to_tell_is_in_the_language_of_the_conversation(read):
    assert read("BEP?", "Katere prakse bo preizkusil Corallia?").language == "sl"
    assert read("BEP?").language == "en"


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  What\n\nis\tit? ", "What is it?"),
        ("What\x00is\x07it", "What is it"),
        ("\u202eWhat\u202c is \u200fit?", "What is it?"),
        ("\ufeffWhat?", "What?"),
        ("cafe\u0301", "café"),
        ("half \ud800 a pair", "half a pair"),
        ("line\u2028break", "line break"),
    ],
)
def test_what_nobody_sees_is_taken_out_of_a_question(written, cleaned):
    assert clean(written) == cleaned


@pytest.mark.parametrize("nothing", ["", " ", "\n\t", "\u200b\u200f", "\x00", "\ufeff", "\ud800"])
def test_a_question_of_nothing_is_refused(nothing):
    with pytest.raises(BadQuestion, match="is empty"):
        clean(nothing)


def test_a_question_is_read_up_to_its_limit_and_refused_above():
    assert clean("a" * MAX_CHARACTERS)
    with pytest.raises(BadQuestion, match="20,001 characters"):
        clean("a" * (MAX_CHARACTERS + 1))


def test_a_long_question_is_understood_by_its_beginning(read):
    understood = read("What is Help Desk? " + "Please. " * 1000 + "What is Co-location?")

    assert understood.practices == ("help-desk",)
    assert len(understood.text) == READ_CHARACTERS


@given(st.text(max_size=300))
def test_any_text_is_cleaned_or_refused(text):
    try:
        cleaned = clean(text)
    except BadQuestion:
        return
    assert cleaned == " ".join(cleaned.split())
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("history", "question", "kind", "practices", "partners"),
    [
        (
            ["What are Permanent Offices?"],
            "And who tests it?",
            "testers",
            ["permanent-offices"],
            [],
        ),
        (["What is Help Desk?"], "And Co-location?", "practice", ["co-location"], []),
        (["Who tests Help Desk?"], "And Co-location?", "testers", ["co-location"], []),
        (["What will Corallia test?"], "And BEP?", "partner", [], ["bep"]),
        (["What will Corallia test?"], "and in Malta?", "partner", [], ["mita"]),
        (["What is Help Desk?"], "And what does it cost?", "cost", ["help-desk"], []),
        (["What is Help Desk?", "Thanks!"], "And what does it cost?", "cost", ["help-desk"], []),
        (["What does Corallia plan?"], "How much does that cost?", "cost", [], ["corallia"]),
        (
            ["What does the Help Desk do?"],
            "How does it differ from the Information Desk for funding?",
            "compare",
            ["help-desk", "information-desk-funding"],
            [],
        ),
        (["", "  "], "What is Help Desk?", "practice", ["help-desk"], []),
    ],
)
def test_a_follow_up_means_what_the_conversation_is_about(
    history, question, kind, practices, partners, read
):
    understood = read(question, *history)

    assert understood.kind == kind
    assert understood.practices == tuple(practices)
    assert understood.partners == tuple(partners)


def test_a_need_told_makes_its_practice_the_subject(read):
    need = "We have an empty building and want to make it a hub for the whole cluster."

    assert read("And what does it cost?", need).practices == ("co-location",)


def test_a_question_that_names_its_own_subject_forgets_the_one_before(read):
    understood = read("What is the objective of the project?", "What is Help Desk?")

    assert (understood.kind, understood.practices) == ("objective", ())


@pytest.mark.parametrize("kind", ["greeting", "about", "vague", "off_subject"])
def test_small_talk_leaves_the_subject_as_it_was(kind, read, parts):
    before = Topic("practice", "en", ("help-desk",), ())

    assert topic_after(replace(read("Hello"), kind=kind), before, parts.mind) is before


def test_the_vector_is_of_the_question_with_its_names_masked(read):
    one, other = read("What is Help Desk?"), read("What is Business Intelligence?")

    assert np.array_equal(one.vector, other.vector)


def test_practices_are_ranked_by_how_well_they_fit(read):
    understood = read("Our members want to exhibit together at trade fairs abroad.")

    assert understood.kind == "need"
    assert understood.needs[0][0] == "collective-booth"
    assert len(understood.needs) == 15
    scores = [score for _, score in understood.needs]
    assert scores == sorted(scores, reverse=True)


def reading(kind, practices=(), partners=(), places=(), words=9):
    return Reading(kind, practices, partners, places, words)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (reading("practice", ("a",), ("p",)), "partner_practice"),
        (reading("partner", ("a",), ("p",)), "partner_practice"),
        (reading("practice", ("a", "b")), "compare"),
        (reading("vague", ("a",)), "practice"),
        (reading("compare", ("a",)), "practice"),
        (reading("vague", (), ("p",)), "partner"),
        (reading("testers", (), ("p",)), "partner"),
        (reading("cost", ("a",), ("p",)), "cost"),
        (reading("need"), "need"),
    ],
)
def test_the_names_found_overrule_a_kind_that_cannot_be_meant(before, after):
    assert settle(before).kind == after


def test_a_country_stands_for_its_partner_where_a_partner_is_asked_for():
    assert settle(reading("partner", places=("mita",))).partners == ("mita",)
    assert settle(reading("cost", places=("mita",))).partners == ()


def test_without_a_conversation_nothing_is_carried_over():
    assert carry_over(reading("cost"), Topic()) == reading("cost")


def test_a_short_name_keeps_asking_what_was_asked():
    topic = Topic("cost", "en", ("help-desk",), ())

    assert carry_over(reading("practice", ("co-location",), words=2), topic).kind == "cost"
    assert carry_over(reading("practice", ("co-location",), words=9), topic).kind == "practice"
