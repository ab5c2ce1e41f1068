"""read on real files: the body, its pages and sections, and what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.documents import describe
from ingest.errors import CannotRead
from ingest.readers import MAX_BYTES, MAX_CHARS, read

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
