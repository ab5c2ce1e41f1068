"""ZIP archives: the documents in them, and a line for each other file."""

import contextlib
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import CannotRead
from ingest.readers_zip import MAX_MEMBERS, members

DATA = Path(__file__).parents[1] / "data/ingest"
PDF = (DATA / "report.pdf").read_bytes()


@pytest.fixture
def into(tmp_path):
    (tmp_path / "into").mkdir()
    return tmp_path / "into"


def a_zip(tmp_path, files):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def names_and_lines(found):
    return [path.name for path in found.files], [str(problem) for problem in found.problems]


def test_documents_are_unpacked_under_their_own_names(tmp_path, into):
    path = a_zip(tmp_path, [("2010/Έκθεση.pdf", PDF), ("notes.txt", "Words."), ("empty/", "")])

    names, lines = names_and_lines(members(path, into))

    assert (names, lines) == (["Έκθεση.pdf", "notes.txt"], [])
    assert (into / "Έκθεση.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "a/./../evil.txt"]
)
def test_no_name_leads_out_of_the_folder(tmp_path, into, name):
    (path,) = members(a_zip(tmp_path, [(name, "Words.")]), into).files

    assert path == into / "evil.txt"
    assert {p.name for p in tmp_path.iterdir()} == {"a.zip", "into"}


def test_names_that_would_be_one_document_are_told_apart_by_their_folders(tmp_path, into):
    files = [("a/report.pdf", PDF), ("b/report.docx", "Words."), ("b/Report.txt", "Words.")]

    names, _ = names_and_lines(members(a_zip(tmp_path, files), into))

    assert names == ["report.pdf", "b-report.docx", "b-Report-2.txt"]


def test_what_systems_put_into_archives_is_passed_over(tmp_path, into):
    files = [("__MACOSX/._a.txt", "x"), (".DS_Store", "x"), ("a/Thumbs.db", "x"), ("..", "x")]

    assert names_and_lines(members(a_zip(tmp_path, files), into)) == ([], [])


def test_a_bad_member_is_named_and_the_others_go_in(tmp_path, into):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    inner = a_zip(tmp_path, [("a.txt", "x")]).read_bytes()
    files = [
        ("good.txt", "Words."),
        ("sub/inner.zip", inner),
        ("photo.jpg", b"\xff\xd8\xff\0"),
        ("code.py", "print()"),
        ("empty.pdf", b""),
        ("bomb.txt", "0" * 9_000_000),
        (link, "/etc/passwd"),
    ]

    names, lines = names_and_lines(members(a_zip(tmp_path, files), into))

    assert names == ["good.txt"]
    assert [line.partition(". ")[0] for line in lines] == [
        "a.zip, sub/inner.zip: is an archive in an archive",
        "a.zip, photo.jpg: is a picture",
        "a.zip, code.py: unknown format",
        "a.zip, empty.pdf: is empty",
        "a.zip, bomb.txt: would unpack to far more than its size",
        "a.zip, link.txt: is a link",
    ]
    assert [path.name for path in into.iterdir()] == names


def test_a_document_whose_name_does_not_say_what_it_is_gets_the_end_that_does(tmp_path, into):
    names, _ = names_and_lines(members(a_zip(tmp_path, [("report", PDF)]), into))

    assert names == ["report.pdf"]


def test_a_name_in_utf8_without_its_mark_is_read_as_it_was_meant(tmp_path, into):
    path = a_zip(tmp_path, [("xxxxx.txt", "Words.")])
    path.write_bytes(
        path.read_bytes().replace(b"xxxxx.txt", "\u03a8xx\u03c9"[:3].encode() + b"a.txt")
    )

    names, _ = names_and_lines(members(path, into))

    assert names == ["Ψxxa.txt"]


def test_a_damaged_or_encrypted_member_is_told_apart(tmp_path, into):
    path = a_zip(tmp_path, [("a.txt", "Words. " * 50), ("b.txt", "Words. " * 50)])
    content = bytearray(path.read_bytes())
    content[content.index(b"a.txt") + 8] ^= 0xFF
    content[content.rindex(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)

    _, lines = names_and_lines(members(path, into))

    assert [line.partition(". ")[0] for line in lines] == [
        "a.zip, a.txt: is damaged",
        "a.zip, b.txt: is encrypted",
    ]


def test_too_many_or_too_large_members_refuse_the_whole(tmp_path, into):
    many = a_zip(tmp_path, [(f"{number}.txt", "") for number in range(MAX_MEMBERS + 1)])
    with pytest.raises(CannotRead, match="holds more than 1,000 files"):
        members(many, into)

    path = a_zip(tmp_path, [("a.txt", "x")])
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\1\2") + 24
    content[at : at + 4] = (600_000_000).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(CannotRead, match="would unpack to far more"):
        members(path, into)


def test_what_is_no_archive_is_refused(tmp_path, into):
    (tmp_path / "a.zip").write_bytes(b"PK\3\4junk")

    with pytest.raises(CannotRead, match=r"a\.zip: is damaged"):
        members(tmp_path / "a.zip", into)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotRead, match=r"none: No such file or directory\. Check the folder"):
        members(a_zip(tmp_path, [("a.txt", "Words.")]), tmp_path / "none")


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_an_archive_that_was_damaged_anywhere_is_unpacked_or_refused(tmp_path_factory, at, noise):
    folder = tmp_path_factory.mktemp("zip")
    path = a_zip(folder, [("a.txt", "Words. " * 9), ("b/c.pdf", PDF[:99]), ("d", "x")])
    content = path.read_bytes()
    at = min(at, len(content) - 1)
    path.write_bytes(content[:at] + noise + content[at + len(noise) :])
    (folder / "into").mkdir()

    with contextlib.suppress(CannotRead):
        found = members(path, folder / "into")
        assert set((folder / "into").iterdir()) == set(found.files)
