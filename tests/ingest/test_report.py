"""The report on a file: a line for a person, and a line for each thing to look at."""

from datetime import UTC, datetime

from ingest.report import IntakeReport, NearDuplicate


def a_report(**changes):
    fields = {
        "token": "0" * 16,
        "name": "Aruanne 2026.pdf",
        "document": "aruanne-2026",
        "stored_as": "aruanne-2026.pdf",
        "title": "Aruanne 2026",
        "version": "a" * 12,
        "sha256": "a" * 64,
        "kind": "pdf",
        "bytes": 10,
        "language": "et",
        "examined_at": datetime(2026, 11, 27, tzinfo=UTC),
        "pages": 3,
        "languages": {"et": 7, "en": 1},
    }
    return IntakeReport(**(fields | changes))


def test_a_new_file_is_told_in_one_line():
    line = a_report().in_words()

    assert line == "Aruanne 2026.pdf: becomes aruanne-2026; 3 pages, 0 passages (7 et, 1 en)."


def test_a_new_version_names_the_one_that_it_replaces():
    assert "replaces version bbbbbbbbbbbb of aruanne-2026" in a_report(replaces="b" * 12).in_words()


def test_an_unchanged_file_says_so():
    assert a_report(unchanged=True).in_words() == "Aruanne 2026.pdf: unchanged, as aruanne-2026."


def test_all_that_staff_should_look_at_has_its_line():
    report = a_report(
        poor_pages=("Aruanne 2026.pdf, page 2: no text found.",),
        recognised=(3, 4),
        disagreements=2,
        near_duplicates=(NearDuplicate(document="old", title="Old report", share=0.93),),
        notes=("Aruanne 2026.pdf: is a PDF.",),
    )

    assert report.remarks() == (
        "Aruanne 2026.pdf, page 2: no text found.",
        "Read by text recognition: page 3, 4.",
        "Language in doubt: 2 passages. Look at them.",
        "93% of it stands in old (Old report) already.",
        "Aruanne 2026.pdf: is a PDF.",
    )
    assert a_report().remarks() == ()


def test_a_scan_of_two_thousand_pages_does_not_scroll_by():
    poor = tuple(f"a.pdf, page {n}: no text found." for n in range(1, 2_001))

    lines = a_report(poor_pages=poor).remarks()

    assert lines == (*poor[:10], "1990 more pages like these; --json names them all.")
