"""A work of staff that goes on becomes a bar of its progress, until it is over."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from assistant.phrases import Phrases
from ui.lines import fault
from ui.served import Served
from ui.sign_in import acting
from ui.workshop import Work, WorkState

# How often the page looks, in seconds.
EVERY = 0.5
# Bytes, and steps of a work: how many says nothing to a person, the bar does.
WITHOUT_FIGURES = frozenset({"copy", "split", "build"})


@st.fragment(run_every=EVERY)
def watch(work: Work[Any], served: Served, phrases: Phrases) -> None:
    """Show how far a work is; when it is over, or the sign-in is, the page is drawn anew."""
    state = work.state
    if acting(served) is None or state.is_over:
        st.rerun()
    st.progress(share_done(state), text=in_words(state, phrases))


def share_done(state: WorkState) -> float:
    """How much of a stage is done, from 0 to 1."""
    return min(1.0, state.done / state.total) if state.total else 0.0


def in_words(state: WorkState, phrases: Phrases) -> str:
    """What is being done, and how much of it is."""
    told = stages(phrases).get(state.stage, state.stage)
    if state.total < 2 or state.stage in WITHOUT_FIGURES:
        return told
    return f"{told} {state.done} / {state.total}"


def stages(phrases: Phrases) -> Mapping[str, str]:
    """What each stage of a work is called."""
    return {
        "waiting": phrases("Waiting for its turn …"),
        "copy": phrases("Received"),
        "read": phrases("Reading"),
        "split": phrases("Cutting into passages"),
        "passages": phrases("Looking at the passages"),
        "embed": phrases("Making it searchable"),
        "build": phrases("Building the index"),
        "learn": phrases("Building the index"),
    }


def say_problem(problem: str, phrases: Phrases) -> None:
    """Say why a work failed; of a bug the log tells."""
    bug = phrases("something went wrong on our side; the log tells what")
    fault(phrases.line(problem) if problem else bug)
