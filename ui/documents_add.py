"""A file that staff upload becomes a report, and on their word a document that is answered from."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assistant.intake_path import Examined, Staged, discard, examine, publish
from assistant.phrases import Phrases
from assistant.settings import Settings
from index.sync import SyncReport
from ingest.decoding import printable
from ingest.documents import document_id, tidy_title
from ingest.examining import Incoming
from ui.documents_report import report_html
from ui.documents_work import say_problem, watch
from ui.lines import done, fault, note
from ui.outlined import draw_outlined, outline_of
from ui.served import Served
from ui.sign_in import as_staff
from ui.workshop import Progress, Work

UPLOADS, ROUND, TAKEN = "documents-uploads", "documents-round", "documents-taken"


@dataclass
class Upload:
    """One file of one member of staff: it is read, and then published if they say so."""

    key: str
    name: str
    reading: Work[Examined]
    publishing: Work[SyncReport] | None = None

    @property
    def work(self) -> Work[Examined] | Work[SyncReport]:
        """What is being done now, or was done last."""
        return self.publishing or self.reading


def uploads_of(name: str) -> list[Upload]:
    """The files that somebody uploaded in this session, oldest first."""
    return st.session_state.setdefault(f"{UPLOADS} {name}", [])


def draw_add(name: str, served: Served, phrases: Phrases) -> None:
    """Draw the box for files, and below it each file as far as it is."""
    key = f"documents-files-{st.session_state.setdefault(ROUND, 0)}"
    st.file_uploader(
        phrases("Files to add"),
        accept_multiple_files=True,
        key=key,
        on_change=take,
        args=(key, served),
    )
    note(
        phrases(
            "PDF, Word, slides, tables, web pages, e-books, text, or a ZIP of these, each up to "
            "100 MB. Nothing is published before you have seen what was read."
        )
    )
    uploads = uploads_of(name)
    for upload in uploads:
        with st.container(border=True, key=f"p4c-upload-{upload.key}"):
            draw_upload(upload, served, phrases)


def take(key: str, served: Served) -> None:
    """Have the files in the box read, one after the other, and empty the box."""

    def begin(name: str) -> None:
        files: Sequence[UploadedFile] = st.session_state.get(key) or ()
        # A browser that has not heard of the new box yet sends the files of the old one again.
        taken: set[str] = st.session_state.setdefault(TAKEN, set())
        for file in files:
            if file.file_id not in taken:
                taken.add(file.file_id)
                uploads_of(name).append(reading(file.name, file.getvalue(), served))
        st.session_state[ROUND] += 1  # a box of another key is empty; Streamlit drops the files

    as_staff(served, begin)


def reading(name: str, content: bytes, served: Served) -> Upload:
    """Begin to read a file."""

    def read(progress: Progress) -> Examined:
        return examined(name, content, served.settings, progress)

    return Upload(uuid4().hex, printable(name), served.workshop.read(read))


def examined(name: str, content: bytes, settings: Settings, progress: Progress) -> Examined:
    """Read a file of this name and content, and report what it would become."""
    with tempfile.TemporaryDirectory(prefix="p4c-upload-") as folder:
        path = Path(folder) / document_id(name)  # never the name that a browser sends
        path.write_bytes(content)
        return examine(settings, [Incoming(path, name)], progress)


def draw_upload(upload: Upload, served: Served, phrases: Phrases) -> None:
    """Draw one file: how far it is, or what came of it."""
    st.text(upload.name)
    state = upload.work.state
    if not state.is_over:
        watch(upload.work, served, phrases)
    elif state.problem is not None:
        say_problem(state.problem, phrases)
        draw_let_go(phrases("Close"), upload, served)
    elif upload.publishing and upload.publishing.result:
        draw_published(upload.publishing.result, phrases)
        draw_let_go(phrases("Close"), upload, served)
    elif upload.reading.result:
        draw_examined(upload, upload.reading.result, served, phrases)


def draw_published(report: SyncReport, phrases: Phrases) -> None:
    """Say that a file is answered from; what else could not be read is said too."""
    done(phrases("It is published: from now on questions are answered from it, in every chat."))
    for line in report.problems:
        fault(phrases.line(line))


def draw_examined(upload: Upload, found: Examined, served: Served, phrases: Phrases) -> None:
    """Draw the reports on what a file holds, and the choice to publish or not."""
    for line in found.problems:
        fault(phrases.line(line))
    for number, staged in enumerate(found.staged):
        if staged.report.name != upload.name:  # a file of a ZIP
            st.text(staged.report.name)
        draw_report(upload, number, staged, phrases)
    if not any(not staged.report.unchanged for staged in found.staged):
        draw_let_go(phrases("Close"), upload, served)
        return
    with st.container(horizontal=True):
        st.button(
            phrases("Publish"),
            key=f"documents-publish-{upload.key}",
            type="primary",
            on_click=publish_upload,
            args=(upload, found, served),
        )
        draw_let_go(phrases("Discard"), upload, served)


def draw_report(upload: Upload, number: int, staged: Staged, phrases: Phrases) -> None:
    """Draw one report with the title to correct and the passages outlined."""
    report = staged.report
    if not report.unchanged:
        st.text_input(
            phrases("Title"),
            value=report.title,
            key=title_key(upload, number),
            persist_state="session",  # also while another tab or page is looked at
        )
    st.html(report_html(report, phrases))
    if report.unchanged:
        return
    key = f"{upload.key}-{number}"
    with st.expander(phrases("Passages"), key=f"documents-look-{key}", on_change="rerun") as look:
        if look.open:
            outlines = [outline_of(passage) for passage in report.passages]
            draw_outlined(staged.text().body, outlines, f"documents-preview-{key}", phrases)


def title_key(upload: Upload, number: int) -> str:
    """The field that holds the title of a file's report."""
    return f"documents-title-{upload.key}-{number}"


def draw_let_go(label: str, upload: Upload, served: Served) -> None:
    """Draw the button that takes a file off the page, and what waits of it off the disk."""
    st.button(label, key=f"documents-let-go-{upload.key}", on_click=let_go, args=(upload, served))


def publish_upload(upload: Upload, found: Examined, served: Served) -> None:
    """Have a file published in the name of who acts, once."""

    def begin(name: str) -> None:
        if upload.publishing is None:
            wanted = with_titles(upload, found)
            upload.publishing = served.workshop.change(
                lambda progress: publish(served.settings, wanted, name, progress, as_reported=True)
            )

    as_staff(served, begin)


def with_titles(upload: Upload, found: Examined) -> list[Staged]:
    """What was read and is new, with the titles as staff left them."""
    titled: list[Staged] = []
    for number, staged in enumerate(found.staged):
        written = tidy_title(str(st.session_state.get(title_key(upload, number)) or ""))
        report = staged.report.model_copy(update={"title": written or staged.report.title})
        if not report.unchanged:
            titled.append(replace(staged, report=report))
    return titled


def let_go(upload: Upload, served: Served) -> None:
    """Take a file off the page; what was read of it and not published is deleted."""

    def drop(name: str) -> None:
        if upload.publishing is None and upload.reading.result:
            discard(upload.reading.result.staged)
        if upload in uploads_of(name):
            uploads_of(name).remove(upload)

    as_staff(served, drop)
