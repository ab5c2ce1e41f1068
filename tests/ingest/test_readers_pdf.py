"""PDFs made by LibreOffice and Chromium: pages, paragraphs, and what is refused."""

from functools import cache
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from ingest.documents import describe
from ingest.errors import CannotRead
from ingest.passages import split
from ingest.readers import read
from ingest.readers_pdf import letter_share
from ingest.recognition import why_unread

DATA = Path(__file__).parents[1] / "data/ingest"


@cache
def text_of(path):
    return read(describe(path))


def passages_of(path):
    return split(text_of(path), lambda words: len(words) // 4)


def a_stream(content, **entries):
    stream = DecodedStreamObject()
    stream.set_data(content)
    stream.update({NameObject(f"/{key}"): NameObject(value) for key, value in entries.items()})
    return stream


@pytest.fixture(scope="module")
def europe(tmp_path_factory):
    """Six real pages in four languages (the third is blank), a damaged page, one of numbers."""
    writer = pypdf.PdfWriter()
    for name in ("greek.pdf", "bulgarian.pdf", "maltese.pdf", "german.pdf", "report.pdf"):
        writer.append(DATA / name)
    numbers = b"BT /F1 12 Tf 20 100 Td (2010 2011 2012 3,5 m) Tj ET"
    contents = NameObject("/Contents")
    writer.pages[5][contents] = writer._add_object(a_stream(b"x", Filter="/NoSuchFilter"))
    writer.pages[6][contents] = writer._add_object(a_stream(numbers))
    path = tmp_path_factory.mktemp("pdf") / "europe.pdf"
    writer.write(path)
    return path


@pytest.mark.parametrize(
    ("page", "language", "sentence"),
    [
        (1, "el", "Πόσο κοστίζει η υπηρεσία; Το κόστος δεν αναφέρεται σε αυτό το έγγραφο."),
        (2, "bg", "Екипът се срещна в гр. София през 2010 г. и обсъди напр. наема"),
        (4, "mt", "Il-prezz mhuwiex imsemmi f'dan id-dokument."),
        (5, "de", "beim Technologietransfer aus Forschungs- und Bildungsein"),
    ],
)
def test_a_page_is_read_in_its_own_language(europe, page, language, sentence):
    passages = [passage for passage in passages_of(europe) if passage.page == page]

    assert {passage.language for passage in passages} == {language}
    assert any(sentence in passage.text for passage in passages)


def test_pages_that_are_not_read_are_reported_and_the_others_keep_their_numbers(europe):
    text = text_of(europe)

    assert [page.name for page in text.pages] == ["1", "2", "4", "5"]
    assert text.unread == (
        f"europe.pdf, page 3: no text found. {why_unread()}",
        "europe.pdf, page 6: is damaged. Check it in the original.",
        "europe.pdf, page 7: only 5% of its characters are letters. Check it in the original.",
    )


def test_pages_are_numbered_and_hold_their_own_text():
    text = text_of(DATA / "report.pdf")

    assert [page.name for page in text.pages] == ["1", "2"]
    first, second = (text.body[page.start : page.end] for page in text.pages)
    assert "The desk was opened in 2010." in first
    assert second.startswith("The second page holds two lists.")


def test_headers_are_said_once_and_page_numbers_never():
    body = text_of(DATA / "report.pdf").body

    assert body.count("Cluster services: interim report") == 1
    assert "Page 1 of 2" not in body
    assert "Page 2 of 2" not in body


def test_headings_are_sections_and_bullets_are_list_items():
    passages = passages_of(DATA / "report.pdf")

    assert text_of(DATA / "report.pdf").sections[0].name == "What the information desk does"
    items = [p.text for p in passages if p.text.startswith("• ")]
    assert items == [
        "• a common stand at trade fairs, with cross-border co-operation visits for small firms "
        "and their staff,",
        "• a permanent office abroad.",
    ]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("encrypted.pdf", "is encrypted. Save a copy without password and add that."),
        (
            "truncated.pdf",
            "is damaged. Get it again, or save it again from the program that made it.",
        ),
        (
            "scanned.pdf",
            f"no text on any of its 1 pages, so it may be a scan. {why_unread()}",
        ),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why_in_one_line(name, line):
    with pytest.raises(CannotRead) as refused:
        text_of(DATA / name)

    assert str(refused.value) == f"{name}: {line}"


def test_a_pdf_without_pages_is_refused(tmp_path):
    pypdf.PdfWriter().write(tmp_path / "none.pdf")

    with pytest.raises(CannotRead, match="is empty"):
        text_of(tmp_path / "none.pdf")


@pytest.mark.parametrize(
    ("text", "share"), [("", 0.0), ("ab 12", 0.5), ("\uf001\uf002 a", 1 / 3), ("Ελλάδα", 1.0)]
)
def test_the_share_of_letters_does_not_count_white_space(text, share):
    assert letter_share(text) == pytest.approx(share)


def test_each_page_is_told_of_before_it_is_read():
    told = []

    read(describe(DATA / "report.pdf"), lambda page, pages: told.append((page, pages)))

    assert told == [(1, 2), (2, 2)]


def test_what_was_filled_into_a_form_is_read_with_the_names_of_the_fields():
    body = text_of(DATA / "form.pdf").body

    assert "sum: 4 750 euros" in body
    assert "name: Jonas Jonaitis of Klaipeda" in body
