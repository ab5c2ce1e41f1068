"""Writing so that it lasts: files and folders are flushed, and stand under two names."""

import pathlib

from ingest.lasting import flush, flush_tree, second_name, write_lasting


def test_files_and_folders_can_be_flushed(tmp_path):
    (tmp_path / "folder").mkdir()
    write_lasting(tmp_path / "folder" / "file", b"x")

    flush(tmp_path / "folder" / "file")
    flush_tree(tmp_path)

    assert (tmp_path / "folder" / "file").read_bytes() == b"x"


def test_a_second_name_takes_no_space(tmp_path):
    (tmp_path / "a").write_bytes(b"x")

    second_name(tmp_path / "a", tmp_path / "b")

    assert pathlib.Path(tmp_path / "a").samefile(tmp_path / "b")


def test_where_a_link_cannot_be_made_a_copy_is(tmp_path):
    (tmp_path / "a").write_bytes(b"new")
    (tmp_path / "b").write_bytes(b"old")  # a link would have to be to a name that is free

    second_name(tmp_path / "a", tmp_path / "b")

    assert (tmp_path / "b").read_bytes() == b"new"
    assert not pathlib.Path(tmp_path / "a").samefile(tmp_path / "b")
