"""Served pages of answer quality and of documents, with runs made by hand."""

import shutil
from dataclasses import replace
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from assistant.phrases import phrases_of
from assistant.settings import Settings
from evals.baseline import Blessing
from evals.golden_set import GOLDEN
from evals.standing import standing_of, write_standing
from tests.conftest import CORPUS
from tests.evals.made_up import a_manifest, a_summary, a_verdict
from ui import served as served_module
from ui.served import hand_over
from ui.staff_accounts import put_account

PAGE = """
import streamlit as st
from ui import quality_page
from ui.served import served_parts

def draw():
    quality_page.draw(served_parts(), chat)

chat = st.Page(lambda: None, title="Chat", url_path="chat")
page = st.Page(draw, title="Quality", url_path="quality", default=True)
st.navigation([page, chat], position="hidden").run()
"""
NAME, PASSWORD = "mari", "kass istub kohvitassis"
DOCUMENTS = """
import streamlit as st
from ui import documents_page
from ui.served import served_parts

def draw():
    documents_page.draw(served_parts(), chat)

chat = st.Page(lambda: None, title="Chat", url_path="chat")
page = st.Page(draw, title="Documents", url_path="documents", default=True)
st.navigation([page, chat], position="hidden").run()
"""
RIGHT = {"scores": {"right": 1.0, "first": 1.0, "language": 1.0}, "faults": ()}


def verdicts_of(wrong=3):
    """Twelve cases in two languages; of the French ones the first few are wrong."""
    cases = [f"need-{number:02}" for number in range(12)]
    french = [
        a_verdict(case, "fr", **({} if number < wrong else RIGHT))
        for number, case in enumerate(cases)
    ]
    return [*french, *(a_verdict(case, "en", **RIGHT) for case in cases)]


@pytest.fixture
def served(tmp_path, assistant):
    """What the pages share, in folders of the test's own; only this machine can reach it."""
    home, golden = tmp_path / "home", tmp_path / "golden"
    shutil.copytree(GOLDEN, golden)
    return hand_over(
        assistant, Settings(corpus=CORPUS, home=home), golden, tmp_path / "baseline", is_local=True
    )


@pytest.fixture
def a_run(served):
    """Write the folder of a run; its name orders it."""

    def a_run(name="20261124-004800-1fbe992", wrong=3, gate=None, **changes):
        folder = served.settings.home / "runs" / name
        folder.mkdir(parents=True)
        manifest = a_manifest(run=name, **changes)
        (folder / "manifest.json").write_text(manifest.model_dump_json(), encoding="utf-8")
        if manifest.is_finished:
            summary = a_summary(manifest=manifest)
            (folder / "summary.json").write_text(summary.model_dump_json(), encoding="utf-8")
            lines = "".join(one.model_dump_json() + "\n" for one in verdicts_of(wrong))
            (folder / "cases.jsonl").write_text(lines, encoding="utf-8")
            (folder / "report.html").write_text("<!doctype html>", encoding="utf-8")
        if gate:
            (folder / "gate.json").write_text(gate.model_dump_json(), encoding="utf-8")
        return folder

    return a_run


@pytest.fixture
def a_baseline(served):
    """Write the baseline that runs are held against."""
    folder = served.baseline
    folder.mkdir()
    write_standing(standing_of(verdicts_of(wrong=0)), folder / "standing.jsonl")
    (folder / "summary.json").write_text(a_summary().model_dump_json(), encoding="utf-8")
    told = Blessing(run="old", reason="All in order", blessed="2026-11-23T00:00:00+00:00")
    (folder / "blessed.json").write_text(told.model_dump_json(), encoding="utf-8")
    return folder


@pytest.fixture
def open_quality(served):
    """Open the page in a language, at one of its tabs."""

    def opened(tab="Figures", language="en"):
        page = AppTest.from_string(PAGE, default_timeout=60)
        page.query_params["lang"] = language
        page.session_state["quality-tabs"] = tab
        return page.run()

    return opened


@pytest.fixture
def shown():
    """All that a page shows as HTML, with its characters as they are read."""
    return lambda page: unescape("".join(element.value for element in page.get("html")))


@pytest.fixture
def documents_page(served):
    """Open the page Documents in a language, with settings of its own; nobody is signed in."""

    def opened(language="en", **settings):
        own = served.settings.model_copy(update=settings)
        served_module._served[:] = [replace(served, settings=own)]
        page = AppTest.from_string(DOCUMENTS, default_timeout=60)
        page.query_params["lang"] = language
        return page.run()

    return opened


@pytest.fixture
def staff_page(documents_page, served):
    """Open the page Documents at one of its tabs, and sign in."""

    def opened(tab="Add", language="en", **settings):
        put_account(served.settings.home, NAME, PASSWORD)
        page = documents_page(language, **settings)
        page.session_state["documents-tabs"] = phrases_of(language)(tab)
        page.text_input(key="sign-in-name").set_value(NAME)
        page.text_input(key="sign-in-password").set_value(PASSWORD)
        return page.button(key="sign-in-send").click().run()

    return opened
