"""read on real files: the body, its pages and sections, and what is refused."""

import contextlib
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import FORMATS, describe
from ingest.errors import CannotRead
from ingest.passages import split
from ingest.readers import MAX_BYTES, read
from ingest.refusals import MAX_CHARS

DATA = Path(__file__).parents[1] / "data/ingest"
PROJECT = Path(__file__).parents[2] / "corpus/documents/pooling4clusters.txt"


def a_file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_project_document_is_read_exactly_as_it_is():
    text = read(describe(PROJECT))

    assert text.body == PROJECT.read_bytes().decode("utf-8")
    assert len(text.body) == 11_465
    assert text.pages == text.unread == ()
    assert len(text.sections) == 4


def test_markdown_is_read_with_its_headings(tmp_path):
    text = read(describe(a_file(tmp_path, "a.md", "# Aims\n\nTo help.\n\n## Costs\n\nNot stated.")))

    assert [section.name for section in text.sections] == ["Aims", "Costs"]
    assert text.document == "a"


def test_a_greek_file_in_an_old_encoding_is_read(tmp_path):
    words = "Πόσο κοστίζει η υπηρεσία; Το κόστος δεν αναφέρεται στο έγγραφο.\r\n"

    text = read(describe(a_file(tmp_path, "a.txt", words.encode("cp1253"))))

    assert text.body == words.replace("\r", "")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "a.txt: is empty. Get it again."),
        (b" \n\t\n\x00", "a.txt: no text. Put text into it, or remove it."),
        (b"\xef\xbb\xbf", "a.txt: no text. Put text into it, or remove it."),
    ],
)
def test_a_file_without_text_is_refused_in_one_line(tmp_path, content, line):
    document = replace(describe(PROJECT), path=a_file(tmp_path, "a.txt", content))

    with pytest.raises(CannotRead) as refused:
        read(document)

    assert str(refused.value) == line


def test_a_file_that_is_too_large_is_refused(tmp_path):
    path = a_file(tmp_path, "a.txt", "x" * (MAX_CHARS + 1))
    document = replace(describe(PROJECT), path=path)

    with pytest.raises(CannotRead, match="has more than 20,000,000 characters"):
        read(document)
    with path.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(CannotRead, match="is larger than 100,000,000 bytes"):
        read(document)


def test_a_file_that_went_away_is_refused(tmp_path):
    with pytest.raises(CannotRead, match="No such file"):
        read(replace(describe(PROJECT), path=tmp_path / "gone.txt"))


MADE_BY_OTHERS = ["pandoc.docx", "writer.docx", "writer.odt", "pandoc.epub", "pandoc.html"]


@pytest.mark.parametrize("name", MADE_BY_OTHERS)
def test_documents_of_other_programs_say_the_same_in_every_format(name):
    text = read(describe(DATA / name))

    titles = [section.name.lstrip("12 ") for section in text.sections]
    assert titles == ["Έκθεση για τις υπηρεσίες", "Κόστος των υπηρεσιών", "Services by year"]
    assert "Το κόστος δεν αναφέρεται σε αυτό το έγγραφο." in text.body
    assert "Η σημείωση εξηγεί ότι το γραφείο άνοιξε το 2010." in text.body
    assert "\n2. Το περίπτερο:\n" in text.body
    assert "\n• Екипът се срещна в гр. София през 2010 г.\n" in text.body
    assert "Service | Provider | Year\nDesk | BEP | 2010\nBooth | Corallia | 2012" in text.body
    assert "The desk helps firms." in text.body
    assert "never-loaded" not in text.body
    assert text.unread == text.notes == text.recognised == ()


@pytest.mark.parametrize("name", MADE_BY_OTHERS)
def test_their_passages_are_where_they_say_in_the_language_they_are_in(name):
    text = read(describe(DATA / name))

    passages = split(text, len)

    assert {passage.language for passage in passages} == {"el", "bg", "mt", "en"}
    assert all(text.body[p.start : p.end] == p.text for p in passages)
    (row,) = [p for p in passages if "BEP" in p.text]
    assert row.text.startswith("Service | Provider | Year")
    assert row.section
    assert row.section.endswith("Services by year")


def test_slides_are_pages():
    text = read(describe(DATA / "pandoc.pptx"))

    assert [page.name for page in text.pages] == ["1", "2", "3", "4", "5"]
    (passage,) = [p for p in split(text, len) if "Corallia" in p.text]
    assert (passage.page, passage.section) == (3, "Services by year")


@pytest.mark.parametrize(
    ("name", "source", "kinds"),
    [
        ("a.txt", "report.pdf", "is a PDF, not plain text"),
        ("a.pdf", "pandoc.docx", "is a Word document, not a PDF"),
        ("a.docx", "pandoc.html", "is a web page, not a Word document"),
    ],
)
def test_a_file_is_read_as_what_it_is_and_its_name_is_called_wrong(tmp_path, name, source, kinds):
    text = read(describe(a_file(tmp_path, name, (DATA / source).read_bytes())))

    assert text.notes == (f"{name}: {kinds} as its name says, and was read as such.",)


def test_a_web_page_is_read_in_the_encoding_that_it_names(tmp_path):
    page = '<meta charset="windows-1253"><p>Πόσο;</p>'

    assert read(describe(a_file(tmp_path, "a.html", page.encode("cp1253")))).body == "Πόσο;"


def test_a_table_in_an_old_encoding_is_read_row_by_row(tmp_path):
    rows = "Име;Цена\nБюро за информация на предприятията;без такса\n"

    text = read(describe(a_file(tmp_path, "a.csv", rows.encode("cp1251"))))

    assert text.body == "Име: Бюро за информация на предприятията | Цена: без такса"


def test_what_was_left_out_is_said(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Name", "Cost"])
    workbook.create_sheet("draft").sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")

    notes = read(describe(tmp_path / "a.xlsx")).notes

    assert notes == ("a.xlsx: sheet 'draft' is hidden and was left out.",)


def test_an_archive_is_no_document(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("a.txt", "Words.")

    with pytest.raises(CannotRead, match=r"a\.docx: is a ZIP archive\. Add the documents in it"):
        read(replace(describe(PROJECT), path=tmp_path / "a.docx"))


@pytest.mark.parametrize(
    ("name", "content"), [("a.html", b"<script>x</script>"), ("a.md", b"<!-- x -->")]
)
def test_a_document_of_which_nothing_is_seen_has_no_text(tmp_path, name, content):
    with pytest.raises(CannotRead, match=f"{name}: no text"):
        read(describe(a_file(tmp_path, name, content)))


def test_a_bomb_in_a_document_is_refused_in_one_line(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "")
        package.writestr("word/document.xml", "0" * 50_000_000)

    with pytest.raises(CannotRead, match="would unpack to far more than its size"):
        read(replace(describe(PROJECT), path=tmp_path / "a.docx"))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(FORMATS)), st.binary(max_size=300))
def test_any_file_of_any_name_has_a_text_or_a_line_that_says_why_not(
    tmp_path_factory, end, content
):
    path = a_file(tmp_path_factory.mktemp("any"), "a" + end, content)

    with contextlib.suppress(CannotRead):
        text = read(replace(describe(PROJECT), path=path))
        assert all(text.body[p.start : p.end] == p.text for p in split(text, len))
