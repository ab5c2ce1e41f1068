"""What a file is, its content tells."""

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import CannotRead
from ingest.sniffing import NAMES, SUFFIXES, Kind, kind_by_name, kind_of

DATA = Path(__file__).parents[1] / "data/ingest"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PAGE = b"<p>Words.</p>"


def a_file(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


def a_zip(tmp_path, **files):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return tmp_path / "a.docx"


def test_every_kind_has_a_name_and_suffixes_of_its_own():
    suffixes = [suffix for some in SUFFIXES.values() for suffix in some]

    assert SUFFIXES.keys() == NAMES.keys() == set(Kind)
    assert len(suffixes) == len(set(suffixes))
    assert all(f".{kind.value}" in SUFFIXES[kind] for kind in Kind)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("report.pdf", Kind.PDF),
        ("pandoc.docx", Kind.DOCX),
        ("writer.docx", Kind.DOCX),
        ("pandoc.pptx", Kind.PPTX),
        ("calc.xlsx", Kind.XLSX),
        ("writer.odt", Kind.ODT),
        ("pandoc.epub", Kind.EPUB),
        ("pandoc.html", Kind.HTML),
    ],
)
def test_a_file_is_what_it_is_whatever_its_name_says(tmp_path, file, kind):
    for name in (file, "a.txt", "a.pdf", "a.docx", "a"):
        assert kind_of(a_file(tmp_path, name, (DATA / file).read_bytes())) is kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"Words.", Kind.TEXT),
        ("a.md", b"# Words", Kind.MARKDOWN),
        ("a.csv", b"a,b\n", Kind.CSV),
        ("a.tsv", b"a\tb\n", Kind.CSV),
        ("a.html", PAGE, Kind.HTML),
        ("a.html", b"Words without markup.", Kind.TEXT),
        ("a.txt", PAGE, Kind.TEXT),
        ("a.txt", b"\xef\xbb\xbf\n<!-- x --> <!DOCTYPE html><p>", Kind.HTML),
        ("a.txt", b'<?xml version="1.0"?><html xmlns="x">', Kind.HTML),
        ("a.txt", "<html>".encode("utf-16"), Kind.HTML),
        ("a.pdf", b"Words.", Kind.TEXT),
        ("a.pdf", b"\0junk %PDF-1.4", Kind.PDF),
        ("a.txt", b"Of %PDF-1.4 and its like.", Kind.TEXT),
        ("a.txt", b"BMW and MZ build motor cycles.", Kind.TEXT),
        ("a.txt", "Words.".encode("utf-16"), Kind.TEXT),
    ],
)
def test_the_name_decides_between_kinds_of_text_alone(tmp_path, name, content, kind):
    assert kind_of(a_file(tmp_path, name, content)) is kind


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.pdf", b"", "a.pdf: is empty. Get it again."),
        ("a.pdf", b"\x89PNG\r\n\x1a\n\0", "a.pdf: is a picture. Make a PDF of it, and run text "
         "recognition (OCR) on that."),
        ("a.pdf", b"\0\1\2", "a.pdf: is not a PDF, or is damaged. Get it again."),
        ("a.doc", b"{\\rtf1 Words.}", "a.doc: is rich text (RTF). Save it as .docx."),
        ("a.zip", b"7z\xbc\xaf\x27\x1c\0", "a.zip: is an archive of another sort. Unpack it, or "
         "make a .zip of its files."),
        ("a.txt", b"MZ\0\1", "a.txt: is a program. Add documents only."),
        ("a.docx", b"PK\3\4junk", "a.docx: is damaged. Get it again, or save it again from the "
         "program that made it."),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"),
         "a.doc: is a Word document of before 2007. Save it as .docx."),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"),
         "a.xls: is a table of Excel before 2007. Save it as .xlsx."),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"),
         "a.docx: is encrypted. Save a copy without password and add that."),
        ("a.msg", OLE, "a.msg: is of an old Office program. Save it as .docx, .pptx or .xlsx."),
    ],
)  # fmt: skip
def test_what_is_not_read_says_what_it_is_and_what_to_do(tmp_path, name, content, line):
    with pytest.raises(CannotRead) as refused:
        kind_of(a_file(tmp_path, name, content))

    assert str(refused.value) == line


@pytest.mark.parametrize(
    ("mime", "line"),
    [
        ("spreadsheet", "is an OpenDocument table. Save it as .xlsx."),
        ("presentation", "is an OpenDocument presentation. Save it as .pptx."),
        ("graphics", "is an OpenDocument drawing, or of another such sort. Save it as .pdf."),
    ],
)
def test_other_open_documents_are_named(tmp_path, mime, line):
    path = a_zip(tmp_path, mimetype=f"application/vnd.oasis.opendocument.{mime}")

    with pytest.raises(CannotRead) as refused:
        kind_of(path)

    assert str(refused.value) == f"a.docx: {line}"


def test_other_packages_are_told_apart(tmp_path):
    assert kind_of(a_zip(tmp_path, **{"a.txt": "x"})) is Kind.ZIP
    assert kind_of(a_zip(tmp_path, **{"content.xml": "", "META-INF/manifest.xml": ""})) is Kind.ODT
    with pytest.raises(CannotRead, match="unknown Office program"):
        kind_of(a_zip(tmp_path, **{"[Content_Types].xml": "", "visio/document.xml": ""}))
    with pytest.raises(CannotRead, match="binary table of Excel"):
        kind_of(a_zip(tmp_path, **{"[Content_Types].xml": "", "xl/workbook.bin": ""}))


def test_a_list_of_files_that_would_fill_the_memory_is_refused(tmp_path):
    path = a_zip(tmp_path, **{"a.txt": "x"})
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\5\6") + 12
    content[at : at + 4] = (90_000_000).to_bytes(4, "little")
    path.write_bytes(content)

    with pytest.raises(CannotRead, match="would unpack to far more"):
        kind_of(path)


def test_the_name_that_people_know_is_the_one_that_counts(tmp_path):
    assert kind_of(a_file(tmp_path, "original", b"# Words"), "Αναφορά.MD") is Kind.MARKDOWN
    assert kind_by_name("a.DOCM") is Kind.DOCX
    assert kind_by_name("a.exe") is None


def test_a_file_that_went_away_is_said_to_be(tmp_path):
    with pytest.raises(CannotRead, match="No such file"):
        kind_of(tmp_path / "a.txt")


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from([b"", b"PK\3\4", OLE, b"%PDF-", b"{\\rtf", b"<html", b"\xff\xfe"]),
    st.binary(max_size=300),
    st.sampled_from(["a.pdf", "a.txt", "a.docx", "a.zip", "a"]),
)
def test_any_bytes_are_of_a_kind_or_refused(tmp_path_factory, start, content, name):
    path = a_file(tmp_path_factory.getbasetemp(), "any", start + content)

    with contextlib.suppress(CannotRead):
        assert kind_of(path, name) in Kind
