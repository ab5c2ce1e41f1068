"""Spaces that pypdf sees between letters that touch are taken out; those between words stay."""

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ingest.pdf_gaps import Gaps

# "L" and "a" are moved together by .4 em, as fonts do in "L’"; "b" and "c" apart by .3 em.
TOUCHING = b"BT /F1 12 Tf 20 100 Td [(L) 400 (ab) -300 (c d)] TJ ET"


@pytest.fixture
def a_page(tmp_path):
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    names = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    font = DictionaryObject({NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in names.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(TOUCHING)
    page[NameObject("/Contents")] = writer._add_object(content)
    path = tmp_path / "touching.pdf"
    writer.write(path)
    return path


def test_letters_that_touch_are_not_parted_and_words_that_do_not_are(a_page):
    lines = pypdf.PdfReader(a_page).pages[0].extract_text()

    assert lines == "L ab c d", "pypdf has learned it: is this module still needed?"
    assert Gaps(a_page).close(1, lines) == "Lab c d"


def test_lines_that_pdfium_reads_otherwise_or_not_at_all_stay_as_they_are(a_page, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")

    assert Gaps(a_page).close(1, "L ab\nsomething else") == "Lab\nsomething else"
    assert Gaps(a_page).close(2, "L ab") == "L ab"
    assert Gaps(broken).close(1, "L ab") == "L ab"
