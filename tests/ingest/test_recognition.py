"""Scans: real PDFs drawn as pictures, in three scripts, are read by Tesseract page by page."""

import os
import shutil
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from ingest.recognition import PACKS, recognise, why_unread

DATA = Path(__file__).parents[1] / "data/ingest"
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract-ocr is not installed"
)


def picture_of(name, page=0):
    with pypdfium2.PdfDocument(DATA / name) as document:
        return document[page].render(scale=200 / 72).to_pil()


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    """Greek, Bulgarian, Maltese lying on its side, and a photograph without a letter."""
    sheets = [
        picture_of("greek.pdf"),
        picture_of("bulgarian.pdf"),
        picture_of("maltese.pdf", page=1).rotate(90, expand=True),
        Image.radial_gradient("L").resize((1_000, 1_400)),
    ]
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=200)
    return path


@pytest.fixture(scope="module")
def told():
    """What `recognise` said of its progress."""
    return []


@pytest.fixture(scope="module")
def texts(scan, told):
    return recognise(scan, (1, 2, 3, 4), lambda done, of: told.append((done, of)))


@needs_tesseract
@pytest.mark.parametrize(
    ("page", "words"),
    [
        (1, "Το γραφείο πληροφοριών βοηθά τα μέλη της συστάδας να βρουν χρηματοδότηση"),
        (2, "Информационното бюро помага на членовете на клъстера да намерят финансиране"),
        (3, "L-uffiċċju tal-informazzjoni jgħin lill-membri tal-cluster isibu fondi"),
    ],
)
def test_a_scanned_page_is_read_in_the_language_that_it_shows(texts, page, words):
    assert words in " ".join(texts[page].split())


@needs_tesseract
def test_a_picture_without_text_is_left_out_and_progress_goes_to_the_end(texts, told):
    assert sorted(texts) == [1, 2, 3]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@needs_tesseract
def test_a_page_whose_language_has_no_pack_is_not_read_as_if_it_were_english(
    scan, tmp_path, monkeypatch
):
    installed = Path("/usr/share/tesseract-ocr/5/tessdata")
    for pack in ("eng", "ell", "osd"):
        (tmp_path / f"{pack}.traineddata").symlink_to(installed / f"{pack}.traineddata")
    (tmp_path / "configs").symlink_to(installed / "configs")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))

    assert sorted(recognise(scan, (1, 3))) == [1]
    assert " mlt" in why_unread()
    assert " ell" not in why_unread()


@needs_tesseract
def test_a_file_that_cannot_be_drawn_gives_no_page(tmp_path):
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\n" + os.urandom(500))

    assert recognise(path, (1,)) == {}


def test_without_tesseract_nothing_is_read_and_the_reader_learns_what_to_install(
    scan, monkeypatch, tmp_path
):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert recognise(scan, (1,)) == {}
    assert why_unread().startswith("Install text recognition (apt-get install tesseract-ocr, ")
    assert all(f" {pack}" in why_unread() for pack in PACKS.values())
