"""text_sections and markdown_sections: where headings stand and how far sections reach."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sections import heading_end, markdown_sections, text_sections

PROJECT = Path(__file__).parents[2] / "corpus/documents/pooling4clusters.txt"
LONG = "This paragraph is long enough to stand below a heading, and it says nothing else at all."


def named(text, places):
    return [(place.name, text[heading_end(text, place) : place.end].strip()) for place in places]


def test_the_project_document_has_four_sections_and_the_partners_are_in_none():
    text = PROJECT.read_text(encoding="utf-8")

    sections = text_sections(text)

    assert [section.name for section in sections] == [
        "P4C Project: Overall Objective",
        "Good Practice Definition",
        "Selection Methodology of Practices",
        "Presentation of the 15 selected services for testing",
    ]
    assert text[: sections[3].end].rstrip().endswith("business and technology partners.*")
    assert text[sections[3].end :].startswith("BEP will test two services")


def test_a_list_goes_on_behind_a_wide_gap():
    text = f"➤ Aims\n\n{LONG}\n\n{LONG}\n\n\n\n\n- one\n- two\n\n\n\n\nSomething else.\n"

    assert named(text, text_sections(text)) == [("Aims", f"{LONG}\n\n{LONG}\n\n\n\n\n- one\n- two")]


def test_a_text_whose_gaps_are_all_wide_keeps_its_sections():
    text = f"➤ Aims\n\n\n\n{LONG}\n\n\n\n{LONG}\n\n\n\n➤ Costs\n\n\n\n{LONG}"

    assert [name for name, _ in named(text, text_sections(text))] == ["Aims", "Costs"]
    assert text_sections(text)[0].end == text.index("➤ Costs")


def test_underlined_lines_and_short_lines_that_stand_alone_are_headings():
    text = f"Aims\n====\n{LONG}\n\nCosts in 2010\n\n{LONG}\n\nNothing more.\n\n{LONG}"

    assert named(text, text_sections(text)) == [
        ("Aims", LONG),
        ("Costs in 2010", f"{LONG}\n\nNothing more.\n\n{LONG}"),
    ]


@pytest.mark.parametrize(
    "line",
    ["A sentence.", "Πού είναι;", "- a list item", "and then", "x" * 120, "They are:", ""],
)
def test_other_short_lines_are_no_headings(line):
    assert text_sections(f"{LONG}\n\n{line}\n\n{LONG}") == ()


def test_markdown_headings_part_sections_and_code_holds_none():
    aims = f"Before\n\n# **Aims** #\n{LONG}\n\n```\n# no heading\n```\n\n"
    text = f"{aims}Costs\n---\n{LONG}\n\n\n\n\n{LONG}"

    assert named(text, markdown_sections(text)) == [
        ("Aims", f"{LONG}\n\n```\n# no heading\n```"),
        ("Costs", f"{LONG}\n\n\n\n\n{LONG}"),
    ]


@given(st.text(alphabet=st.characters() | st.sampled_from("\n\n\n# ➤=-*aA.")))
def test_sections_are_in_order_and_do_not_overlap(text):
    for places in (text_sections(text), markdown_sections(text)):
        borders = [border for place in places for border in (place.start, place.end)]
        assert borders == sorted(borders)
        assert all(place.start < heading_end(text, place) <= place.end for place in places)
        assert all(place.name == place.name.strip() != "" for place in places)


@pytest.mark.parametrize("text", ["# " + " " * 300_000 + "x", "➤ a\n\n" * 30_000, "=" * 300_000])
def test_hostile_text_is_read_in_linear_time(text):
    text_sections(text)
    markdown_sections(text)
