import subprocess
import sys
from datetime import UTC, datetime

import pytest

from index.generations import current, damage_of, writing
from index.search import open_index
from index.sync import sync
from ingest.errors import Busy, CannotIndex, MissingCorpus
from ingest.journal import Change, append, read_journal
from ingest.languages import LANGUAGES
from ingest.located import LocatedText
from ingest.readers import read
from ingest.recovery import changing, recover
from ingest.staging import Layout


def a_change():
    return Change(
        id="a" * 16,
        at=datetime(2026, 11, 27, tzinfo=UTC),
        who="Mari",
        act="add",
        document="new",
        title="New",
        version="b" * 12,
        before=None,
        sha256="b" * 64,
        name="new.txt",
        state="begun",
    )


@pytest.fixture
def corpus_of(home):
    return home.parent / "corpus"


def test_an_unchanged_corpus_costs_no_reading_embedding_or_switching(home, corpus_of, embedder):
    before = current(home)

    report = sync(corpus_of, home, embedder)

    assert (report.read, report.embedded, report.switched) == ((), 0, False)
    assert report.generation == current(home).name == before.name
    assert report.unchanged == tuple(sorted([*LANGUAGES, "long"]))
    assert embedder.embedded == []


QUICK = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from conftest import Hashed
from index.sync import sync
home = Path(sys.argv[1])
assert not sync(home.parent / "corpus", home, Hashed()).switched
assert not {"chromadb", "llama_index"} & sys.modules.keys()
"""


def test_an_unchanged_corpus_loads_neither_chroma_nor_llamaindex(home, request):
    folder = request.path.parent

    subprocess.run([sys.executable, "-c", QUICK, home, folder], check=True, cwd=folder.parents[1])


def test_only_what_changed_is_read_and_embedded(home, corpus_of, embedder, add):
    add(corpus_of, "en.txt", "An entirely new text about lighthouses.")
    add(corpus_of, "extra.md", "# Heading\n\nA further text about submarines.")
    (corpus_of / "documents" / "mt.txt").unlink()
    heard = []

    report = sync(corpus_of, home, embedder, lambda *now: heard.append(now))

    assert report.read == ("en", "extra")
    assert report.removed == ("mt",)
    assert sorted(embedder.embedded) == [
        "A further text about submarines.",
        "An entirely new text about lighthouses.",
    ]
    assert (report.embedded, report.switched, report.problems) == (2, True, ())
    assert report.generation == current(home).name
    assert {stage for stage, _, _ in heard} == {"read", "split", "embed", "build"}
    assert heard[-1] == ("build", 1, 1)
    written = [(done, total) for stage, done, total in heard if stage == "build"][1:-1]
    assert written[-1] == (report.passages + 1, report.passages + 2)
    assert report.seconds["embed"] <= report.seconds["total"]
    assert "2 documents read, 23 unchanged, 1 removed" in report.in_words()
    documents = {document.id for document in open_index(home).snapshot().documents()}
    assert documents == {*LANGUAGES, "long", "extra"} - {"mt"}


@pytest.mark.parametrize("exact", [False, True])
def test_a_line_repeated_thousands_of_times_hides_nothing_and_is_one_hit(
    home, corpus_of, embedder, add, exact
):
    add(corpus_of, "same.md", "- nothing granted\n" * 3_000)
    add(corpus_of, "less.md", "- nothing granted\n- harbour5 granted\n")

    report = sync(corpus_of, home, embedder)
    found = open_index(home, exact=exact).search(
        embedder.embed_questions(["nothing granted"])[0], "nothing granted", 3, "en"
    )

    assert report.switched
    assert report.passages > 3_000
    assert {(hit.passage.document, hit.passage.text) for hit in found[:2]} == {
        ("less", "• nothing granted"),
        ("same", "• nothing granted"),
    }
    assert found[2].passage.text == "• harbour5 granted"


def test_a_document_that_cannot_be_read_stops_no_other_and_an_old_one_stays(
    home, corpus_of, embedder, add
):
    add(corpus_of, "empty.txt", "")
    add(corpus_of, "odd.xyz", "no known format")
    add(corpus_of, "de.txt", "")
    add(corpus_of, "fr.txt.meta.yaml", "title: [")
    add(corpus_of, "fine.txt", "This one is fine.")

    report = sync(corpus_of, home, embedder)

    assert report.read == ("fine",)
    assert report.removed == ()
    index = open_index(home)
    assert LANGUAGES["de"].endonym in index.body("de")
    assert LANGUAGES["fr"].endonym in index.body("fr")
    lines = "\n".join(report.problems)
    assert "empty.txt" in lines
    assert "odd.xyz" in lines
    assert "de.txt: is empty. Get it again." in lines
    assert "de.txt: stays in the index as it was read before." in lines
    assert "fr.txt: stays in the index as it was read before." in lines
    assert all("\n" not in line for line in report.problems)


def test_a_new_title_is_served_without_reading_or_embedding(home, corpus_of, embedder, add):
    digest = next(d.sha256 for d in open_index(home).snapshot().documents() if d.id == "long")
    add(
        corpus_of,
        "long.txt.meta.yaml",
        f"title: The long one\nsource: here\ndate: null\nlanguage: en\nsha256: {digest}\n"
        "added_at: 2026-01-01T00:00:00Z\n",
    )

    report = sync(corpus_of, home, embedder)

    assert (report.read, report.embedded, report.switched) == ((), 0, True)
    assert open_index(home).document("long").title == "The long one"


def test_another_model_embeds_everything_anew(home, corpus_of, hashed):
    other = hashed("hashed-2")

    report = sync(corpus_of, home, other)

    assert report.embedded == report.passages == len(other.embedded)
    assert open_index(home).snapshot().fingerprint == "hashed-2"


def test_a_damaged_index_is_built_anew_from_kept_vectors(home, corpus_of, embedder):
    [path] = current(home).glob("chroma/*/header.bin")
    path.write_bytes(b"")

    report = sync(corpus_of, home, embedder)

    assert report.switched
    assert embedder.embedded == []
    assert "header.bin" in report.repaired[0]
    assert damage_of(home) is None


def test_a_damaged_store_is_set_aside_and_made_anew_from_the_corpus(home, corpus_of, embedder):
    (home / "p4c.sqlite3").write_bytes(b"?" * 9000)
    before = current(home)

    report = sync(corpus_of, home, embedder)

    assert len(report.read) == 25
    assert "p4c.sqlite3.damaged-" in report.repaired[0]
    assert len(list(home.glob("p4c.sqlite3.damaged-*"))) == 1
    assert current(home) == before  # the same contents and the same model


def test_a_deleted_home_comes_back_with_the_same_answers(built, tmp_path, embedder):
    sync(built / "corpus", tmp_path / "again", embedder)

    question = embedder.embed_questions(["harbour3 meadow5"])[0]
    first, second = (open_index(home) for home in (built / "home", tmp_path / "again"))
    assert first.search(question, "", 9, None) == second.search(question, "", 9, None)


def test_an_empty_corpus_is_an_index_without_passages(tmp_path, embedder):
    (tmp_path / "corpus" / "documents").mkdir(parents=True)

    report = sync(tmp_path / "corpus", tmp_path / "home", embedder)

    assert report.passages == 0
    index = open_index(tmp_path / "home")
    assert index.search(embedder.embed_questions(["x"])[0], "x", 3, "en") == []


def test_without_a_corpus_nothing_is_made_or_lost(home, embedder):
    before = current(home)

    with pytest.raises(MissingCorpus):
        sync(home.parent / "nowhere", home, embedder)

    assert current(home) == before
    assert damage_of(home) is None


def test_a_second_writer_is_told_to_wait(home, corpus_of, embedder):
    with writing(home), pytest.raises(Busy):
        sync(corpus_of, home, embedder, patience_s=0)


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from conftest import Hashed
import llama_index.vector_stores.chroma
from index.sync import sync
from ingest.errors import CannotIndex
from ingest.languages import identify
home = Path(sys.argv[1])
(home.parent / "corpus/documents/new.txt").write_text("Something new.", encoding="utf-8")
identify("Its model is unpacked to a file.")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for most in (0, 10_000, 40_000, 100_000, 300_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        sync(home.parent / "corpus", home, Hashed())
    except CannotIndex as error:
        print(error)
"""


