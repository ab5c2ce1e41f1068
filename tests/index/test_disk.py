import sqlite3

import pytest

from index.disk import explained, sha256_of
from ingest.errors import CannotIndex


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError(30, "Read-only file system"), "Read-only file system"),
        (sqlite3.OperationalError("database or disk is full"), "database or disk is full"),
        (OSError("odd"), "OSError"),
    ],
)
def test_what_a_disk_refuses_is_one_line_with_folder_reason_and_remedy(tmp_path, fault, reason):
    with pytest.raises(CannotIndex) as caught, explained(tmp_path):
        raise fault

    line = str(caught.value)
    assert line.startswith(f"{tmp_path}: {reason}. ")
    assert "run p4c sync" in line
    assert "\n" not in line


def test_a_fault_of_our_own_is_not_taken_for_the_disks(tmp_path):
    with pytest.raises(KeyError), explained(tmp_path):
        raise KeyError


def test_the_hash_of_a_file_that_is_not_there_is_none(tmp_path):
    (tmp_path / "file").write_bytes(b"abc")

    assert sha256_of(
        tmp_path / "file",
    ).startswith("ba7816bf")
    assert sha256_of(tmp_path / "other") is None
