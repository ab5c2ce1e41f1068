"""The choice of an evaluator becomes a run in the background, watched as it goes."""

from pathlib import Path
from typing import cast

import streamlit as st

from assistant.phrases import Phrases
from evals.cases import CaseType
from evals.workbench import Choice, evaluate, open_workbench
from ingest.languages import LANGUAGES
from ui.lines import done, fault, say
from ui.quality_names import type_names
from ui.run_in_background import Progress, RunState
from ui.served import Served
from ui.sign_in import may_evaluate

# How often the page looks at a run that goes on, in seconds.
EVERY = 1.0
WATCHED, NEXT = "quality-watched", "quality-next"


def draw_start(served: Served, phrases: Phrases) -> None:
    """Draw the choice of what is asked, or how far the run is that goes on."""
    if not may_evaluate(served):
        say_where(phrases)
        return
    if served.running.state.is_busy:
        st.session_state[WATCHED] = True
        watch(served, phrases)
        return
    say_how_it_ended(served.running.state, phrases)
    choice = draw_choice(phrases)
    if st.button(phrases("Start the run"), key="quality-start", type="primary"):
        begin(served, choice)
        st.rerun()


def say_where(phrases: Phrases) -> None:
    """Say that this page can only be read here, and where the rest is done."""
    say(
        phrases(
            "Here this page can only be read. Runs are started, and cases made, by staff who have "
            "signed in on the page Documents, or on the machine itself with p4c eval."
        )
    )


def draw_choice(phrases: Phrases) -> Choice:
    """Draw the fields of what is asked."""
    names = type_names(phrases)
    quick, everything, own = (
        phrases("Quick: plain questions in English and {language}", language=other(phrases)),
        phrases("Everything: all languages, types and ways of typing"),
        phrases("My own choice"),
    )
    how = st.radio(phrases("What is asked"), [quick, everything, own], key="quality-how")
    if how == quick:
        return Choice(languages=("en", partner_language(phrases)), variants=())
    if how == everything:
        return Choice()
    languages = st.multiselect(
        phrases("Languages (none: all)"),
        sorted(LANGUAGES, key=lambda code: LANGUAGES[code].endonym.casefold()),
        format_func=lambda code: LANGUAGES[code].endonym,
        key="quality-languages",
        placeholder=phrases("all"),
    )
    types = st.multiselect(
        phrases("Types of cases (none: all)"),
        list(names),
        format_func=lambda kind: names[kind],
        key="quality-types",
        placeholder=phrases("all"),
    )
    varied = st.checkbox(
        phrases("Also with typing slips, without diacritics, in capitals, in mixed languages"),
        key="quality-variants",
    )
    kinds = cast("tuple[CaseType, ...]", tuple(types))
    if varied:
        return Choice(tuple(languages), kinds)
    return Choice(tuple(languages), kinds, variants=())


def partner_language(phrases: Phrases) -> str:
    """The language that a quick run asks in beside English."""
    return phrases.language if phrases.language != "en" else "fr"


def other(phrases: Phrases) -> str:
    """That language's name."""
    return LANGUAGES[partner_language(phrases)].endonym


def begin(served: Served, choice: Choice) -> None:
    """Start a run of this choice, unless one goes on."""

    def ask_and_score(progress: Progress) -> Path:
        return evaluate(open_workbench(served.settings, served.golden), choice, progress)

    served.running.start(ask_and_score)


@st.fragment(run_every=EVERY)
def watch(served: Served, phrases: Phrases) -> None:
    """Show how far the run is, again and again; once it has ended, the page is drawn anew."""
    state = served.running.state
    if not state.is_busy:
        if st.session_state.pop(WATCHED, False) and state.folder:
            st.session_state[NEXT] = str(state.folder)
        st.rerun()
    with st.container(key="quality-progress"):
        st.progress(share_done(state), text=in_words(state, phrases))
        st.button(phrases("Stop the run"), key="quality-stop", on_click=stop, args=(served,))


def stop(served: Served) -> None:
    """Stop the run, if this session may."""
    if may_evaluate(served):
        served.running.stop()


def share_done(state: RunState) -> float:
    """How much has been asked, from 0 to 1."""
    return min(1.0, state.done / state.total) if state.total else 0.0


def in_words(state: RunState, phrases: Phrases) -> str:
    """How far a run is."""
    match state.phase:
        case "opening":
            return phrases("Opening the golden set …")
        case "scoring":
            return phrases("Judging the answers …")
        case _:
            return phrases("Asked: {done} of {total}", done=state.done, total=state.total)


def say_how_it_ended(state: RunState, phrases: Phrases) -> None:
    """Say in one line that the last run was stopped or failed, if it was."""
    if state.phase == "stopped":
        done(phrases("The run was stopped. Start it with the same choice to go on."))
    elif state.phase == "failed":
        bug = phrases("something went wrong on our side; the log tells what")
        reason = phrases.line(state.reason) if state.reason else bug
        fault(phrases("The run failed: {reason}", reason=reason))
