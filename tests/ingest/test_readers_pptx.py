"""Slides: title first, then the words of shapes, tables and notes, each with its slide's number."""

import pptx
import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Cm

from ingest import readers_pptx
from ingest.refusals import Refused


@pytest.fixture
def slides():
    return pptx.Presentation()


def add(slides, layout, title):
    slide = slides.slides.add_slide(slides.slide_layouts[layout])
    slide.shapes.title.text = title
    return slide


def parts_of(slides, tmp_path):
    told = []
    slides.save(tmp_path / "a.pptx")
    parts = readers_pptx.parse(tmp_path / "a.pptx", lambda page, pages: told.append((page, pages)))
    found = [(part.page, part.role, part.text.strip()) for part in parts]
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]
    return found


def test_title_points_and_notes_have_the_number_of_their_slide(slides, tmp_path):
    add(slides, 5, "Aims")
    slide = add(slides, 1, "Costs")
    slide.placeholders[1].text = "none\nlittle"
    slide.notes_slide.notes_text_frame.text = "Say it slowly."

    assert parts_of(slides, tmp_path) == [
        (1, "heading", "Aims"),
        (2, "heading", "Costs"),
        (2, "item", "• none"),
        (2, "item", "• little"),
        (2, "paragraph", "Say it slowly."),
    ]


def test_tables_and_groups_are_read(slides, tmp_path):
    slide = add(slides, 5, "Costs")
    table = slide.shapes.add_table(2, 2, 0, 0, Cm(9), Cm(9)).table
    for number, words in enumerate(["Name", "Cost", "Desk", "1"]):
        table.cell(number // 2, number % 2).text = words
    box = slide.shapes.add_group_shape().shapes.add_textbox(0, 0, Cm(3), Cm(3))
    box.text_frame.text = "grouped"

    assert parts_of(slides, tmp_path)[1:] == [
        (1, "table", "Name | Cost"),
        (1, "row", "Desk | 1"),
        (1, "paragraph", "grouped"),
    ]


def test_slide_numbers_and_footers_are_left_out(slides, tmp_path):
    slide = add(slides, 5, "Aims")
    field = f'<a:fld {nsdecls("a")} id="{{0}}" type="slidenum"><a:t>1</a:t></a:fld>'
    box = slide.shapes.add_textbox(0, 0, Cm(3), Cm(3))
    box.text_frame.text = "Words"
    box.text_frame.paragraphs[0]._p.append(parse_xml(field))

    assert parts_of(slides, tmp_path)[1:] == [(1, "paragraph", "Words")]


def test_a_hidden_slide_is_left_out_and_said_to_be(slides, tmp_path):
    add(slides, 5, "Draft")._element.set("show", "0")
    add(slides, 5, "Aims")

    assert parts_of(slides, tmp_path) == [
        (None, "hidden slide", "1"),
        (2, "heading", "Aims"),
    ]


def test_no_slides_are_nothing_to_read(slides, tmp_path):
    with pytest.raises(Refused, match="empty"):
        parts_of(slides, tmp_path)
