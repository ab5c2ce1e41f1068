"""The report before publishing: what a file would become, told before anything is changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import CannotRead
from ingest.examining import Incoming, examine
from ingest.journal import version_of
from ingest.languages import LANGUAGES

DATA = Path(__file__).parents[1] / "data/ingest"
ESTONIAN = (
    "Klastrite koostöö aitab väikestel ettevõtetel leida uusi turge ja partnereid. "
    "Igal aastal korraldatakse kolm ühist messireisi, mille kulud jagavad liikmed omavahel."
)


def of(desk, path, name=None, **asked):
    return examine(Incoming(path, name or path.name, **asked), desk.home, desk.known()).report


def test_a_report_tells_pages_passages_and_languages_and_publishes_nothing(desk):
    report = of(desk, DATA / "greek.pdf")

    assert (report.document, report.stored_as, report.kind) == ("greek", "greek.pdf", "pdf")
    assert report.pages >= 1
    assert report.language == "el"
    assert sum(report.languages.values()) == len(report.passages) > 0
    assert {passage.page for passage in report.passages} <= {*range(1, report.pages + 1)}
    assert report.languages.keys() <= LANGUAGES.keys()
    assert desk.texts() == {}
    assert desk.archive() == []


def test_passages_stand_in_the_text_at_their_places(desk):
    staged = desk.staged("a.txt", f"{ESTONIAN}\n\n{ESTONIAN.upper()}\n")

    body = staged.text().body
    passages = staged.report.passages
    assert len(passages) == 2
    assert [body[p.start : p.end] for p in passages] == [p.text for p in passages]


def test_a_passage_that_two_detectors_take_for_different_languages_is_marked(desk):
    mixed = (
        "kdo platiť v kto platit kdo jasné kto ich kontrolovat platit krajích nová krajoch kdo je"
    )

    report = desk.staged("a.txt", f"{ESTONIAN}\n\n{mixed}\n\n{ESTONIAN}\n").report

    assert report.disagreements == sum(passage.disagree for passage in report.passages)
    marked = [p for p in report.passages if p.disagree]
    assert all(p.second_opinion not in {None, p.language} for p in marked)
    assert [p.text for p in marked] == [mixed]


def test_plain_texts_of_the_languages_are_not_marked(desk):
    report = desk.staged("a.txt", ESTONIAN).report

    assert (report.disagreements, report.languages) == (0, {"et": 1})


def test_the_same_content_is_unchanged_under_any_name_and_is_not_read(desk):
    desk.add("first.txt", ESTONIAN)

    report = desk.staged("second.txt", ESTONIAN).report

    assert report.unchanged
    assert (report.document, report.passages, report.replaces) == ("first", (), None)
    assert report.token == ""
    assert len(list((desk.home / "incoming").iterdir())) == 1, "only the first one's"


def test_the_same_name_with_new_content_replaces_the_version_that_is_there(desk):
    version = desk.add("a.txt", "One.")

    report = desk.staged("a.txt", "Two.").report

    assert (report.document, report.replaces, report.unchanged) == ("a", version, False)


def test_a_new_version_keeps_the_title_that_staff_gave(desk):
    desk.clerk.add(desk.staged("a.txt", "One.", title="Ωραία: R/D"))

    assert desk.staged("a.txt", "Two.").report.title == "Ωραία: R/D"
    assert desk.staged("a.txt", "Two.", title="Other\u202e").report.title == "Other"
    assert desk.staged("b_c.txt", "Three.").report.title == "b c"


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("greek.pdf", "Καλές πρακτικές για συστάδες"),
        ("german.pdf", "Gute Praxis"),
        ("writer.odt", "Έκθεση για τις υπηρεσίες"),
        ("maltese.pdf", "maltese"),
        ("calc.xlsx", "calc"),
    ],
)
def test_the_heading_that_a_document_begins_with_is_its_title(desk, file, title):
    assert of(desk, DATA / file).title == title
    assert of(desk, DATA / file, title="My title").title == "My title"


def test_a_file_may_replace_a_document_whatever_its_name(desk):
    version = desk.add("a.txt", "One.")

    report = desk.staged("Neu (2).md", "Two.", document="a").report

    assert (report.document, report.stored_as, report.replaces) == ("a", "a.md", version)
    assert report.name == "Neu (2).md"


def test_another_format_under_the_same_name_is_not_taken_for_a_new_version(desk):
    desk.add("a.txt", "One.")

    with pytest.raises(CannotRead, match=r"a\.md: the corpus holds 'a\.txt'.*p4c replace a"):
        desk.staged("a.md", "Two.")


def test_near_duplicates_are_named_with_their_share(desk):
    desk.add("old.txt", ESTONIAN * 3)
    known = replace(desk.known(), texts={"old": ESTONIAN * 3, "a": ESTONIAN})
    path = desk.folder / "a.txt"
    path.write_text(f"{ESTONIAN} Uus lause.", encoding="utf-8")

    report = examine(Incoming(path, path.name), desk.home, known).report

    [near] = report.near_duplicates
    assert (near.document, near.title) == ("old", "old"), "not the version that it replaces"
    assert near.share > 0.8


def test_later_files_of_a_batch_are_compared_with_earlier_ones(desk):
    first = desk.staged("a.txt", ESTONIAN)
    known = desk.known().and_also(first)
    path = desk.folder / "b.txt"
    path.write_text(ESTONIAN, encoding="utf-8")

    report = examine(Incoming(path, path.name), desk.home, known).report

    assert (report.unchanged, report.document) == (True, "a")


def test_pages_with_few_letters_are_told(desk):
    report = of(desk, DATA / "report.pdf")

    assert all("page" in line for line in report.poor_pages)
    assert report.version == version_of(report.sha256)


def test_progress_is_told_for_each_step(desk):
    heard = []
    path = desk.folder / "a.txt"
    path.write_text(ESTONIAN, encoding="utf-8")

    examine(Incoming(path, "a.txt"), desk.home, desk.known(), lambda *told: heard.append(told))

    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == [*("copy", "split", "passages")]
    assert heard[-1] == ("passages", 1, 1)
    assert all(0 <= done <= total for _, done, total in heard)


@pytest.mark.parametrize(
    ("name", "words", "line"),
    [
        ("a.exe", "x", "unknown format"),
        ("a.txt", "", "is empty"),
        ("a.txt", " \n", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(desk, name, words, line):
    with pytest.raises(CannotRead, match=line):
        desk.staged(name, words)

    incoming = desk.home / "incoming"
    assert not incoming.is_dir() or list(incoming.iterdir()) == []


def test_links_folders_and_missing_files_are_refused(desk):
    (desk.folder / "real.txt").write_text("x", encoding="utf-8")
    Path(desk.folder / "link.txt").symlink_to(desk.folder / "real.txt")
    (desk.folder / "folder.txt").mkdir()

    for name, line in (
        ("link.txt", "is a link"),
        ("folder.txt", "no such file"),
        ("gone.txt", "no such file"),
    ):
        with pytest.raises(CannotRead, match=line):
            of(desk, desk.folder / name)


def test_a_file_that_is_too_large_is_refused_before_it_is_copied(desk):
    path = desk.folder / "a.txt"
    with path.open("wb") as file:
        file.truncate(300_000_000)

    with pytest.raises(CannotRead, match="larger than 100,000,000 bytes"):
        of(desk, path)

    assert list((desk.home / "incoming").iterdir()) == []
