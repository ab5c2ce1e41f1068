"""Names that may hold anything: what is left of them is safe, and tells the document's id."""

import pytest

from ingest.errors import CannotRead
from ingest.intake import clean_name


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
