"""A thumb from the chat becomes a case of the golden set, once an evaluator says what is right."""

from html import escape
from typing import cast, get_args

import streamlit as st

from assistant.answer import Status
from assistant.assistant import Parts
from assistant.phrases import Phrases
from evals.adding import ADDED, Expected, case_from
from evals.admitting import admit, cases_in
from evals.cases import CaseType
from evals.workbench import examples_in
from ingest.errors import P4CError
from ui.cards import status_label, turn_html
from ui.conversation import Turn
from ui.feedback import Thumb, read_thumbs
from ui.lines import done, fault, note, say
from ui.quality_failures import earlier_html, reply
from ui.quality_names import endonym, moment, type_names
from ui.quality_start import say_where
from ui.served import Served
from ui.sign_in import may_evaluate

ADDED_NOW = "quality-added"


def draw_thumbs_list(served: Served, phrases: Phrases) -> None:
    """Draw the thumbs, newest first, and the one that is chosen with the form for its case."""
    thumbs = read_thumbs(served.settings.home)
    ups = sum(thumb.way == "up" for thumb in thumbs)
    told = phrases("Helpful: {ups}. Not helpful: {downs}.", ups=ups, downs=len(thumbs) - ups)
    note(told)
    if not may_evaluate(served):  # what readers asked is not for every other reader
        say_where(phrases)
        return
    if not thumbs:
        say(phrases("Nobody has pressed a thumb in the chat yet."))
        return
    taken = questions_added(served)
    by_id = {thumb.id: thumb for thumb in thumbs}
    chosen = st.selectbox(
        phrases("Thumb"),
        list(by_id),
        format_func=lambda id_: label(by_id[id_], taken, phrases),
        key="quality-thumb",
    )
    if chosen:
        draw_thumb(by_id[chosen], served, phrases)


def questions_added(served: Served) -> frozenset[str]:
    """The questions that cases were made of already; none if the set cannot be read."""
    try:
        added = [case for case in cases_in(served.golden) if case.id.startswith("added")]
    except P4CError:
        return frozenset()
    return frozenset(text for case in added for text in case.turns[-1].questions.values())


def label(thumb: Thumb, taken: frozenset[str], phrases: Phrases) -> str:
    """A thumb in one line: which way, when, what was asked, and whether it is a case by now."""
    way = phrases("Helpful") if thumb.way == "up" else phrases("Not helpful")
    is_case = phrases("is a case") if thumb.question in taken else ""
    parts = [way, is_case, thumb.question, moment(thumb.time)]
    return " · ".join(part for part in parts if part)


def draw_thumb(thumb: Thumb, served: Served, phrases: Phrases) -> None:
    """Draw one thumb: the conversation, and the form that makes a case of it."""
    turn = Turn(thumb.question, thumb.answer.language, reply(thumb.answer, served.assistant))
    st.html(earlier_html(thumb.history, phrases) + turn_html(turn, 1, phrases))
    draw_form(thumb, served, phrases)
    said, is_fault = st.session_state.pop(ADDED_NOW, ("", False))
    if said:
        (fault if is_fault else done)(said)


def draw_form(thumb: Thumb, served: Served, phrases: Phrases) -> None:
    """Draw the form: what is right, filled in with what was answered."""
    now, answer = served.assistant.refreshed(), thumb.answer
    types = type_names(phrases)
    practices = {id_: practice_name(id_, now, phrases) for id_ in now.catalogue.practices}
    partners = {id_: partner_name(id_, now) for id_ in now.catalogue.partners}
    statuses = get_args(Status)
    with st.form(f"quality-case-{thumb.id}"):
        title = escape(phrases("Make a case of it"))  # pybabel reads no f-strings
        st.html(f"<h3>{title}</h3>")
        kind = st.selectbox(phrases("Type of case"), list(types), format_func=lambda k: types[k])
        status = st.selectbox(
            phrases("Right status"),
            statuses,
            index=statuses.index(answer.status),
            format_func=lambda one: status_label(cast("Status", one), phrases),
        )
        right_practices = st.multiselect(
            phrases("Right practices"),
            list(practices),
            default=[id_ for id_ in answer.practices if id_ in practices],
            format_func=lambda id_: practices[id_],
            placeholder=phrases("none"),
        )
        right_partners = st.multiselect(
            phrases("Right partners"),
            list(partners),
            default=[id_ for id_ in answer.partners if id_ in partners],
            format_func=lambda id_: partners[id_],
            placeholder=phrases("none"),
        )
        is_sent = st.form_submit_button(phrases("Add the case"), type="primary")
    if is_sent:
        expected = Expected(
            type=cast("CaseType", kind),
            status=cast("Status", status),
            practices=tuple(right_practices),
            partners=tuple(right_partners),
        )
        st.session_state[ADDED_NOW] = make_case(thumb, expected, served, phrases)
        st.rerun()


def make_case(
    thumb: Thumb, expected: Expected, served: Served, phrases: Phrases
) -> tuple[str, bool]:
    """Make a case and add it to the set; what to say, and whether it went wrong."""
    now = served.assistant.refreshed()
    try:
        taken = {case.id for case in cases_in(served.golden)}
        case = case_from(thumb.answer, thumb.history, expected, taken)
        examples = examples_in(now.words_of(thumb.answer.language))
        admit(case, served.golden, now.catalogue, examples)
    except P4CError as error:
        return phrases("The case was not added: {reason}", reason=phrases.line(error.line)), True
    told = phrases("The case {id} was added to {file}.", id=case.id, file=ADDED)
    language = phrases(
        "It is told in one language: {language}.", language=endonym(case.languages[0])
    )
    return f"{told} {language}", False


def practice_name(id_: str, now: Parts, phrases: Phrases) -> str:
    """What a practice is called in the reader's language."""
    words = now.words_of(phrases.language).practices.get(id_)
    return words.name if words else id_


def partner_name(id_: str, now: Parts) -> str:
    """What a partner is called; the one without a name shows by its id."""
    name = now.catalogue.partners[id_].name.value
    return name if isinstance(name, str) else id_
