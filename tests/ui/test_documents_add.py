"""A file that is uploaded, up to its report; browser/test_documents_in_browser.py goes on."""

import io
import zipfile

import pytest

from tests.conftest import ROOT
from ui.documents_add import UPLOADS, reading

REPORT = (ROOT / "tests" / "data" / "ingest" / "report.pdf").read_bytes()


@pytest.fixture
def upload(served):
    """Read a file of some name, and wait until it is read."""

    def upload(name="report.pdf", content=REPORT):
        one = reading(name, content, served)
        one.reading.wait(120)
        return one

    return upload


def show(staff_page, upload, language="en"):
    """The page once this was uploaded."""
    page = staff_page("Add", language)
    page.session_state[f"{UPLOADS} mari"] = [upload]
    return page.run()


def test_the_report_is_shown_with_the_title_to_correct(staff_page, upload, shown):
    page = show(staff_page, upload())

    assert not page.exception
    assert "English: " in shown(page)
    assert [field.label for field in page.text_input] == ["Title"]
    assert [button.label for button in page.button if "documents" in button.key] == [
        "Publish",
        "Discard",
    ]


@pytest.mark.parametrize(
    "name", ["../../evil.pdf", "C:\\evil.pdf", "a\u202efdp.pdf", "x" * 5000 + ".pdf", "\x00.pdf"]
)
def test_no_name_that_a_browser_sends_is_a_path(name, upload, served, tmp_path):
    before = {path for path in tmp_path.rglob("evil*")}

    found = upload(name).reading.result

    assert found
    for staged in found.staged:
        assert staged.original.parent == staged.folder
        assert staged.folder.parent == served.settings.home / "incoming"
    assert {path for path in tmp_path.rglob("evil*")} - before <= {
        staged.original for staged in found.staged
    }


def test_each_file_of_a_zip_has_its_report_and_one_that_cannot_be_read_its_line(
    staff_page, upload, shown
):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("esimene.txt", "Esimene lause on siin kirjas.")
        archive.writestr("../teine.txt", "Teine lause on siin kirjas.")
        archive.writestr("evil.exe", "MZ")

    page = show(staff_page, upload("Kaust.zip", content.getvalue()))

    assert [text.value for text in page.text] == ["Kaust.zip", "esimene.txt", "teine.txt"]
    assert [field.value for field in page.text_input] == ["esimene", "teine"]
    assert "kaust, evil.exe: unknown format." in shown(page)
    assert [button.label for button in page.button if "publish" in button.key] == ["Publish"]


def test_a_file_that_cannot_be_read_is_a_line_and_can_be_closed(staff_page, upload, shown):
    page = show(staff_page, upload("broken.pdf", b"%PDF-1.7 broken"))

    assert "broken.pdf" in shown(page)
    (close,) = [button for button in page.button if button.label == "Close"]
    close.click().run()
    assert page.session_state[f"{UPLOADS} mari"] == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("et", "broken.pdf: on kahjustatud. Hankige see uuesti või"),
        ("el", "broken.pdf: έχει βλάβη. Λάβετε το ξανά ή"),
        ("fr", "broken.pdf\u00a0: est endommagé. Procurez-vous-le de nouveau ou"),
    ],
)
def test_why_a_file_cannot_be_read_is_said_in_the_language_of_the_page(
    language, line, staff_page, upload, shown
):
    page = show(staff_page, upload("broken.pdf", b"%PDF-1.7 broken"), language)

    assert line in shown(page)


def test_what_is_discarded_is_deleted(staff_page, upload):
    one = upload()
    (staged,) = one.reading.result.staged
    page = show(staff_page, one)

    page.button(key=f"documents-let-go-{one.key}").click().run()

    assert not staged.folder.exists()
    assert page.session_state[f"{UPLOADS} mari"] == []


def test_nothing_is_published_or_discarded_once_the_sign_in_has_ended(staff_page, upload, served):
    one = upload()
    page = show(staff_page, one)
    served.signed_in.sign_out("test session id")

    page.button(key=f"documents-publish-{one.key}").click().run()

    assert one.publishing is None
    assert one.reading.result.staged[0].folder.exists()
    assert page.text_input(key="sign-in-name")


def test_another_member_of_staff_does_not_see_it(staff_page, upload, shown):
    page = staff_page("Add")
    page.session_state[f"{UPLOADS} kati"] = [upload()]

    assert "English: " not in shown(page.run())
