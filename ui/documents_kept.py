"""Each document becomes its versions and history, with what staff can do about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from assistant.intake_path import (
    Change,
    Version,
    history,
    remove,
    restore,
    retitle,
    undo,
    versions_of,
)
from assistant.phrases import Phrases
from index.sync import SyncReport
from ingest.versions import archived_documents
from ui.documents_search import draw_passages
from ui.documents_work import say_problem, watch
from ui.lines import done, fault, say
from ui.quality_names import moment
from ui.served import Served
from ui.sign_in import as_staff
from ui.workshop import Progress, Work

CHANGING, CHOSEN = "documents-changing", "documents-chosen"


@dataclass(frozen=True, slots=True)
class Changing:
    """A change that goes on: of which document, and what to call it."""

    document: str
    told: str
    work: Work[SyncReport]


def draw_kept(served: Served, phrases: Phrases) -> None:
    """Draw the choice of a document, and the one that is chosen."""
    draw_changing(served, phrases)
    titles = titles_of(served)
    if not titles:
        say(phrases("There are no documents yet."))
        return
    chosen = st.selectbox(
        phrases("Document"),
        list(titles),
        format_func=titles.__getitem__,
        key=CHOSEN,
        persist_state="session",  # or, after a look elsewhere, a button would change another one
    )
    if chosen:
        draw_document(chosen, served, phrases)


def titles_of(served: Served) -> Mapping[str, str]:
    """All documents by id, also those that were removed, and what to call them.

    A name stays the same whatever is done to its document: the choice in the list goes by it.
    """
    library = served.assistant.refreshed().library
    titles = {document.id: document.title for document in library.documents()}
    for document in archived_documents(served.settings.corpus):
        if document not in titles:
            titles[document] = versions_of(served.settings, document)[-1].title
    ordered = sorted(titles, key=lambda document: (titles[document].casefold(), document))
    return {document: f"{titles[document]} · {document}" for document in ordered}


def draw_changing(served: Served, phrases: Phrases) -> None:
    """Draw the change that goes on, or how the last one ended, once."""
    changing: Changing | None = st.session_state.get(CHANGING)
    if changing is None:
        return
    st.text(changing.told)
    work = changing.work
    if not work.state.is_over:
        watch(work, served, phrases)
        return
    del st.session_state[CHANGING]
    st.session_state[CHOSEN] = changing.document  # the list knows it by its title, as it was
    if work.state.problem is not None:
        say_problem(work.state.problem, phrases)
        return
    done(phrases("It is done, and every chat goes by it."))
    for line in work.result.problems if work.result else ():
        fault(phrases.line(line))


def draw_document(document: str, served: Served, phrases: Phrases) -> None:
    """Draw a document: versions, history, passages."""
    settings = served.settings
    found, made = versions_of(settings, document), history(settings, document)
    last = found[-1]
    for version in reversed(found):
        draw_version(version, served, phrases)
    with st.container(horizontal=True):
        if last.is_current:
            label = phrases("Remove")
            act(last, label, f"remove-{document}", served, removing(document, served))
            draw_retitle(last, served, phrases)
        if made:
            label = phrases("Undo the last change")
            act(last, label, f"undo-{document}", served, undoing(document, served))
    if made:
        st.html(history_html(made, phrases))
    if last.is_current:
        with st.expander(
            phrases("Passages"), key=f"documents-open-{document}", on_change="rerun"
        ) as look:
            if look.open:
                draw_passages(document, served.assistant.refreshed(), phrases)


def draw_retitle(version: Version, served: Served, phrases: Phrases) -> None:
    """Draw the field in which a title is corrected."""
    label = phrases("Correct the title")
    field = f"documents-title-{version.document}"
    with st.popover(label):
        st.text_input(phrases("Title"), value=version.title, key=field)
        st.button(
            label,
            key=f"documents-retitle-{version.document}",
            on_click=begin_retitle,
            args=(version.document, field, f"{version.title}: {label}", served),
        )


def draw_version(version: Version, served: Served, phrases: Phrases) -> None:
    """Draw one version, with the button that brings it back where that can be done."""
    told = [
        version.version,
        phrases("added {date}", date=phrases.day(version.added_at.date())),
        fate(version, phrases),
    ]
    with st.container(horizontal=True, vertical_alignment="center", key=f"p4c-v-{version.version}"):
        st.html(
            f'<p class="p4c-version"><cite><bdi>{escape(version.title)}</bdi></cite><br />'
            f"{escape(' · '.join(told))}</p>"
        )
        if version.can_be_restored:
            key = f"restore-{version.document}-{version.version}"
            label = phrases("Restore")
            act(version, label, key, served, restoring(version, served))


def fate(version: Version, phrases: Phrases) -> str:
    """What became of a version."""
    if version.is_current or version.archived_at is None:
        return phrases("questions are answered from it")
    date = phrases.day(version.archived_at.date())
    if version.purged_at:
        return phrases("removed {date}; the original was deleted, its text is kept", date=date)
    if version.why == "replaced":
        return phrases("replaced {date}", date=date)
    return phrases("removed {date}", date=date)


def history_html(made: Sequence[Change], phrases: Phrases) -> str:
    """Set the changes of a document as a table, newest first."""
    names = acts(phrases)
    heads = (phrases("When"), phrases("Who"), phrases("What"), phrases("Version"))
    head = "".join(f'<th class="words">{escape(name)}</th>' for name in heads)
    rows = "".join(
        f'<tr><td class="words">{escape(moment(change.at.isoformat()))}</td>'
        f'<td class="words"><bdi>{escape(change.who)}</bdi></td>'
        f'<td class="words">{escape(names.get(change.act, change.act))}</td>'
        f'<td class="words">{escape(change.version or change.before or "")}</td></tr>'
        for change in reversed(made)
    )
    title = escape(phrases("History"))
    return (
        f'<div class="scroll"><table><caption>{title}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def acts(phrases: Phrases) -> Mapping[str, str]:
    """What each sort of change is called."""
    return {
        "add": phrases("added"),
        "replace": phrases("replaced"),
        "remove": phrases("removed"),
        "restore": phrases("restored"),
        "retitle": phrases("title corrected"),
        "purge": phrases("original deleted"),
    }


Doing = Callable[[str, Progress], SyncReport]


def act(version: Version, label: str, key: str, served: Served, do: Doing) -> None:
    """Draw a button that has something done to the document of a version."""
    told = f"{version.title}: {label}"
    st.button(
        label, key=f"documents-{key}", on_click=begin, args=(version.document, told, served, do)
    )


def begin(document: str, told: str, served: Served, do: Doing) -> None:
    """Begin a change in the name of who acts, unless one goes on in this session."""

    def in_name(name: str) -> None:
        running: Changing | None = st.session_state.get(CHANGING)
        if running is None or running.work.state.is_over:
            change = served.workshop.change(lambda progress: do(name, progress))
            st.session_state[CHANGING] = Changing(document, told, change)

    as_staff(served, in_name)


def begin_retitle(document: str, field: str, told: str, served: Served) -> None:
    """Begin to call a document by the words that stand in a field now."""
    title = str(st.session_state.get(field) or "")
    begin(
        document,
        told,
        served,
        lambda name, progress: retitle(served.settings, document, title, name, progress),
    )


def removing(document: str, served: Served) -> Doing:
    """What takes a document out."""
    return lambda name, progress: remove(served.settings, document, name, progress)


def undoing(document: str, served: Served) -> Doing:
    """What takes back the last change of a document."""
    return lambda name, progress: undo(served.settings, document, name, progress)


def restoring(version: Version, served: Served) -> Doing:
    """What brings back a version."""
    return lambda name, progress: restore(
        served.settings, version.document, name, version.version, progress
    )
