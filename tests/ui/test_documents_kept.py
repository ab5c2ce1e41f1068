"""Versions and history of a document; browser/test_documents_in_browser.py changes real ones."""

import shutil
from datetime import UTC, datetime

import pytest

from assistant.phrases import phrases_of
from ingest.journal import Change
from ingest.versions import Version
from tests.conftest import CORPUS
from ui.documents_kept import fate, history_html

DAY = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
NEW = "0123456789ab"


def a_version(**changes):
    return Version(
        **{
            "document": "report",
            "version": NEW,
            "title": "A report",
            "source": "report.pdf",
            "date": None,
            "language": "en",
            "sha256": NEW + "0" * 52,
            "added_at": DAY,
        }
        | changes
    )


def a_change(**changes):
    return Change(
        **{
            "id": "0123456789abcdef",
            "at": DAY,
            "who": "mari",
            "act": "add",
            "document": "report",
            "title": "A report",
            "version": NEW,
            "before": None,
            "sha256": NEW + "0" * 52,
            "name": "report.pdf",
            "state": "done",
        }
        | changes
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "questions are answered from it"),
        ({"archived_at": DAY, "why": "replaced"}, "replaced Nov 27, 2026"),
        ({"archived_at": DAY, "why": "removed"}, "removed Nov 27, 2026"),
        (
            {"archived_at": DAY, "why": "removed", "purged_at": DAY},
            "removed Nov 27, 2026; the original was deleted, its text is kept",
        ),
    ],
)
def test_what_became_of_a_version_is_said(changes, said):
    assert fate(a_version(**changes), phrases_of("en")) == said


def test_the_history_tells_who_did_what_when_newest_first():
    removed = a_change(act="remove", version=None, before=NEW, who="<b>jüri")

    html = history_html([a_change(), removed], phrases_of("et"))

    assert "2026-11-27 09:30 UTC" in html
    assert html.index("eemaldati") < html.index("lisati")
    assert "&lt;b&gt;jüri" in html
    assert html.count(NEW) == 2


def test_a_document_is_shown_with_its_version_and_passages(staff_page, shown):
    page = staff_page("Versions and history")

    assert not page.exception
    assert "questions are answered from it" in shown(page)
    assert page.selectbox(key="documents-chosen").options == [
        "POOLING4CLUSTERS: objective, good practices and the partners' tests · pooling4clusters"
    ]
    assert page.button(key="documents-remove-pooling4clusters")


def test_a_document_that_the_catalogue_quotes_stays_and_the_records_are_named(
    staff_page, tmp_path, shown
):
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    page = staff_page("Versions and history", corpus=corpus)

    page.button(key="documents-remove-pooling4clusters").click().run()
    page.session_state["documents-changing"].work.wait(60)
    page.run()

    assert "because the catalogue quotes it" in shown(page)
    assert (corpus / "documents" / "pooling4clusters.txt").exists()
