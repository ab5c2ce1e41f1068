"""A visitor's session becomes one of staff's: who acts, the form to sign in, the way out."""

import logging
from collections.abc import Callable
from math import ceil
from time import time

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assistant.phrases import Phrases
from ingest.errors import P4CError
from ui.lines import fault, note, say
from ui.served import Served

NAME, PASSWORD, REFUSED = "sign-in-name", "sign-in-password", "sign-in-refused"
# What a proxy adds to a request that it passes on from another machine.
FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")

log = logging.getLogger(__name__)


def acting(served: Served) -> str | None:
    """The name of the member of staff whose session this is, or None if it is nobody's.

    A page that was drawn is no permission: each act asks this anew.
    """
    session, now = session_id(), time()
    try:
        name = served.signed_in.who(session, now)
        if name is None and served.has_openid and vouched_for(served, session, now):
            name = served.signed_in.who(session, now)
    except P4CError:
        log.exception("nobody counts as staff")
        return None
    return name


def vouched_for(served: Served, session: str, now: float) -> bool:
    """Whether the provider vouched for an address of staff's in this session."""
    address, issued = st.user.get("email"), st.user.get("iat")
    is_sure = st.user.get("email_verified", True) in {True, "true"}
    if not (st.user.get("is_logged_in") and isinstance(address, str) and is_sure):
        return False
    began = float(issued) if isinstance(issued, int | float) else 0.0
    return served.signed_in.vouch(session, address, began, now)


def session_id() -> str:
    """The id of the session that is drawn or acts; nobody's where there is none."""
    context = get_script_run_ctx()
    return context.session_id if context else ""


def may_evaluate(served: Served) -> bool:
    """Whether this session may start runs and make cases: staff's, or one of this machine."""
    is_passed_on = any(st.context.headers.get(name) for name in FORWARDED)
    return (served.is_local and not is_passed_on) or acting(served) is not None


def as_staff(served: Served, act: Callable[[str], None]) -> None:
    """Do what a member of staff asks for, by name; for anybody else nothing is done."""
    name = acting(served)
    if name is not None:
        served.signed_in.touch(session_id(), time())
        act(name)


def draw_sign_in(served: Served, phrases: Phrases) -> None:
    """Draw the ways to sign in, and why the last try failed."""
    say(phrases("Sign in to add documents and to look after them."))
    if served.has_openid:
        st.button(
            phrases("Sign in with your organisation's account"),
            key="sign-in-openid",
            type="primary",
            on_click=st.login,
        )
        if st.user.get("is_logged_in"):
            fault(phrases("This account is not one of staff, or its sign-in has ended."))
    with st.form("sign-in"):
        st.text_input(phrases("Name"), key=NAME, autocomplete="username")
        st.text_input(
            phrases("Password"), key=PASSWORD, type="password", autocomplete="current-password"
        )
        st.form_submit_button(
            phrases("Sign in"), key="sign-in-send", on_click=sign_in, args=(served, phrases)
        )
    if refused := st.session_state.pop(REFUSED, None):
        fault(refused)


def sign_in(served: Served, phrases: Phrases) -> None:
    """Try the name and password of the form; the password is forgotten at once."""
    name, password = st.session_state[NAME], st.session_state[PASSWORD]
    st.session_state[PASSWORD] = ""
    try:
        source = st.context.ip_address or ""  # behind a proxy it is the proxy's
        refusal = served.signed_in.try_password(session_id(), name, password, time(), source)
    except P4CError as error:
        st.session_state[REFUSED] = phrases.line(error.line)
        return
    if refusal and refusal.wait_s:
        st.session_state[REFUSED] = phrases.count(
            "Too many wrong passwords. Try again in {n} minute.",
            "Too many wrong passwords. Try again in {n} minutes.",
            ceil(refusal.wait_s / 60),
        )
    elif refusal:
        st.session_state[REFUSED] = phrases("Name or password is wrong.")


def draw_who(name: str, served: Served, phrases: Phrases) -> None:
    """Draw who is signed in, with the way out."""
    with st.container(horizontal=True, vertical_alignment="center", key="p4c-who"):
        note(phrases("Signed in as {name}", name=name))
        st.button(phrases("Sign out"), key="sign-out", on_click=sign_out, args=(served,))


def sign_out(served: Served) -> None:
    """End the sign-in of this session, and the provider's if there is one."""
    served.signed_in.sign_out(session_id())
    if served.has_openid and st.user.get("is_logged_in"):
        st.logout()
