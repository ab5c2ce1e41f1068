"""A document's text becomes that text with its passages outlined, with place and language."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from assistant.phrases import Phrases
from ingest.blocks import UNKNOWN
from ingest.located import Passage
from ingest.report import PassagePreview
from ui.quality_names import endonym

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Outline:
    """A passage to draw; `other` is the language that a second detector sees, if it differs."""

    start: int
    end: int
    page: int | None
    section: str | None
    language: str
    other: str | None = None


def outline_of(passage: Passage | PassagePreview) -> Outline:
    """What is drawn of a passage."""
    other = passage.second_opinion if isinstance(passage, PassagePreview) else None
    is_disputed = isinstance(passage, PassagePreview) and passage.disagree
    return Outline(
        passage.start,
        passage.end,
        passage.page,
        passage.section,
        passage.language,
        other if is_disputed else None,
    )


def draw_outlined(body: str, outlines: Sequence[Outline], key: str, phrases: Phrases) -> None:
    """Draw some passages at a time, with a menu for the others where there are more."""
    firsts = range(0, len(outlines), AT_ONCE)
    first = 0
    if len(firsts) > 1:
        chosen = st.selectbox(
            phrases("Passages"),
            firsts,
            format_func=lambda n: f"{n + 1}–{min(n + AT_ONCE, len(outlines))}",
            key=key,
        )
        first = chosen or 0
    st.html(outlined_html(body, outlines[first : first + AT_ONCE], phrases))


def outlined_html(body: str, outlines: Sequence[Outline], phrases: Phrases) -> str:
    """Set passages in boxes, and what stands between them without; all of it is text."""
    parts: list[str] = []
    at = outlines[0].start if outlines else 0
    for outline in outlines:
        between = body[at : outline.start].strip()
        if between:
            parts.append(f'<p class="p4c-between" dir="auto">{escape(between)}</p>')
        parts.append(passage_html(outline, body[outline.start : outline.end], phrases))
        at = max(at, outline.end)
    return f'<div class="p4c-outlined">{"".join(parts)}</div>'


def passage_html(outline: Outline, text: str, phrases: Phrases) -> str:
    """Set one passage in its box."""
    disputed = " p4c-disputed" if outline.other else ""
    lang = f' lang="{escape(outline.language)}"' if outline.language != UNKNOWN else ""
    return (
        f'<div class="p4c-passage{disputed}"><p class="p4c-where">'
        f"{escape(where(outline, phrases))}</p>"
        f'<div class="p4c-text" dir="auto"{lang}>{escape(text.strip())}</div></div>'
    )


def where(outline: Outline, phrases: Phrases) -> str:
    """Place and language of a passage in one line."""
    parts = [
        phrases("page {n}", n=outline.page) if outline.page else "",
        outline.section or "",
        spoken_in(outline.language, phrases),
        phrases("or {language}?", language=endonym(outline.other)) if outline.other else "",
    ]
    return " · ".join(part for part in parts if part)


def spoken_in(code: str, phrases: Phrases) -> str:
    """A passage's language in itself; one of no known language says so."""
    return phrases("unknown language") if code == UNKNOWN else endonym(code)
