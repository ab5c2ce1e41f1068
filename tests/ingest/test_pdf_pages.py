"""The raw lines of PDFs: each page apart, and every error of pypdf has a name."""

import inspect
from pathlib import Path

import pypdf
import pytest
from pypdf import errors

from ingest import pdf_pages
from ingest.refusals import REMEDIES, Refused

DATA = Path(__file__).parents[1] / "data/ingest"
ERRORS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, Exception)
    and not issubclass(kind, Warning)
    and kind is not errors.DeprecationError
]


def parts_of(path):
    return list(pdf_pages.parse(path, lambda page, pages: None))


def test_pypdf_has_errors_at_all():
    assert len(ERRORS) >= 8


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_of_pypdf_becomes_a_line_for_a_person(kind):
    assert issubclass(kind, pdf_pages.CAUGHT)
    assert pdf_pages.failure_of(kind("as pypdf does")) in REMEDIES


def test_each_page_is_a_part_with_its_number():
    assert [(part.role, part.page) for part in parts_of(DATA / "report.pdf")] == [
        ("page", 1),
        ("page", 2),
    ]


def test_what_is_attached_is_named_and_not_read(tmp_path):
    writer = pypdf.PdfWriter(clone_from=DATA / "report.pdf")
    for name in ("budget.xlsx", "προϋπολογισμός.pdf"):
        writer.add_attachment(name, b"MZ")
    writer.write(tmp_path / "a.pdf")

    parts = parts_of(tmp_path / "a.pdf")

    assert [part.text for part in parts if part.role == "attachment"] == [
        "budget.xlsx",
        "προϋπολογισμός.pdf",
    ]
    assert [part.page for part in parts if part.role == "page"] == [1, 2]


def test_attachments_that_are_damaged_do_not_stop_the_pages(tmp_path):
    writer = pypdf.PdfWriter(clone_from=DATA / "report.pdf")
    writer.add_attachment("budget.xlsx", b"MZ")
    writer.write(tmp_path / "a.pdf")
    broken = (tmp_path / "a.pdf").read_bytes().replace(b"/Names", b"/Nemas", 1)
    (tmp_path / "b.pdf").write_bytes(broken)

    assert [part.role for part in parts_of(tmp_path / "b.pdf")][:2] == ["page", "page"]


@pytest.mark.parametrize("cipher", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_opens_without_a_password_is_read(tmp_path, cipher):
    writer = pypdf.PdfWriter(clone_from=DATA / "report.pdf")
    writer.encrypt(user_password="", owner_password="owner", algorithm=cipher)
    writer.write(tmp_path / "a.pdf")

    assert "The desk was opened in 2010." in parts_of(tmp_path / "a.pdf")[0].text


def test_a_pdf_with_a_password_is_refused(tmp_path):
    writer = pypdf.PdfWriter(clone_from=DATA / "report.pdf")
    writer.encrypt(user_password="secret", algorithm="AES-256")
    writer.write(tmp_path / "a.pdf")

    with pytest.raises(Refused, match="encrypted"):
        parts_of(tmp_path / "a.pdf")
