"""The questions without an answer become a list for staff of what to add next."""

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from assistant.phrases import Phrases
from assistant.unanswered import Unanswered, forget_all, is_kept, read_unanswered, switch
from ingest.errors import P4CError
from ui.cards import status_label
from ui.lines import fault, note, say
from ui.quality_names import endonym
from ui.served import Served
from ui.sign_in import as_staff

KEPT, PROBLEM = "documents-kept", "documents-questions-problem"
MOST_SHOWN = 200


def draw_questions(served: Served, phrases: Phrases) -> None:
    """Draw the switch, the list, and the button that deletes it."""
    home = served.settings.home
    note(
        phrases(
            "Kept are question, day, language and kind of answer, without addresses and long "
            "numbers, and nothing on who asked."
        )
    )
    if served.settings.keep_questions:
        st.session_state[KEPT] = is_kept(home)
        st.toggle(phrases("Keep questions"), key=KEPT, on_change=turn, args=(served,))
    else:
        say(phrases("Whoever runs this machine has switched it off."))
    if problem := st.session_state.pop(PROBLEM, None):
        fault(phrases.line(problem))
    asked = read_unanswered(home)
    if not asked:
        say(phrases("There is no question without an answer."))
        return
    st.html(languages_html(asked) + questions_html(asked[:MOST_SHOWN], phrases))
    with st.popover(phrases("Delete all")):
        say(phrases("This cannot be undone."))
        st.button(phrases("Delete all"), key="documents-forget", on_click=forget, args=(served,))


def languages_html(asked: Sequence[tuple[Unanswered, int]]) -> str:
    """Set how many questions there are in each language, the most first."""
    counted: Counter[str] = Counter()
    for each, times in asked:
        counted[each.language] += times
    line = " · ".join(f"{endonym(code)}: {n}" for code, n in counted.most_common())
    return f'<p class="p4c-note">{escape(line)}</p>'


def questions_html(asked: Sequence[tuple[Unanswered, int]], phrases: Phrases) -> str:
    """Set the questions as a table, the most frequent first."""
    head = "".join(
        f'<th class="words">{escape(name)}</th>'
        for name in (phrases("Question"), phrases("Language"), phrases("Answer"), phrases("Day"))
    )
    number = escape(phrases("Times"))
    rows = "".join(
        f'<tr><th class="words" lang="{escape(each.language)}" dir="auto">{escape(each.question)}'
        f'</th><td class="words">{escape(endonym(each.language))}</td>'
        f'<td class="words">{escape(status_label(each.status, phrases))}</td>'
        f'<td class="words">{escape(each.day)}</td><td>{times}</td></tr>'
        for each, times in asked
    )
    return (
        f'<div class="scroll"><table class="p4c-questions"><thead><tr>{head}<th>{number}</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def turn(served: Served) -> None:
    """Switch the keeping of questions on or off, as the switch stands."""
    wanted = bool(st.session_state[KEPT])
    attempt(served, lambda: switch(served.settings.home, on=wanted))


def forget(served: Served) -> None:
    """Delete the questions."""
    attempt(served, lambda: forget_all(served.settings.home))


def attempt(served: Served, act: Callable[[], None]) -> None:
    """Do something in the name of staff; what goes wrong is shown."""

    def try_it(_: str) -> None:
        try:
            act()
        except P4CError as error:
            st.session_state[PROBLEM] = error.line

    as_staff(served, try_it)
