"""evals/own_words.py: what an answer says itself, and what of it nothing else says."""

import pytest

from assistant.answer import Claim
from assistant.ask import ask
from assistant.compose_comparison import say_comparison
from assistant.draft import Draft
from assistant.phrases import phrases_of
from evals.own_words import (
    numbers,
    own_text,
    spoken_language,
    unsourced_names,
    unsourced_numbers,
)
from ingest.languages import LANGUAGES

QUOTE = "Corallia will test two services"


def test_quotes_names_and_marks_are_not_its_own_words(an_answer, cite):
    answer = an_answer(
        f"**Permanent Offices** (Uffiċċji permanenti): {QUOTE} „das“ « cela » [1]",
        citations=[cite(QUOTE)],
    )

    assert own_text(answer).split() == [":"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What is the Help Desk?", "en"),
        ("Was ist der Help Desk?", "de"),
        ("X'inhu l-Help Desk u kif jaħdem?", "mt"),
        ("Τι είναι το γραφείο υποστήριξης;", "el"),
    ],
)
def test_the_language_of_a_real_answer_is_heard_in_its_own_words(assistant, question, language):
    assert spoken_language(ask(question, assistant)) == language


def test_too_few_words_show_no_language(an_answer):
    assert spoken_language(an_answer("**Help Desk**: 15")) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("96 practices, 15 of them", ["96", "15"]),
        ("2 000 000 euro, 1.250,50 and 3,400", ["2000000", "1250,50", "3400"]),
        ("P4C and B2B hold none", []),
        ("In 2019.", ["2019"]),
    ],
)
def test_numbers_are_read_whole(text, found):
    assert numbers(text) == found


def test_a_number_needs_a_quote_a_question_or_something_that_it_counts(an_answer, cite):
    quoted = cite("96 practices")
    answer = an_answer("96 in all, 1 quote, 7 asked for, 44 invented", citations=[quoted])

    assert unsourced_numbers(answer, ["Why 7?"]) == ("44",)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("The plan is that of Corallia in Greece.", ()),
        ("The plan is that of Microsoft in Greece.", ("Microsoft",)),
        ("Microsoft begins this sentence.", ()),
        ("The tests are run by the KPMG team.", ("KPMG",)),
        ("Write to help@example.eu now.", ("help@example.eu",)),
        ("See https://evil.example/x there.", ("https://evil.example/x",)),
        ("It says “Microsoft” in a quote.", ()),
    ],
)
def test_a_name_that_nothing_holds_is_invented(an_answer, sources, claim, found):
    assert unsourced_names(an_answer(claim), ["Who?"], sources) == found


def test_a_name_in_the_question_is_not_invented(an_answer, sources):
    answer = an_answer("Nothing is said of Microsoft here.")

    assert unsourced_names(answer, ["What about Microsoft?"], sources) == ()


def a_cell(text, row="Aim", column="**Help Desk**"):
    return Claim(text=text, shape="cell", row=row, column=column)


def test_the_heads_of_a_table_are_said_once(an_answer):
    answer = an_answer().model_copy(update={"claims": (a_cell("to help"), a_cell("to grow"))})

    assert own_text(answer).split() == ["Aim", "to", "help", "to", "grow"]


def test_a_name_or_number_in_the_head_of_a_table_is_invented_too(an_answer, sources):
    cells = (a_cell("to help", row="The aim of Microsoft in 2019"),)
    answer = an_answer().model_copy(update={"claims": cells})

    assert unsourced_names(answer, ["Who?"], sources) == ("Microsoft",)
    assert unsourced_numbers(answer, ["Who?"]) == ("2019",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_says_nothing_that_no_source_holds(assistant, sources, language):
    parts = assistant.refreshed()
    draft = Draft(phrases_of(language), parts.words_of(language), parts.catalogue, parts.library)
    say_comparison(draft, tuple(parts.catalogue.practices.values()))

    answer = draft.finish("?")

    assert unsourced_names(answer, ["?"], sources) == ()
    assert unsourced_numbers(answer, ["?"]) == ()
    assert spoken_language(answer) == language
