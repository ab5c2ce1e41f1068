"""Margins: repeated lines are said once, page numbers never, and facts always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pdf_margins import roman, without_repeated_margins


def test_a_header_is_said_once_a_page_number_never_and_articles_always():
    pages = [f"Report\nArticle {n}\nText number {n}.\nMore.\n{n} / 4" for n in range(1, 5)]

    kept = without_repeated_margins(pages)

    assert kept[0] == "Report\nArticle 1\nText number 1.\nMore."
    assert kept[1:] == [f"Article {n}\nText number {n}." for n in range(2, 5)]


def test_one_page_keeps_all_its_lines():
    assert without_repeated_margins(["a\nb\n1"]) == ["a\nb\n1"]


@given(st.lists(st.text(alphabet=st.characters() | st.sampled_from("\n\n-a")), max_size=6))
def test_as_many_pages_come_out_as_went_in(pages):
    assert len(without_repeated_margins(pages)) == len(pages)


def test_facts_at_the_ends_of_pages_stay():
    facts = [("36", "120,000"), ("24", "245,000"), ("36", "87,500"), ("36", "90,000")]
    pages = [
        f"Project\nIt runs.\nDuration: {months} months\nBudget: {sum_} EUR"
        for months, sum_ in facts
    ]

    kept = without_repeated_margins(pages)

    assert [page.split("\n")[-2:] for page in kept] == [page.split("\n")[-2:] for page in pages]


def test_a_footer_goes_and_the_fact_above_it_stays():
    sums = ["120000", "245000", "87500"]
    pages = [f"P{n}\nIt runs.\nBudget {n}\nCatalogue 2024" for n in sums]

    kept = without_repeated_margins(pages)

    assert [page.split("\n")[2:] for page in kept] == [
        ["Budget 120000", "Catalogue 2024"],
        ["Budget 245000"],
        ["Budget 87500"],
    ]


def test_footnotes_stay_though_their_signs_go_up():
    notes = [
        "1OJ L 119, 4.5.2016, p. 1.",
        "2OJ L 187, 26.6.2014, p. 1.",
        "3OJ L 94, 28.3.2014, p. 65.",
    ]
    pages = [f"Head\nOf it.\nText of it.\n{note}" for note in notes]

    assert [page.split("\n")[-1] for page in without_repeated_margins(pages)] == notes


def test_page_numbers_of_two_sorts_go():
    numbers = ["i", "ii", "1", "2", "3"]
    pages = [f"Title\nMore.\nText {n * 'x'}.\n{number}" for n, number in enumerate(numbers)]

    assert all(
        page.endswith("x.") or page.endswith("Text .") for page in without_repeated_margins(pages)
    )


def test_years_that_go_up_with_the_pages_stay_if_the_sum_beside_them_changes():
    pages = [f"A{n}\nB{n}\nC\nIn {2020 + n} it was {n * 7919} euros" for n in range(5)]

    assert without_repeated_margins(pages) == pages


def test_what_a_browser_prints_round_a_single_page_goes():
    margin = "11/28/26, 6:37 AM Form\n\ufb01le:///home/me/form.html 1/1"
    page = f"Form\nName: Mari\nWe need a kiln\n{margin}"

    assert without_repeated_margins([page]) == ["Form\nName: Mari\nWe need a kiln"]


@pytest.mark.parametrize(("number", "value"), [("i", 1), ("iv", 4), ("XIV", 14), ("mcmxc", 1990)])
def test_roman_numbers_have_their_value(number, value):
    assert roman(number) == value
