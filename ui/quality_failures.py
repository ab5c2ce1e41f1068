"""A wrong answer of a run becomes the card that a reader would have seen, with what is wrong."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.phrases import Phrases
from evals.outcomes import Asked, Verdict
from ui.cards import turn_html
from ui.conversation import Failure, Reply, Turn
from ui.lines import note, say
from ui.quality_names import endonym, named, type_names, variant_names
from ui.quality_runs import Known, failures_of
from ui.quotes import excerpt


def draw_failures(known: Known, assistant: Assistant, phrases: Phrases) -> None:
    """Draw the choice of wrong answers of a run, and the one that is chosen."""
    if known.blessing:
        say(phrases("The answers of the baseline are not kept, only its figures."))
        return
    failures = failures_of(known.folder)
    if not failures.total:
        say(phrases("Every answer is right."))
        return
    shown = chosen_sort(failures.shown, phrases)
    told = phrases(
        "Wrong answers: {total}. To choose from: {n}.", total=failures.total, n=len(shown)
    )
    note(told)
    by_key = {verdict.outcome.key: verdict for verdict in shown}
    key = st.selectbox(
        phrases("Wrong answer"),
        list(by_key),
        format_func=lambda key: label(by_key[key], phrases),
        key="quality-failure",
    )
    if key:
        st.html(failure_html(by_key[key], assistant, phrases))


def chosen_sort(failures: Sequence[Verdict], phrases: Phrases) -> list[Verdict]:
    """Draw the filters, and give the failures that pass them."""
    types = type_names(phrases)
    everything = phrases("all")
    with st.container(horizontal=True):
        language = st.selectbox(
            phrases("Language of the question"),
            ["", *sorted({one.outcome.language for one in failures})],
            format_func=lambda code: endonym(code) if code else everything,
            key="quality-failure-language",
        )
        kind = st.selectbox(
            phrases("Type of case"),
            ["", *(kind for kind in types if any(one.type == kind for one in failures))],
            format_func=lambda kind: named(kind, types) if kind else everything,
            key="quality-failure-type",
        )
    return [
        one for one in failures if language in {"", one.outcome.language} and kind in {"", one.type}
    ]


def label(verdict: Verdict, phrases: Phrases) -> str:
    """A failure in one line: case, language, how it was asked, what is wrong."""
    outcome = verdict.outcome
    variant = named(outcome.variant, variant_names(phrases))
    critical = phrases("critical") if verdict.severity == "critical" else ""
    parts = [critical, outcome.case, endonym(outcome.language), variant, "; ".join(verdict.faults)]
    return " · ".join(part for part in parts if part)


def failure_html(verdict: Verdict, assistant: Assistant, phrases: Phrases) -> str:
    """What is wrong, and the conversation as a reader would have seen it."""
    faults = "".join(f"<li>{escape(fault)}</li>" for fault in verdict.faults)
    title = escape(phrases("What is wrong"))
    cards = "".join(
        turn_html(as_turn(asked, assistant), number, phrases)
        for number, asked in enumerate(verdict.outcome.turns, 1)
        if asked.answer or asked.error
    )
    turns = verdict.outcome.turns
    earlier = [asked.question for asked in turns if not (asked.answer or asked.error)]
    return (
        f'<div class="p4c-faults"><p>{title}</p><ul lang="en">{faults}</ul></div>'
        f"{earlier_html(earlier, phrases)}{cards}"
    )


def earlier_html(questions: Sequence[str], phrases: Phrases) -> str:
    """The questions that were asked before, if there were some."""
    if not questions:
        return ""
    title = escape(phrases("Asked before:"))  # pybabel reads no f-strings
    items = "".join(f"<li>{escape(question)}</li>" for question in questions)
    return f'<div class="p4c-earlier"><p>{title}</p><ul>{items}</ul></div>'


def as_turn(asked: Asked, assistant: Assistant) -> Turn:
    """A question of a run as the chat shows one."""
    if asked.answer is None:
        return Turn(asked.question, asked.language, Failure(asked.error))
    return Turn(asked.question, asked.language, reply(asked.answer, assistant))


def reply(answer: Answer, assistant: Assistant) -> Reply:
    """An answer with its quotes in their surroundings, as far as the documents still hold them."""
    library = assistant.refreshed().library
    bodies = {document.id: library.body(document.id) for document in library.documents()}
    return Reply(
        answer,
        {
            citation.marker: excerpt(citation, bodies.get(citation.document, ""))
            for citation in answer.citations
        },
    )
