"""The report on a file, as staff read it."""

from datetime import UTC, datetime
from html import unescape

import pytest

from assistant.phrases import phrases_of, spoken
from ingest.report import IntakeReport, NearDuplicate
from ui.documents_report import report_html


def a_report(**changes):
    return IntakeReport(
        **{
            "token": "0123456789abcdef",
            "name": "report.pdf",
            "document": "report",
            "stored_as": "report.pdf",
            "title": "A report",
            "version": "0123456789ab",
            "sha256": "0123456789ab" + "0" * 52,
            "kind": "pdf",
            "bytes": 2_340_000,
            "language": "mul",
            "examined_at": datetime(2026, 11, 27, tzinfo=UTC),
            "pages": 12,
            "languages": {"et": 30, "en": 4, "und": 1},
        }
        | changes
    )


def shown(report, language="en"):
    return unescape(report_html(report, phrases_of(language)))


def test_what_was_read_is_told_in_figures():
    html = shown(a_report())

    assert "pdf · 2.3 MB" in html
    assert "<dt>Pages</dt><dd>12</dd>" in html
    assert "eesti: 30 · English: 4 · unknown language: 1" in html
    assert "p4c-caveats" not in html, "nothing is wrong with it"


@pytest.mark.parametrize(
    ("size", "language", "said"),
    [
        (0, "en", "pdf · 0 kB"),
        (100, "et", "pdf · 1 kB"),
        (999_999, "de", "pdf · 1.000 kB"),
        (1_500_000, "et", "pdf · 1,5 MB"),
        (2_000_000, "fr", "pdf · 2\u202fMo"),
    ],
)
def test_a_size_is_written_as_the_language_writes_it(size, language, said):
    assert said in shown(a_report(bytes=size), language)


def test_a_format_without_pages_names_none():
    assert "<dt>Pages</dt>" not in shown(a_report(pages=0))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"replaces": "ba9876543210"}, "It replaces the version ba9876543210 of this document."),
        ({"disagreements": 1}, "1 passage is in a language on which two detectors disagree."),
        ({"disagreements": 3}, "3 passages are in languages on which two detectors disagree."),
        ({"recognised": (4, 9)}, "2 pages were pictures and were read by text recognition."),
        ({"poor_pages": ("page 7: a <scan>",)}, "1 page could not be read."),
        ({"poor_pages": ("page 7: a scan",)}, "page 7: a scan"),
        ({"notes": ("Its name says .txt.",)}, "Its name says .txt."),
        (
            {"near_duplicates": (NearDuplicate(document="old", title="Old <b>", share=0.876),)},
            "88 % of its text stands already in: Old <b>",
        ),
    ],
)
def test_what_staff_should_look_at_is_said(changes, said):
    assert said in shown(a_report(**changes))


def test_nothing_of_a_document_becomes_markup():
    near = NearDuplicate(document="old", title="<script>", share=0.5)
    report = a_report(poor_pages=("<img>",), notes=("<a>",), near_duplicates=(near,))

    html = report_html(report, phrases_of("en"))

    assert not any(tag in html for tag in ("<script>", "<img>", "<a>"))


def test_a_file_that_is_there_already_says_as_what():
    html = shown(a_report(unchanged=True, title="A report"))

    assert "This file is among the documents already: A report" in html
    assert "<dl" not in html


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_report_is_in_the_reader_s_language(language):
    html = shown(a_report(disagreements=5, poor_pages=("x",) * 2), language)

    assert phrases_of(language)("Passages") in html
    assert "{" not in html
