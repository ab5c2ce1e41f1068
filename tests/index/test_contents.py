import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.contents import (
    CONTENTS_TABLES,
    Contents,
    add_document,
    load_contents,
    only,
    read_contents,
    write_contents,
)
from ingest.languages import LANGUAGES
from ingest.located import Document, LocatedText, Passage


@pytest.fixture
def contents(document, text, passages):
    first, second = (text(name, f"{name} says this and that. " * 9) for name in ("one", "two"))
    return Contents(
        {"one": document("one"), "two": document("two", date="2012-05", language="mul")},
        {"one": first, "two": second},
        (*passages(first), *passages(second)),
    )


def test_what_is_written_is_read_again(contents, tmp_path):
    write_contents(contents, tmp_path / "contents.sqlite3")

    assert read_contents(tmp_path / "contents.sqlite3") == contents


def test_reading_writes_nothing_beside_the_file(contents, tmp_path):
    write_contents(contents, tmp_path / "contents.sqlite3")
    read_contents(tmp_path / "contents.sqlite3")

    assert [path.name for path in tmp_path.iterdir()] == ["contents.sqlite3"]


def test_a_missing_or_damaged_file_is_an_error_and_is_not_made(tmp_path):
    (tmp_path / "damaged").write_bytes(b"SQLite format 3\0" + b"x" * 5000)

    with pytest.raises(sqlite3.Error):
        read_contents(tmp_path / "damaged")
    with pytest.raises(sqlite3.Error):
        read_contents(tmp_path / "missing")
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passage_of_each_language_is_the_same_stretch_of_the_body(document, tmp_path, language):
    name = LANGUAGES[language].endonym
    body = f"𝒳 {name} é {name}"
    passage = Passage("a:0", "a", body[2 : 2 + len(name)], 2, 2 + len(name), None, None, language)
    text = LocatedText("a", body, (), ())
    write_contents(Contents({"a": document("a")}, {"a": text}, (passage,)), tmp_path / "c")

    [read] = read_contents(tmp_path / "c").passages

    assert read == passage
    assert read.text == name


@given(body=st.text(st.characters(exclude_categories=["Cs"]), min_size=1), data=st.data())
def test_any_text_comes_back_whole(body, data):
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start, len(body)))
    rows = sqlite3.connect(":memory:")
    rows.executescript(CONTENTS_TABLES)
    passage = Passage("a:0", "a", body[start:end], start, end, 1, body, "en")
    text = LocatedText("a", body, (), (), (body,))

    add_document(rows, _document(), text, [passage])
    read = load_contents(rows)
    rows.close()

    assert read.texts == {"a": text}
    assert read.passages == (passage,)


def _document():
    now = datetime(2026, 1, 2, tzinfo=UTC)
    return Document("a", Path("a.txt"), "T", "s", None, "en", "0" * 64, now)


def test_the_key_depends_on_model_texts_passages_and_titles(contents, document):
    other_title = {**contents.documents, "one": document("one", title="New")}

    keys = {
        contents.key("m1"),
        contents.key("m2"),
        Contents(other_title, contents.texts, contents.passages).key("m1"),
        Contents(contents.documents, contents.texts, contents.passages[1:]).key("m1"),
    }

    assert len(keys) == 4
    assert contents.key("m1") in keys


def test_passages_that_are_not_wanted_are_left_out(contents):
    kept = only(contents, [contents.passages[1].id])

    assert kept.passages == contents.passages[1:2]
    assert kept.documents == contents.documents
