"""list_documents on real folders: what is listed, and what becomes a problem."""

import hashlib
import os
from pathlib import Path

import pytest
import yaml

from ingest.documents import describe, document_id, list_documents, title_of
from ingest.errors import CannotRead, MissingCorpus

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "documents").mkdir()
    return tmp_path


def put(corpus, name, text="The desk was opened in 2010. It helps all members.", **sidecar):
    path = corpus / "documents" / name
    path.write_text(text, encoding="utf-8")
    if sidecar:
        known = {
            "title": "A title",
            "source": "A source",
            "date": None,
            "language": "en",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "added_at": "2026-11-23T00:00:00Z",
        }
        note = yaml.safe_dump(known | sidecar, allow_unicode=True)
        path.with_name(name + ".meta.yaml").write_text(note, encoding="utf-8")
    return path


def only_problem(corpus):
    listing = list_documents(corpus)
    assert len(listing.problems) == 1
    return str(listing.problems[0])


def test_the_project_document_is_listed_as_its_sidecar_says():
    listing = list_documents(CORPUS)

    assert not listing.problems
    (document,) = [d for d in listing.documents if d.id == "pooling4clusters"]
    assert document.language == "mul"
    assert document.title.startswith("POOLING4CLUSTERS")


def test_documents_are_sorted_by_id_and_carry_their_sidecars(corpus):
    put(corpus, "b.txt", date="2012-05", title="Zweites")
    put(corpus, "a.md", date="2012")

    first, second = list_documents(corpus).documents

    assert (first.id, second.id) == ("a", "b")
    assert (second.title, second.date, second.source) == ("Zweites", "2012-05", "A source")


def test_a_file_without_sidecar_is_listed_by_name_and_content_and_nothing_is_written(corpus):
    put(corpus, "Bericht_2010.txt", "Die Kosten werden in diesem Dokument nicht genannt.")

    (document,) = list_documents(corpus).documents

    assert (document.id, document.title) == ("bericht-2010", "Bericht 2010")
    assert (document.language, document.date) == ("de", None)
    assert len(list((corpus / "documents").iterdir())) == 1


def test_a_text_in_several_languages_is_listed_as_such(corpus):
    put(
        corpus,
        "two.txt",
        "The costs are not stated in this document.\n\n"
        "Die Kosten werden in diesem Dokument nicht genannt.",
    )

    assert list_documents(corpus).documents[0].language == "mul"


def test_hidden_files_folders_and_sidecars_are_no_documents(corpus):
    put(corpus, ".hidden.txt")
    (corpus / "documents" / "folder").mkdir()
    (corpus / "documents" / "lost.txt.meta.yaml").write_text("x", encoding="utf-8")

    listing = list_documents(corpus)

    assert listing.documents == listing.problems == ()


def test_one_bad_file_does_not_stop_the_others(corpus):
    put(corpus, "good.txt")
    put(corpus, "bad.exe")

    assert [document.id for document in list_documents(corpus).documents] == ["good"]
    assert "bad.exe: unknown format" in only_problem(corpus)


def test_a_link_is_not_followed(corpus, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (corpus / "documents" / "link.txt").symlink_to(tmp_path / "secret.txt")

    assert "link.txt: is no plain file" in only_problem(corpus)


def test_a_change_by_hand_is_noticed(corpus):
    put(corpus, "a.txt", date=None)
    put(corpus, "a.txt", "other words")

    assert "a.txt.meta.yaml, sha256: a.txt has changed" in only_problem(corpus)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("language", "xx"),
        ("sha256", "abc"),
        ("date", "May 2012"),
        ("added_at", "2026-11-23T00:00:00"),
        ("author", "nobody"),
    ],
)
def test_a_wrong_field_of_a_sidecar_is_named(corpus, field, value):
    put(corpus, "a.txt", **{field: value})

    assert f"a.txt.meta.yaml, {field}: " in only_problem(corpus)


@pytest.mark.parametrize("note", [b"- a\n- b", b"title: [", b"\xff\xfe\xfa", b""])
def test_a_sidecar_that_is_no_record_is_a_problem(corpus, note):
    put(corpus, "a.txt").with_name("a.txt.meta.yaml").write_bytes(note)

    assert only_problem(corpus).startswith("a.txt.meta.yaml")


@pytest.mark.parametrize(("written", "read"), [(2012, "2012"), ("2012-05-31", "2012-05-31")])
def test_a_date_may_be_written_as_people_write_it(corpus, written, read):
    put(corpus, "a.txt", date=written)
    note = corpus / "documents" / "a.txt.meta.yaml"
    note.write_text(note.read_text(encoding="utf-8").replace("'", ""), encoding="utf-8")

    assert list_documents(corpus).documents[0].date == read


def test_two_files_may_not_have_one_id(corpus):
    put(corpus, "Report.md")
    put(corpus, "report.txt")

    assert [document.id for document in list_documents(corpus).documents] == ["report"]
    assert "report.txt: has the id 'report' of 'Report.md'" in only_problem(corpus)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(corpus):
    put(corpus, "a.txt").chmod(0)

    assert "a.txt: Permission denied" in only_problem(corpus)


def test_a_missing_corpus_says_what_to_set(tmp_path):
    with pytest.raises(MissingCorpus, match="P4C_CORPUS"):
        list_documents(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pooling4clusters.txt", "pooling4clusters"),
        ("Été à Liège (final).PDF", "ete-a-liege-final"),
        ("Έκθεση 2010.pdf", "εκθεση-2010"),
        ("доклад.md", "доклад"),
        ("x" * 200 + ".txt", "x" * 60),
    ],
)
def test_an_id_is_the_file_s_name_in_small_letters(name, expected):
    assert document_id(name) == expected


def test_names_without_letters_still_have_an_id_each():
    assert document_id("!!!.txt") != document_id("???.txt")


def test_a_title_shows_no_direction_marks():
    assert title_of("a\u202efdp.txt") == "afdp"


def test_describing_a_folder_is_refused(corpus):
    with pytest.raises(CannotRead, match="no plain file"):
        describe(corpus / "documents")
