"""A press on a thumb under an answer becomes a line for those who check the quality."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from uuid import uuid4

import streamlit as st

from assistant.phrases import Phrases
from ingest.errors import P4CError
from ui.conversation import Reply, Turn
from ui.feedback import Thumb, Way, keep_thumb, now
from ui.lines import fault


def draw_thumbs(
    turn: Turn, number: int, history: Sequence[str], home: Path, phrases: Phrases
) -> None:
    """Draw two buttons under an answer, and say what is kept when one is pressed."""
    labels: dict[Way, str] = {
        "up": phrases("Helpful"),
        "down": phrases("Not helpful"),
    }
    pressed = turn.thumb.way if turn.thumb else None
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"p4c-thumbs-{number}"
    ):
        for way, label in labels.items():
            st.button(
                label,
                key=f"thumb-{way}-{number}",
                icon=f":material/thumb_{way}:",
                type="primary" if way == pressed else "secondary",
                on_click=press,
                args=(turn, way, tuple(history), home),
            )
        st.html(f'<p class="p4c-kept">{escape(line(pressed, phrases))}</p>')
    say_why_not(turn, phrases)


def line(pressed: Way | None, phrases: Phrases) -> str:
    """What is kept, or would be."""
    if pressed:
        return phrases(
            "Thank you. The questions so far and this answer are kept for those who check the "
            "quality."
        )
    return phrases(
        "If you press one, the questions so far and this answer are kept for those who check the "
        "quality."
    )


def press(turn: Turn, way: Way, history: tuple[str, ...], home: Path) -> None:
    """Keep a thumb; the other one changes it, and the same once more takes it back."""
    if not isinstance(turn.outcome, Reply):
        return
    before = turn.thumb
    thumb = Thumb(
        id=before.id if before else uuid4().hex,
        time=now(),
        way=None if before and before.way == way else way,
        question=turn.question,
        history=history,
        answer=turn.outcome.answer,
    )
    try:
        keep_thumb(thumb, home)
    except P4CError as error:
        st.session_state["not_kept"] = (id(turn), error.line)
        return
    turn.thumb = thumb
    st.session_state.pop("not_kept", None)


def say_why_not(turn: Turn, phrases: Phrases) -> None:
    """Say that a thumb could not be kept, and why."""
    which, reason = st.session_state.get("not_kept", (None, ""))
    if which == id(turn):
        fault(phrases("This could not be kept: {reason}", reason=phrases.line(reason)))
