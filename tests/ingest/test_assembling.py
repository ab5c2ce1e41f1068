"""Parts become one text, whose places are exact."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.assembling import MAX_HEADING_CHARS, assemble
from ingest.decoding import clean
from ingest.parts import Part
from ingest.passages import split

ROLES = ["heading", "paragraph", "item", "table", "row", "hidden slide"]


def test_rows_and_items_stand_on_lines_of_their_own_and_all_else_apart():
    text = assemble(
        "a",
        [
            Part("heading", "Aims"),
            Part("paragraph", "To\u00adhelp.\n\n  All."),
            Part("item", "• a"),
            Part("item", "• b"),
            Part("table", "x | y"),
            Part("row", "1 | 2"),
            Part("table", "x | y"),
            Part("hidden sheet", "left out"),
        ],
    )

    assert text.body == "Aims\n\nTohelp.\nAll.\n\n• a\n• b\n\nx | y\n1 | 2\n\nx | y"


def test_a_section_reaches_to_the_next_heading_and_a_page_to_its_last_part():
    text = assemble(
        "a",
        [
            Part("heading", "One\ntwo", 1),
            Part("paragraph", "a", 1),
            Part("heading", "Three", 2),
            Part("paragraph", "b", 2),
        ],
    )

    assert [(s.name, text.body[s.start : s.end]) for s in text.sections] == [
        ("One two", "One two\n\na\n\n"),
        ("Three", "Three\n\nb"),
    ]
    assert [(p.name, text.body[p.start : p.end]) for p in text.pages] == [
        ("1", "One two\n\na"),
        ("2", "Three\n\nb"),
    ]


def test_a_paragraph_in_the_dress_of_a_heading_is_no_section():
    assert assemble("a", [Part("heading", "x" * (MAX_HEADING_CHARS + 1))]).sections == ()


def test_no_parts_are_an_empty_text():
    assert assemble("a", []).body == ""


@settings(deadline=None)  # the first call loads the language model
@given(st.lists(st.builds(Part, st.sampled_from(ROLES), st.text(max_size=40), st.none())))
def test_the_text_is_clean_and_every_passage_is_where_it_says(parts):
    text = assemble("a", parts)

    assert clean(text.body) == text.body
    for place in text.sections:
        assert text.body[place.start :].startswith(place.name)
    for passage in split(text, len):
        assert text.body[passage.start : passage.end] == passage.text