def test_a_full_disk_is_one_line_and_readers_keep_what_they_had(home, embedder, request):
    before = {path.name for path in (home / "index").iterdir()}
    was = current(home)
    folder = request.path.parent
    command = [sys.executable, "-c", FULL, home, folder]

    run = subprocess.run(command, cwd=folder.parents[1], capture_output=True, text=True, check=True)

    assert run.stderr == ""
    assert run.stdout.count("\n") == run.stdout.count(f"{home}") == 5
    assert not list(home.glob("*.damaged-*"))
    assert current(home) == was
    assert damage_of(home) is None
    assert {path.name for path in (home / "index").iterdir()} == before
    assert sync(home.parent / "corpus", home, embedder).switched
    assert open_index(home).body("new") == "Something new."


def test_a_model_that_fails_leaves_the_index_as_it_was(home, corpus_of, hashed, add):
    class Failing(hashed):
        def embed_passages(self, texts):
            raise CannotIndex("the model: fails.")

    add(corpus_of, "en.txt", "Changed.")
    before = current(home)

    with pytest.raises(CannotIndex, match="the model"):
        sync(corpus_of, home, Failing())

    assert current(home) == before
    assert LANGUAGES["en"].endonym in open_index(home).body("en")


def test_a_change_that_a_crash_left_half_done_is_done_before_documents_are_read(
    home, corpus_of, embedder
):
    layout = Layout(corpus_of, "a" * 16)
    layout.write(corpus_of / "documents" / "new.txt", b"A text on lighthouses.")
    layout.drop(corpus_of / "documents" / "mt.txt")
    layout.seal()
    append(home, a_change())

    report = sync(corpus_of, home, embedder)

    assert (report.read, report.removed, report.problems) == (("new",), ("mt",), ())
    assert [change.document for change in read_journal(home).changes()] == ["new"]


def test_documents_are_read_by_the_reader_that_is_given(home, corpus_of, embedder, add):
    add(corpus_of, "en.txt", "In the file.")

    def reader(document):
        return LocatedText(document.id, "Read before.", (), ())

    report = sync(corpus_of, home, embedder, reader=reader)

    assert report.read == ("en",)
    assert open_index(home).body("en") == "Read before."


def test_nobody_changes_the_corpus_while_it_is_read(home, corpus_of, embedder, add):
    add(corpus_of, "en.txt", "New.")
    refused = []

    def reader(document):
        try:
            recover(corpus_of, home, patience_s=0)
            with changing(corpus_of, home, patience_s=0):
                pass
        except Busy as error:
            refused.append(str(error))
        return read(document)

    sync(corpus_of, home, embedder, reader=reader)

    assert len(refused) == 1
    assert "changing the documents" in refused[0]
