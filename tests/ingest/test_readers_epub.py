"""EPUB: the chapters in the order of reading."""

import zipfile

import pytest

from ingest.readers_epub import parse
from ingest.refusals import Refused

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
BOOK = """<package><manifest>
    <item id="b" href="two%20b.xhtml"/><item id="a" href="one.xhtml"/>
    <item id="n" href="nav.xhtml" properties="nav"/>
    </manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/>
    <itemref idref="gone"/></spine></package>"""


def parts_of(tmp_path, **changes):
    files = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": BOOK,
        "OPS/nav.xhtml": "<p>Contents</p>",
        "OPS/one.xhtml": "<h1>Aims</h1><p>Πόσο;</p>",
        "OPS/two b.xhtml": "<h1>Costs</h1>",
    } | changes
    told = []
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    parts = parse(tmp_path / "a.epub", lambda page, pages: told.append((page, pages)))
    found = [part.text for part in parts]
    assert told == [(1, 2), (2, 2)]
    return found


def test_chapters_come_in_the_order_of_reading_without_the_contents(tmp_path):
    assert parts_of(tmp_path) == ["Aims", "Πόσο;", "Costs"]


@pytest.mark.parametrize(
    "chapter",
    [
        '<?xml version="1.0" encoding="iso-8859-7"?><p>Πόσο;</p>'.encode("iso-8859-7"),
        "<p>Πόσο;</p>".encode("utf-16"),
        '<?xml version="1.0" encoding="no-such"?><p>Πόσο;</p>'.encode(),
    ],
)
def test_a_chapter_is_read_in_its_own_encoding(tmp_path, chapter):
    assert parts_of(tmp_path, **{"OPS/one.xhtml": chapter}) == ["Πόσο;", "Costs"]


def test_a_protected_book_is_told_from_one_with_protected_fonts(tmp_path):
    listing = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    fonts = listing.format("http://www.idpf.org/2008/embedding")
    assert parts_of(tmp_path, **{"META-INF/encryption.xml": fonts})

    with pytest.raises(Refused, match="encrypted"):
        parts_of(tmp_path, **{"META-INF/encryption.xml": listing.format("aes256-cbc")})


def test_a_book_without_a_list_of_its_files_is_damaged(tmp_path):
    with pytest.raises(Refused, match="damaged"):
        parts_of(tmp_path, **{"META-INF/container.xml": "<container/>"})
