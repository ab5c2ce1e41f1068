"""Names of files given together: two folders' files of one name are two documents."""

from pathlib import Path

from ingest.naming import told_apart


def names_of(*paths):
    return list(told_apart([Path(path) for path in paths]).values())


def test_a_file_keeps_its_own_name():
    assert names_of("in/a.txt", "in/deep/b.txt", "c.txt") == ["a.txt", "b.txt", "c.txt"]


def test_files_of_one_name_are_called_by_their_folders_too():
    assert names_of("in/2022/annual.txt", "in/2023/annual.txt", "in/b.txt") == [
        "2022-annual.txt",
        "2023-annual.txt",
        "b.txt",
    ]
    assert names_of("in/Annual.txt", "in/x/y/annual.txt") == ["Annual.txt", "x-y-annual.txt"]


def test_one_file_given_twice_is_one_and_two_formats_of_a_folder_keep_their_names():
    assert names_of("in/a.txt", "in/a.txt") == ["a.txt"]
    assert names_of("in/a.txt", "in/a.pdf") == ["a.txt", "a.pdf"]


def test_the_end_of_a_long_path_is_kept():
    [first, second] = names_of(f"in/{'x' * 90}/{'y' * 90}/a.txt", f"in/z/{'y' * 90}/a.txt")

    assert first.endswith("y-a.txt")
    assert len(first) == 104
    assert second.endswith("y-a.txt")
