"""PDFs made by LibreOffice and Chromium: pages, paragraphs, and what is refused.

Each child process takes seconds to start, so each file is read once.
"""

from functools import cache
from pathlib import Path

import pypdf
import pytest

from ingest.documents import describe
from ingest.errors import CannotRead
from ingest.passages import split
from ingest.readers import read
from ingest.readers_pdf import letter_share, read_pdf

DATA = Path(__file__).parents[1] / "data/ingest"


@cache
def text_of(name):
    return read(describe(DATA / name))


def passages_of(name):
    return split(text_of(name), lambda words: len(words) // 4)


@pytest.mark.parametrize(
    ("name", "language", "sentence"),
    [
        (
            "greek.pdf",
            "el",
            "Πόσο κοστίζει η υπηρεσία; Το κόστος δεν αναφέρεται σε αυτό το έγγραφο.",
        ),
        ("bulgarian.pdf", "bg", "Екипът се срещна в гр. София през 2010 г. и обсъди напр. наема"),
        ("maltese.pdf", "mt", "Il-prezz mhuwiex imsemmi f'dan id-dokument."),
        ("german.pdf", "de", "beim Technologietransfer aus Forschungs- und Bildungsein"),
        (
            "report.pdf",
            "en",
            "It works at regional, national and international level, and it answers",
        ),
    ],
)
def test_a_pdf_is_read_in_its_own_language(name, language, sentence):
    passages = passages_of(name)

    assert {passage.language for passage in passages} == {language}
    assert any(sentence in passage.text for passage in passages)


def test_pages_are_numbered_and_hold_their_own_text():
    text = text_of("report.pdf")

    assert [page.name for page in text.pages] == ["1", "2"]
    first, second = (text.body[page.start : page.end] for page in text.pages)
    assert "The desk was opened in 2010." in first
    assert second.startswith("The second page holds two lists.")


def test_headers_are_said_once_and_page_numbers_never():
    body = text_of("report.pdf").body

    assert body.count("Cluster services: interim report") == 1
    assert "Page 1 of 2" not in body
    assert "Page 2 of 2" not in body


def test_headings_are_sections_and_bullets_are_list_items():
    passages = passages_of("report.pdf")

    assert text_of("report.pdf").sections[0].name == "What the information desk does"
    items = [p.text for p in passages if p.text.startswith("• ")]
    assert items == [
        "• a common stand at trade fairs, with cross-border co-operation visits for small firms "
        "and their staff,",
        "• a permanent office abroad.",
    ]


def test_a_page_without_text_is_reported_and_keeps_its_number():
    text = text_of("maltese.pdf")

    assert [page.name for page in text.pages] == ["2"]
    assert text.unread == (
        "maltese.pdf, page 1: no text found. "
        "If it is a scan, run OCR on the file and add it again.",
    )


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
            "no text on any of its 1 pages, so it may be a scan. "
            "Run text recognition (OCR) on it and add the result.",
        ),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why_in_one_line(name, line):
    with pytest.raises(CannotRead) as refused:
        text_of(name)

    assert str(refused.value) == f"{name}: {line}"


def test_a_pdf_without_pages_is_refused(tmp_path):
    pypdf.PdfWriter().write(tmp_path / "none.pdf")

    with pytest.raises(CannotRead, match="is empty"):
        read_pdf(tmp_path / "none.pdf")


@pytest.mark.parametrize(
    ("path", "seconds"),
    [(DATA / "report.pdf", 0.05), (DATA, 60)],  # too slow; a child that dies of an error
)
def test_a_child_that_does_not_come_to_its_end_is_reported(path, seconds):
    with pytest.raises(CannotRead, match="could not be read to its end"):
        read_pdf(path, max_wall_seconds=seconds)


@pytest.mark.parametrize(
    ("text", "share"), [("", 0.0), ("ab 12", 0.5), ("\uf001\uf002 a", 1 / 3), ("Ελλάδα", 1.0)]
)
def test_the_share_of_letters_does_not_count_white_space(text, share):
    assert letter_share(text) == pytest.approx(share)
