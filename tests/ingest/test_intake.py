"""take_in: a person's file becomes an original with its sidecar, or nothing changes."""

from pathlib import Path

import pytest
import yaml

from ingest.documents import list_documents
from ingest.errors import CannotRead, MissingCorpus
from ingest.intake import clean_name, take_in
from ingest.readers import read

DATA = Path(__file__).parents[1] / "data/ingest"
WORDS = "Die Kosten dieses Dienstes werden in dem Dokument nicht genannt."


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus" / "documents").mkdir(parents=True)
    return tmp_path / "corpus"


def a_file(tmp_path, name, words=WORDS):
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return path


def files(corpus):
    return sorted(path.name for path in (corpus / "documents").iterdir())


def test_a_file_is_copied_beside_its_sidecar(tmp_path, corpus):
    document = take_in(a_file(tmp_path, "Große Kosten.TXT"), corpus)

    assert files(corpus) == ["grosse-kosten.txt", "grosse-kosten.txt.meta.yaml"]
    assert (document.id, document.title) == ("grosse-kosten", "Große Kosten")
    assert (document.source, document.language) == ("Große Kosten.TXT", "de")
    assert read(document).body == WORDS
    assert list_documents(corpus).documents == (document,)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("Ωραία: R/D a.b", "Ωραία: R/D a.b"), (" \n", "My file"), ("x\u202e" * 400, "x" * 300)],
)
def test_a_title_may_be_given_and_is_tidied(tmp_path, corpus, given, kept):
    assert take_in(a_file(tmp_path, "My_file.txt"), corpus, title=given).title == kept


def test_a_pdf_is_taken_in_with_its_language(corpus):
    document = take_in(DATA / "greek.pdf", corpus)

    assert (document.id, document.language) == ("greek", "el")
    assert document.path.read_bytes() == (DATA / "greek.pdf").read_bytes()


def test_the_same_content_again_changes_nothing(tmp_path, corpus):
    first = take_in(a_file(tmp_path, "a.txt"), corpus, title="First")

    again = take_in(a_file(tmp_path, "b.txt"), corpus, title="Second")

    assert again == first
    assert len(files(corpus)) == 2


def test_other_content_under_the_same_name_is_refused(tmp_path, corpus):
    take_in(a_file(tmp_path, "a.txt"), corpus)
    before = {name: (corpus / "documents" / name).read_bytes() for name in files(corpus)}

    for name in ("a.txt", "A.md"):
        with pytest.raises(CannotRead, match=r"holds another text as 'a\.txt'"):
            take_in(a_file(tmp_path, name, WORDS * 2), corpus)

    assert {name: (corpus / "documents" / name).read_bytes() for name in files(corpus)} == before


@pytest.mark.parametrize(
    ("name", "words", "line"),
    [
        ("a.exe", WORDS, "unknown format"),
        (".txt", WORDS, "unknown format"),
        ("a.meta.yaml", WORDS, "unknown format"),
        ("a.txt", "", "is empty"),
        ("a.txt", " \n", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(tmp_path, corpus, name, words, line):
    with pytest.raises(CannotRead, match=line):
        take_in(a_file(tmp_path, name, words), corpus)

    assert files(corpus) == []


def test_a_folder_that_cannot_be_written_is_reported_and_left_as_it_was(tmp_path, corpus):
    (corpus / "documents" / "a.txt.meta.yaml").mkdir()

    with pytest.raises(CannotRead, match="cannot be written"):
        take_in(a_file(tmp_path, "a.txt"), corpus)

    assert files(corpus) == ["a.txt.meta.yaml"]


def test_a_missing_file_or_corpus_is_refused(tmp_path, corpus):
    with pytest.raises(CannotRead, match="no such file"):
        take_in(tmp_path / "gone.txt", corpus)
    with pytest.raises(MissingCorpus):
        take_in(a_file(tmp_path, "a.txt"), tmp_path / "nowhere")


def test_a_crash_between_sidecar_and_original_leaves_no_document(tmp_path, corpus):
    (corpus / "documents" / "a.txt.meta.yaml").write_text("left over", encoding="utf-8")

    assert list_documents(corpus).documents == ()
    assert take_in(a_file(tmp_path, "a.txt"), corpus).id == "a"
    note = (corpus / "documents" / "a.txt.meta.yaml").read_text(encoding="utf-8")
    assert set(yaml.safe_load(note)) == {
        "title", "source", "date", "language", "sha256", "added_at"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../evil.pdf", "evil.pdf"),
        ("C:\\Users\\x\\Report 1.PDF", "report-1.pdf"),
        ("a\u202efdp.txt", "a-fdp.txt"),
        ("E\u0301te\u0301.md", "ete.md"),
        ("Ёж (1).txt", "еж-1.txt"),
        ("CON\x00\n.txt", "con.txt"),
        ("x" * 300 + ".txt", "x" * 60 + ".txt"),
        ("report.meta.yaml.txt", "report-meta-yaml.txt"),
    ],
)
def test_a_name_from_a_browser_becomes_a_safe_one(name, cleaned):
    assert clean_name(name) == cleaned
