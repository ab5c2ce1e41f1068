"""The runs of the evaluations become the page Quality: figures, gate, failures, runs, thumbs."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.phrases import Phrases, phrases_of
from evals.report import FILE as REPORT
from ui.header import draw_head, draw_notice, page_language
from ui.lines import fault, note, safely, say
from ui.quality_compare import draw_compare
from ui.quality_failures import draw_failures
from ui.quality_figures import figures_html
from ui.quality_gate import gate_html
from ui.quality_runs import Known, gate_report, known_runs, label
from ui.quality_start import NEXT, draw_start
from ui.quality_thumbs import draw_thumbs_list
from ui.served import Served

RUN, TABS = "quality-run", "quality-tabs"


def draw(served: Served, chat: StreamlitPage) -> None:
    """Draw the page; whatever cannot be read is one line, and the rest stays usable."""
    phrases = phrases_of(page_language())
    draw_head(phrases("Answer quality"), phrases)
    draw_intro(chat, phrases)
    known = known_runs(served)
    if st.session_state.get(NEXT) in known:  # a run that was watched has ended
        st.session_state[RUN] = st.session_state.pop(NEXT)
        st.session_state[TABS] = phrases("Figures")
    chosen = choose(known, phrases)
    figures, gate, failures, compare, start, thumbs = st.tabs(
        [
            phrases("Figures"),
            phrases("Gate"),
            phrases("Wrong answers"),
            phrases("Compare"),
            phrases("New run"),
            phrases("Thumbs"),
        ],
        key=TABS,
        on_change="rerun",
    )

    def of_run(drawn: Callable[[Known], object]) -> Callable[[], object]:
        return lambda: draw_of_run(chosen, drawn, phrases)

    parts = {
        figures: of_run(lambda run: draw_figures(run, phrases)),
        gate: of_run(lambda run: st.html(gate_html(gate_report(run.folder), phrases))),
        failures: of_run(lambda run: draw_failures(run, served.assistant, phrases)),
        compare: of_run(lambda run: draw_compare(known, run, phrases)),
        start: lambda: draw_start(served, phrases),
        thumbs: lambda: draw_thumbs_list(served, phrases),
    }
    for tab, drawn in parts.items():
        if tab.open:
            with tab:
                safely(drawn, phrases)


def draw_intro(chat: StreamlitPage, phrases: Phrases) -> None:
    """Say what the page is, with the way back."""
    words = phrases(
        "The assistant is asked questions whose right answers are known. This page shows how often "
        "it is right, and where it is not."
    )
    html = f'<p class="p4c-quality">{escape(words)}</p>'
    draw_notice(html, {phrases("Back to the chat"): chat}, phrases)


def choose(known: Mapping[str, Known], phrases: Phrases) -> Known | None:
    """Draw the list of runs, newest first; the one that is chosen, or None if there is none."""
    if not known:
        return None
    if st.session_state.get(RUN) not in known:  # gone, or the first visit: the newest with figures
        complete = [key for key, one in known.items() if one.summary]
        st.session_state[RUN] = (complete or list(known))[0]
    key = st.selectbox(
        phrases("Run"),
        list(known),
        format_func=lambda key: label(known[key], phrases),
        key=RUN,
        persist_state="session",
    )
    return known.get(key or "")


def draw_of_run(chosen: Known | None, drawn: Callable[[Known], object], phrases: Phrases) -> None:
    """Draw what is told of a run, if there is one with figures."""
    if chosen is None:
        say(phrases("There is no run yet. Start one under “New run”, or with p4c eval."))
    elif chosen.problem:
        fault(phrases.line(chosen.problem))
    elif chosen.summary is None:
        say(phrases("This run was not finished. Start it with the same choice to go on."))
    else:
        drawn(chosen)


def draw_figures(run: Known, phrases: Phrases) -> None:
    """Draw all figures of a run, with its report to take along."""
    if run.summary is None:
        return
    if run.blessing:
        date, reason = run.blessing.blessed[:10], run.blessing.reason
        note(phrases("Accepted on {date}: {reason}", date=date, reason=reason))
    st.html(figures_html(run.summary, phrases))
    report = run.folder / REPORT
    if report.exists():
        st.download_button(
            phrases("Download the whole report"),
            report.read_bytes,
            file_name=f"{run.summary.manifest.run}.html",
            mime="text/html",
            key="quality-report",
            on_click="ignore",
        )
