"""ZIP files: opened and unpacked within limits."""

import zipfile

import pytest

from ingest.archives import MAX_UNPACKED_BYTES, check_sizes, open_archive, unpack
from ingest.refusals import Refused


@pytest.fixture
def path(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "Words. " * 500_000)
    return tmp_path / "a.zip"


def changed(path, mark, offset, new):
    """Change the bytes so far behind the last such mark."""
    content = bytearray(path.read_bytes())
    at = content.rindex(mark) + offset
    content[at : at + len(new)] = new
    path.write_bytes(content)
    return path


def unpacked(path):
    with open_archive(path) as archive:
        return b"".join(unpack(archive, archive.getinfo("a")))


def test_a_member_comes_whole_in_pieces(path):
    assert unpacked(path) == b"Words. " * 500_000


def test_a_list_of_files_that_would_fill_the_memory_is_refused(path):
    with pytest.raises(Refused, match="bomb"):
        open_archive(changed(path, b"PK\5\6", 12, (90_000_000).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("mark", "offset", "new", "why"),
    [
        (b"PK\1\2", 8, b"\1", "encrypted"),
        (b"PK\1\2", 10, b"\x63", "damaged"),  # a way of packing that nobody knows
        (b"PK\1\2", 16, b"\0\0\0\0", "damaged"),  # its check sum
        (b"PK\1\2", 6, b"\xff\xff", "damaged"),  # a version of ZIP that is yet to come
        (b"PK\5\6", 16, b"\xff\xff\xff\0", "damaged"),  # where the list begins
    ],
)
def test_what_is_wrong_with_a_member_is_told(path, mark, offset, new, why):
    with pytest.raises(Refused, match=why):
        unpacked(changed(path, mark, offset, new))


def test_a_member_cannot_be_more_than_the_list_says(path):
    with pytest.raises(Refused, match="damaged"):
        unpacked(changed(path, b"PK\1\2", 24, (100).to_bytes(4, "little")))


@pytest.mark.parametrize(("size", "packed_size"), [(300_000_000, 299_000_000), (2_000_000, 100)])
def test_one_file_may_be_too_large_or_too_well_packed(size, packed_size):
    info = zipfile.ZipInfo("a")
    info.file_size, info.compress_size = size, packed_size

    with pytest.raises(Refused, match="bomb"):
        check_sizes([info])


def test_many_files_may_be_too_large_together():
    info = zipfile.ZipInfo("a")
    info.file_size = info.compress_size = MAX_UNPACKED_BYTES // 10
    check_sizes([info] * 10)

    with pytest.raises(Refused, match="bomb"):
        check_sizes([info] * 11)
