"""Names that may hold anything: what is left of them is safe, and tells the document's id."""

from pathlib import Path

import pytest

from ingest.errors import CannotRead
from ingest.intake import clean_name

DATA = Path(__file__).parents[1] / "data/ingest"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../Ёж\u202e (1).PDF", "еж-1.pdf"),
        ("..\\..\\windows\\notes.txt", "notes.txt"),
        ("Große Kosten.TXT", "grosse-kosten.txt"),
        ("/etc/passwd.md", "passwd.md"),
        ("a\nb\0c.pdf", "a-b-c.pdf"),
        ("x" * 300 + ".pdf", "x" * 60 + ".pdf"),
        ("Έκθεση 2026.docx", "εκθεση-2026.docx"),
    ],
)
def test_a_name_becomes_safe(name, kept):
    assert clean_name(name) == kept
    assert clean_name(kept) == kept


@pytest.mark.parametrize("name", ["a.exe", ".txt", "a.meta.yaml", "a", "", "a.pdf/"])
def test_a_name_of_no_format_is_refused(name):
    with pytest.raises(CannotRead, match="unknown format"):
        clean_name(name)


@pytest.mark.parametrize(
    ("name", "original", "kept"),
    [
        ("Contract", "report.pdf", "contract.pdf"),
        ("Report v1.2", "report.pdf", "report-v1-2.pdf"),
        ("costs.final", "calc.xlsx", "costs-final.xlsx"),
        ("notes.txt", "report.pdf", "notes.txt"),
    ],
)
def test_without_a_known_end_the_content_tells(name, original, kept):
    assert clean_name(name, DATA / original) == kept


def test_text_of_an_unknown_end_may_be_anything_and_is_refused(tmp_path):
    (tmp_path / "a").write_text("body { color: red }", encoding="utf-8")

    with pytest.raises(CannotRead, match="unknown format"):
        clean_name("style.css", tmp_path / "a")


def test_a_page_of_an_unknown_end_is_known_by_its_first_words(tmp_path):
    (tmp_path / "a").write_text("<!doctype html><p>Text</p>", encoding="utf-8")

    assert clean_name("page.php", tmp_path / "a") == "page-php.html"


def test_a_picture_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "a").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")

    with pytest.raises(CannotRead, match=r"scan.png: is a picture. Make a PDF of it"):
        clean_name("scan.png", tmp_path / "a")
