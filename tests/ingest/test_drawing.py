"""A page is drawn in a process of its own, and never larger than A3."""

import subprocess
import sys
from pathlib import Path

import pypdf

from ingest import drawing

DATA = Path(__file__).parents[1] / "data/ingest"


def drawn(path, page):
    command = [sys.executable, "-P", drawing.__file__, str(path), str(page), "300"]
    return subprocess.run(command, capture_output=True, check=False)


def size_of(picture):
    return tuple(int(number) for number in picture.split(b"\n", 1)[0].split()[1:3])


def test_a_page_becomes_a_grey_picture_of_its_size_in_dots():
    picture = drawn(DATA / "greek.pdf", 1).stdout
    width, height = size_of(picture)

    assert (width, height) == (2481, 3426)
    assert len(picture) == len(b"P5 2481 3426 255\n") + width * height
    assert 0 < picture.count(0) < picture.count(255)


def test_a_page_that_claims_to_be_five_metres_wide_is_drawn_smaller(tmp_path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=14_400, height=14_400)
    writer.write(tmp_path / "wide.pdf")

    width, height = size_of(drawn(tmp_path / "wide.pdf", 1).stdout)

    assert max(width, height) <= drawing.MAX_SIDE_PIXELS + 1


def test_a_page_that_is_not_there_gives_no_picture():
    done = drawn(DATA / "greek.pdf", 9)

    assert done.returncode != 0
    assert done.stdout == b""
