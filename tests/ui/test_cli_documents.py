"""p4c on documents: added with a report, replaced, removed, restored, told, watched."""

import json
import shutil
from pathlib import Path

import pytest

from tests.ui.test_cli import one_line, p4c

ROOT = Path(__file__).parents[2]
NAMUR = "The Help Desk of the Namur cluster costs 500 euro a month."


def copy_of(ready_home, folder):
    """A corpus and a home of one's own; the model, which nothing writes to, is linked."""
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(ready_home, folder / "home", ignore=shutil.ignore_patterns("model"))
    (folder / "home" / "model").symlink_to(ready_home / "model")
    return {"home": folder / "home", "corpus": folder / "corpus"}


@pytest.fixture
def folders(ready_home, tmp_path):
    return copy_of(ready_home, tmp_path)


@pytest.fixture(scope="module")
def unchanged(ready_home, tmp_path_factory):
    """Folders that no test changes."""
    return copy_of(ready_home, tmp_path_factory.mktemp("unchanged"))


def put(tmp_path, name, text=NAMUR):
    path = tmp_path / "given" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_document_lives_on_the_command_line(folders, tmp_path):
    file = put(tmp_path, "Namur.txt")

    added = p4c("add", "--yes", file, **folders)
    again = p4c("add", "--yes", file, **folders)
    replaced = p4c("replace", "namur", "--yes", put(tmp_path, "x.md", "It costs 750."), **folders)
    retitled = p4c("retitle", "namur", "Fees of Namur", **folders)
    called = p4c("docs", **folders).stdout
    told = json.loads(p4c("history", "namur", "--json", **folders).stdout)
    old = p4c("show", "namur", "--version", told[0]["version"], **folders)
    removed = p4c("remove", "namur", **folders)
    restored = p4c("restore", "namur", "--version", told[0]["version"], **folders)
    undone = p4c("undo", "namur", **folders)
    well = p4c("doctor", **folders)

    assert "Namur.txt: becomes namur; 1 passages (1 en)." in added.stdout
    assert "Namur.txt: unchanged, as namur." in again.stdout
    assert "replaces version" in replaced.stdout
    assert [change["act"] for change in told] == ["add", "replace", "retitle"]
    assert "Fees of Namur" in called
    assert old.stdout == NAMUR
    for ran in (added, again, replaced, retitled, removed, restored, undone, well):
        assert ran.returncode == 0, ran.stderr + ran.stdout
    assert "namur" in p4c("history", **folders).stdout
    assert "namur" not in p4c("docs", **folders).stdout, "what was undone was the restoring"


def test_a_bad_file_has_its_line_and_the_others_go_in(folders, tmp_path):
    put(tmp_path, "good.txt")
    put(tmp_path, "empty.txt", "")
    put(tmp_path, "odd.xyz", "x")

    ran = p4c("add", "--yes", "--json", tmp_path / "given", **folders)

    record = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert [file["document"] for file in record["files"]] == ["good"]
    assert record["sync"]["read"] == ["good"]
    assert len(ran.stderr.strip().splitlines()) == len(record["problems"]) == 2


def test_without_yes_it_asks_and_no_means_that_nothing_is_left(folders, tmp_path):
    ran = p4c("add", "--preview", put(tmp_path, "a.txt"), given="n\n", **folders)

    assert ran.returncode == 1
    assert "Take 1 file(s) into the corpus?" in ran.stderr
    assert f"[0-{len(NAMUR)}, en]" in ran.stdout
    assert not (folders["corpus"] / "documents" / "a.txt").exists()
    assert list((folders["home"] / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("remove", "pooling4clusters"), "the catalogue quotes it", 1),
        (("remove", "nothing"), "there is none", 2),
        (("restore", "pooling4clusters"), "nothing to restore", 2),
        (("retitle", "nothing", "Other"), "there is none", 2),
        (("retitle", "pooling4clusters", " "), "the title is empty", 2),
        (("undo", "pooling4clusters"), "no change of it is known", 2),
        (("show", "pooling4clusters", "--version", "abc"), "there is none", 2),
        (("add", "--yes", "--title", "One", "a.txt", "b.txt"), "--title is for one file", 2),
        (("watch", "nowhere"), "no such folder", 1),
    ],
)
def test_what_cannot_be_is_one_line(unchanged, arguments, said, code):
    ran = p4c(*arguments, **unchanged)

    assert said in ran.stderr
    assert ran.returncode == code
    if arguments[0] != "watch":
        one_line(ran, code)


def test_a_watched_folder_is_taken_in_once_and_its_bad_files_told(folders, tmp_path):
    put(tmp_path, "good.txt")
    put(tmp_path, "empty.txt", "")

    ran = p4c("watch", "--once", tmp_path / "given", **folders)

    assert ran.returncode == 1
    assert "good.txt: becomes good" in ran.stdout
    assert "empty.txt: is empty" in ran.stderr
    told = json.loads(p4c("history", "--json", **folders).stdout)
    assert [(change["who"], change["document"]) for change in told] == [("watch", "good")]
    assert "good" not in p4c("watch", "--once", tmp_path / "given", **folders).stdout


def test_what_is_refused_is_told_before_anything_is_confirmed(unchanged, tmp_path):
    given = put(tmp_path, "a.txt").parent
    put(tmp_path, "empty.txt", "")

    asked = p4c("add", given, **unchanged)

    assert "empty.txt: is empty" in asked.stderr.partition("Take 1 file(s)")[0]


def test_files_of_one_name_in_two_folders_are_two_documents(folders, tmp_path):
    for year in ("2022", "2023"):
        (tmp_path / "inbox" / year).mkdir(parents=True)
        (tmp_path / "inbox" / year / "annual.txt").write_text(f"In {year} we spent 5 euros.")

    added = p4c("add", "--yes", tmp_path / "inbox", **folders)
    watched = p4c("watch", "--once", tmp_path / "inbox", **folders)
    acts = json.loads(p4c("history", "--json", **folders).stdout)

    assert "2022-annual.txt: becomes 2022-annual;" in added.stdout
    assert "2023-annual.txt: becomes 2023-annual;" in added.stdout
    assert (watched.returncode, watched.stdout) == (0, "")
    assert [change["act"] for change in acts] == ["add", "add"]


def test_links_in_a_folder_are_left_out_and_told(unchanged, tmp_path):
    given = put(tmp_path, "a.txt").parent
    (given / "link.txt").symlink_to(given / "a.txt")
    (given / "folder").symlink_to(tmp_path)

    ran = p4c("add", "--json", "--yes", given / "none", **unchanged)
    told = p4c("add", given, **unchanged)

    assert "left out" not in ran.stderr
    assert f"{given}: 2 link(s) left out. Add the files themselves." in told.stderr
    assert told.stdout.startswith("a.txt: becomes a;")
