"""Signing in on the page, with Streamlit's own test runner; browser/ does it for real."""

import time
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from assistant.phrases import phrases_of
from assistant.settings import Settings
from tests.conftest import CORPUS
from ui import served as served_module
from ui.attempts import ONE_NAME
from ui.served import hand_over
from ui.signed_in import LONGEST_IDLE_S
from ui.staff_accounts import FILE, put_account, remove_account

NAME, PASSWORD = "mari", "kass istub kohvitassis"
SESSION = "test session id"  # what Streamlit's test runner calls every session
PAGE = """
import streamlit as st
from assistant.phrases import phrases_of
from ui.header import page_language
from ui.served import served_parts
from ui.sign_in import acting, as_staff, draw_sign_in, draw_who, may_evaluate

served, phrases = served_parts(), phrases_of(page_language())
name = acting(served)
if name:
    draw_who(name, served, phrases)
else:
    draw_sign_in(served, phrases)
act = lambda: as_staff(served, lambda name: st.session_state.update(acted=name))
st.button("act", key="act", on_click=act)
st.text(f"evaluate: {may_evaluate(served)}")
"""


@pytest.fixture
def home(served):
    put_account(served.settings.home, NAME, PASSWORD)
    return served.settings.home


@pytest.fixture
def open_page(home):
    def opened(language="en"):
        page = AppTest.from_string(PAGE, default_timeout=60)
        page.query_params["lang"] = language
        return page.run()

    return opened


def sign_in(page, name=NAME, password=PASSWORD):
    page.text_input(key="sign-in-name").set_value(name)
    page.text_input(key="sign-in-password").set_value(password)
    return page.button(key="sign-in-send").click().run()


def test_with_name_and_password_somebody_is_staff_until_they_sign_out(open_page, shown):
    page = sign_in(open_page())
    assert "Signed in as mari" in shown(page)
    page.button(key="act").click().run()
    assert page.session_state["acted"] == "mari"

    page.button(key="sign-out").click().run()

    assert page.text_input(key="sign-in-name")


@pytest.mark.parametrize("language", ["bg", "et", "mt"])
def test_a_wrong_password_is_said_in_the_reader_s_language_and_forgotten(
    language, open_page, shown
):
    page = sign_in(open_page(language), password="wrong password")

    assert phrases_of(language)("Name or password is wrong.") in shown(page)
    assert page.text_input(key="sign-in-password").value == ""


def test_too_many_wrong_passwords_are_said_with_the_minutes_to_wait(open_page, shown):
    page = open_page("sl")
    for _ in range(ONE_NAME.most):
        sign_in(page, password="wrong password")

    assert "Poskusite znova čez 15 minut." in shown(page)


def test_a_button_that_was_drawn_is_no_permission(open_page, home):
    page = open_page()
    page.button(key="act").click().run()
    assert "acted" not in page.session_state

    sign_in(page)
    remove_account(home, NAME)
    page.button(key="act").click().run()

    assert "acted" not in page.session_state
    assert page.text_input(key="sign-in-name")


def test_whoever_did_nothing_for_half_an_hour_signs_in_again(open_page, served):
    long_ago = time.time() - LONGEST_IDLE_S - 1
    served.signed_in.try_password(SESSION, NAME, PASSWORD, long_ago)

    page = open_page()
    page.button(key="act").click().run()

    assert "acted" not in page.session_state
    assert page.text_input(key="sign-in-name")


def test_a_broken_file_of_accounts_makes_nobody_staff_and_is_said_at_the_sign_in(
    open_page, home, shown
):
    page = sign_in(open_page())
    (home / FILE).write_text("broken", encoding="utf-8")

    page.run()
    sign_in(page)

    assert "holds no accounts of staff" in shown(page)


def test_runs_may_be_started_on_this_machine_or_by_staff(open_page, served):
    assert open_page().text[0].value == "evaluate: True"

    served_module._served[:] = [replace(served, is_local=False)]
    page = open_page()
    assert page.text[0].value == "evaluate: False"

    assert sign_in(page).text[0].value == "evaluate: True"


def test_an_organisation_s_account_is_offered_where_a_provider_is_configured(assistant, tmp_path):
    address = "https://id.example.ee/.well-known/openid-configuration"
    settings = Settings(corpus=CORPUS, home=tmp_path, oidc_metadata_url=address)
    hand_over(assistant, settings)

    page = AppTest.from_string(PAGE, default_timeout=60).run()

    assert not page.exception
    assert page.button(key="sign-in-openid").label == "Sign in with your organisation's account"
    assert page.text_input(key="sign-in-name")
