"""A reader's session becomes the chat page: language menu, notice, conversation, question box."""

import logging
from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.phrases import Phrases, phrases_of
from assistant.settings import Settings
from assistant.unanswered import is_kept, note
from assistant.understand import MAX_CHARACTERS
from ingest.errors import P4CError
from ingest.languages import LANGUAGES
from ui.cards import turn_html
from ui.conversation import Conversation, Reply, Turn
from ui.header import (
    Links,
    draw_language_menu,
    draw_notice,
    draw_title,
    page_language,
    tell_script,
)
from ui.served import Served
from ui.sign_in import acting
from ui.thumbs import draw_thumbs

log = logging.getLogger(__name__)


def draw(served: Served, links: Links) -> None:
    """Draw the page, and answer the question that waits for an answer, if one does."""
    phrases = phrases_of(page_language())
    title = phrases("Good practices of POOLING4CLUSTERS")
    st.set_page_config(page_title=title, layout="centered")
    conversation = this_conversation()
    draw_header(title, phrases, conversation)
    tell_script(phrases)
    draw_what_this_is(served, links, phrases)
    if not conversation.turns:
        draw_examples(phrases)
    turns, box = st.container(key="p4c-turns"), st.container(key="p4c-box")
    with box:  # drawn before the turns, so that it is there while an answer is made
        draw_question_box(phrases)
    with turns:
        for number, turn in enumerate(conversation.turns, start=1):
            draw_turn(turn, number, conversation, served, phrases)
        offer_other_language(conversation, phrases)


def this_conversation() -> Conversation:
    """The conversation of this session."""
    return st.session_state.setdefault("conversation", Conversation())


def draw_header(title: str, phrases: Phrases, conversation: Conversation) -> None:
    """Draw title, language menu and the button that starts over."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="p4c-header"):
        draw_title(title)
        draw_language_menu(phrases)
        st.button(
            phrases("New conversation"),
            key="new",
            on_click=start_over,
            disabled=not conversation.turns,
        )


def start_over() -> None:
    """Begin a conversation without turns."""
    st.session_state["conversation"] = Conversation()


def draw_what_this_is(served: Served, links: Links, phrases: Phrases) -> None:
    """Say what this is and what it answers from, with the list of the documents."""
    titles = [document.title for document in served.assistant.refreshed().library.documents()]
    items = "".join(f"<li>{escape(title)}</li>" for title in titles)
    words = phrases(
        "This is an automated assistant (AI). It answers only from the documents listed here, "
        "quotes them word for word, and says so when they do not hold an answer."
    )
    number = phrases.count("{n} document", "{n} documents", len(titles))
    others = {
        phrases("Sources"): links.sources,
        phrases("How good are the answers?"): links.quality,
    }
    if acting(served):
        others[phrases("Documents")] = links.documents
    kept = phrases("Questions without an answer are kept for staff, without who asked.")
    are_kept = served.settings.keep_questions and is_kept(served.settings.home)
    small = f'<p class="p4c-note">{escape(kept)}</p>' if are_kept else ""
    draw_notice(
        f"<p>{escape(words)}</p>{small}"
        f"<details><summary>{escape(number)}</summary><ul>{items}</ul></details>",
        others,
        phrases,
    )


def draw_examples(phrases: Phrases) -> None:
    """Offer example questions."""
    with st.container(key="p4c-examples"):
        title = escape(phrases("For example, you can ask:"))  # pybabel reads no f-strings
        st.html(f'<h2 class="p4c-examples">{title}</h2>')
        for number, question in enumerate(example_questions(phrases)):
            st.button(
                question, key=f"example-{number}", on_click=put, args=(question,), width="stretch"
            )


def example_questions(phrases: Phrases) -> Sequence[str]:
    """Questions that the documents answer, one of each main sort."""
    return (
        phrases("Our companies want to exhibit together at a fair abroad. Which practice fits?"),
        phrases("How does Corallia plan to test the practices?"),
        phrases("How many practices were recorded, and how many were selected?"),
        phrases("Which practices does no partner plan to test?"),
    )


def draw_question_box(phrases: Phrases) -> None:
    """Draw the box for the next question.

    It stands in a container, where Streamlit does not pin it (assets/p4c.css does): with a pinned
    one Streamlit scrolls to the end whenever the page grows, such as when a source is opened.
    """
    say_too_long(phrases)
    st.chat_input(
        phrases("Write your question here"), key="question", on_submit=put_what_is_written
    )


def say_too_long(phrases: Phrases) -> None:
    """Say that the question in the box was not taken, if it is too long."""
    length = st.session_state.get("too_long")
    if length:
        words = phrases(
            "The question has {length} characters; at most {most} are read. Please shorten it.",
            length=length,
            most=MAX_CHARACTERS,
        )
        st.html(f'<p class="p4c-failure" role="alert">{escape(words)}</p>')


def put_what_is_written() -> None:
    """Take the question from the box; one that is too long goes back into it."""
    written = st.session_state["question"] or ""
    st.session_state["too_long"] = len(written) if len(written) > MAX_CHARACTERS else None
    if st.session_state["too_long"]:
        st.session_state["question"] = written
    elif written.strip():
        put(written)


def put(question: str) -> None:
    """Add a question to the conversation."""
    this_conversation().put(question, page_language())


def draw_turn(
    turn: Turn, number: int, conversation: Conversation, served: Served, phrases: Phrases
) -> None:
    """Draw a turn; one without an outcome is drawn as it is, answered, and drawn again."""
    if turn.outcome is None:
        place = st.empty()
        place.html(turn_html(turn, number, phrases))
        turn.settle(served.assistant, conversation.history(turn))
        note_if_unanswered(turn, served.settings)
        place.html(turn_html(turn, number, phrases))
    else:  # not into a place that is empty first: that could be seen (0.2 s with Streamlit 1.67)
        st.html(turn_html(turn, number, phrases))
    if isinstance(turn.outcome, Reply):
        draw_thumbs(turn, number, conversation.history(turn), served.settings.home, phrases)


def note_if_unanswered(turn: Turn, settings: Settings) -> None:
    """Keep a question without an answer for staff; nobody waits, or learns, if that fails."""
    if settings.keep_questions and isinstance(turn.outcome, Reply):
        try:
            note(settings.home, turn.question, turn.outcome.answer)
        except P4CError:
            log.exception("a question without an answer was not kept")


def offer_other_language(conversation: Conversation, phrases: Phrases) -> None:
    """Offer the last answer in the page's language, where it is in another one."""
    last = conversation.turns[-1].outcome if conversation.turns else None
    if isinstance(last, Reply) and last.answer.language != phrases.language:
        language = LANGUAGES[phrases.language].endonym
        st.button(
            phrases("Answer again in this language: {language}", language=language),
            key="again",
            on_click=conversation.again,
            args=(phrases.language,),
        )
