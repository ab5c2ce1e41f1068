"""Sixty files that other programs made, in eleven languages: what is read is what they say."""

import re
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.examining import Incoming, Known, examine
from tests.foreign.building import MENU, absent_programs, build
from tests.foreign.office import FOOTNOTE, RUNNING_HEADER, rows
from tests.foreign.texts import one_line, squeezed
from tests.foreign.typesetting import RUNNING_HEAD

pytestmark = pytest.mark.skipif(
    bool(absent_programs()), reason=f"not installed: {' '.join(absent_programs())}"
)
# Programs whose headings are styles or elements, not only larger letters.
WITH_HEADINGS = re.compile(
    r"(pandoc-.*\.(docx|odt|html|epub|md))|(libreoffice-.*\.(docx|odt|html))"
)
TELLING_LETTERS = 20  # fewer, such as a heading taken for a paragraph, show no language
LEAST_WORDS_RIGHT = 0.9  # of a scan: Tesseract mistakes capitals and small print


class Read:
    """A file that was made, with the report that staff get and the text as it was read."""

    def __init__(self, made, staged):
        self.made, self.report, self.body = made, staged.report, staged.text().body
        self.name, self.form = made.path.name, made.form
        self.is_drawn = made.path.suffix == ".pdf" and made.form != "picture"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Every file, read as `p4c add` does; nothing is published or embedded."""
    folder = tmp_path_factory.mktemp("foreign")
    known = Known((), {}, lambda words: len(words) // 4)
    return [
        Read(one, examine(Incoming(one.path, one.path.name), folder / "home", known))
        for one in build(folder)
    ]


@pytest.fixture(scope="module")
def drawn(files):
    """The PDFs that hold text, which Poppler can read too."""
    return [file for file in files if file.is_drawn]


@cache
def on_page(path, page):
    """A page's letters, as Poppler reads them: as they lie, and as they were written."""
    command = ["pdftotext", "-f", str(page), "-l", str(page), path, "-"]
    both = (command, [*command[:1], "-raw", *command[1:]])
    return " ".join(
        squeezed(subprocess.run(one, capture_output=True, check=True).stdout.decode())
        for one in both
    )


def whole(text):
    """Text whose words can be found again: white space is one space, hyphens are left out."""
    return re.sub("[-\u2010\u00ad]", "", one_line(text))


def faults(files, fault):
    """What is wrong, by the name of the file; nothing where nothing is."""
    return {file.name: wrong for file in files if (wrong := fault(file))}


def test_seven_programs_made_more_than_forty_files(files):
    assert len(files) > 60
    assert len({file.name.partition("-")[0] for file in files}) >= 7
    assert len({file.made.said.language for file in files}) >= 11


def test_every_passage_is_a_stretch_of_the_text_as_read(files):
    assert [file.name for file in files if len(file.report.passages) < 3] == []
    assert not faults(
        files,
        lambda file: [p for p in file.report.passages if p.text != file.body[p.start : p.end]],
    )


def test_every_word_of_a_pdfs_passage_stands_on_the_page_that_it_names(drawn):
    def strays(file):
        return [
            (passage.page, word)
            for passage in file.report.passages
            for word in passage.text.split()
            if squeezed(word) not in on_page(file.made.path, passage.page)
        ]

    assert len(drawn) > 20
    assert not faults(drawn, strays)


def test_a_passage_of_slides_stands_on_the_slide_of_its_article(files):
    def misplaced(file):
        articles = [
            squeezed(one.heading + "".join(one.paragraphs)) for one in file.made.said.articles
        ]
        slides = {}
        for passage in file.report.passages:
            if passage.text != MENU:
                said = [n for n, text in enumerate(articles) if squeezed(passage.text) in text]
                slides.setdefault(passage.page, set()).update(said or {passage.text})
        found = [slides[page] for page in sorted(slides)]
        return None if found == [{number} for number in range(len(articles))] else found

    slides = [file for file in files if file.form == "slides"]
    assert len(slides) == 4
    assert not faults(slides, misplaced)


def test_every_paragraph_is_read_whole_whatever_stands_around_it(files):
    """No hyphen at a line's end, header or column spoils one; page borders may cut one in two."""

    def cut(file):
        body = whole(file.body)
        lost = [text for text in file.made.said.paragraphs if whole(text) not in body]
        if not file.is_drawn:
            return lost
        pages = [on_page(file.made.path, n + 1) for n in range(file.report.pages)]
        return [text for text in lost if any(squeezed(text) in page for page in pages)]

    texts = [file for file in files if file.form in {"text", "slides"}]
    assert len(texts) > 50
    assert not faults(texts, cut)


def test_a_row_of_a_table_can_be_understood_by_itself(files):
    def torn(file):
        lines = [one_line(line) for line in file.body.splitlines()]
        return [
            row
            for row in rows(file.made.said)
            if not any(all(one_line(cell) in line for cell in row) for line in lines)
        ]

    tables = [file for file in files if file.form == "rows"]
    assert len(tables) == 4
    assert not faults(tables, torn)


def test_headings_become_sections(files):
    def without(file):
        sections = {passage.section for passage in file.report.passages}
        return [one.heading for one in file.made.said.articles if one.heading not in sections]

    with_headings = [file for file in files if WITH_HEADINGS.fullmatch(file.name)]
    assert len(with_headings) > 15
    assert not faults(with_headings, without)


def test_what_runs_along_the_pages_is_said_once_at_most_and_a_footnote_is_kept(files):
    def repeated(file):
        return [
            running for running in (RUNNING_HEADER, RUNNING_HEAD) if file.body.count(running) > 1
        ]

    office = [file for file in files if file.name.startswith("libreoffice")]
    flowing = [file for file in office if file.name.endswith((".docx", ".odt", ".epub"))]
    assert not faults(files, repeated)
    assert [file.name for file in flowing if RUNNING_HEADER in file.body] == []
    assert [file.name for file in office if FOOTNOTE not in one_line(file.body)] == []


def test_passages_are_told_to_be_in_the_language_that_they_are_in(files):
    def foreign(file):
        theirs = [p.text for p in file.report.passages if p.language != file.made.said.language]
        return [
            text
            for text in theirs
            if len(text) > TELLING_LETTERS and not re.search("Adopted in|DRAFT|Working", text)
        ]

    assert not faults(files, foreign)


def test_scans_are_read_and_reported_as_read_by_recognition(files):
    scans = [file for file in files if file.form == "picture"]
    assert {file.made.said.language for file in scans} == {"el", "bg"}
    for file in scans:
        right = set(whole(file.body).split())
        said = whole(" ".join(file.made.said.paragraphs)).split()
        assert sum(word in right for word in said) / len(said) > LEAST_WORDS_RIGHT
        assert file.report.recognised == tuple(range(1, file.report.pages + 1))


def test_pages_come_in_order(files):
    paged = [file for file in files if file.report.pages > 1]
    assert len(paged) > 20
    for file in paged:
        pages = [passage.page for passage in file.report.passages]
        assert all(before <= after for before, after in pairwise(pages)), file.name
        assert Path(file.name).suffix in {".pdf", ".pptx"}
