"""An evaluator's work in the browser: runs, figures, a failure, a thumb that becomes a case."""

import json
import re
import shutil
import sys

import pytest
from playwright.sync_api import expect

from assistant.phrases import phrases_of
from evals.admitting import cases_in
from evals.golden_set import GOLDEN
from evals.summary import read_summary
from tests.ui.browser.conftest import a_home_like, served_chat

pytestmark = pytest.mark.browser

SERVE = """
import sys
from pathlib import Path
from assistant.settings import read_settings
from ui.server import serve

golden = Path(sys.argv[1])
serve(read_settings(), "127.0.0.1", 0, lambda a: print(a, flush=True), golden=golden)
"""
KEPT_TYPES = ("list", "small_talk")
# A question whose answer no case expects: it is made one by pressing a thumb.
ASKED = "Does the Corallia plan mention any ferry companies among its members?"
RUN_TIMEOUT = 300_000


@pytest.fixture(scope="module")
def golden(tmp_path_factory):
    """A golden folder of its own with a few cases; one of them can only be wrong."""
    folder = tmp_path_factory.mktemp("golden")
    (folder / "planted").mkdir()
    for kind in KEPT_TYPES:
        shutil.copy(GOLDEN / f"{kind}.jsonl", folder)
    gold = {"status": ["not_in_corpus"]}
    wrong = {
        "id": "surely-wrong",
        "type": "list",
        "turns": [{"questions": {"mt": "Liema sħab qed jittestjaw il-Permanent Offices?"}}],
    }
    wrong["turns"][0]["gold"] = gold
    (folder / "wrong.jsonl").write_text(json.dumps(wrong) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def own_server(ready_home, golden, environment, tmp_path_factory):
    """A chat with a state folder and a golden folder of its own, since both are written to."""
    folder = tmp_path_factory.mktemp("own")
    home = a_home_like(ready_home, folder)
    command = [sys.executable, "-c", SERVE, str(golden)]
    with served_chat(command, environment | {"P4C_HOME": str(home)}, folder) as process:
        process.home = home
        yield process


@pytest.fixture
def page(browser, own_server):
    """A page of that chat; nothing may go wrong in it meanwhile."""
    complaints = []
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def open_tab(page, name):
    page.get_by_role("tab", name=name, exact=True).click()
    expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute(
        "aria-selected", "true"
    )


def pick(page, label, text):
    """Choose in a menu what holds a text."""
    page.get_by_label(label, exact=True).click()
    page.keyboard.type(text)  # a long menu holds only what is in sight
    page.get_by_role("option").filter(has_text=text).first.click()


def run_lists_in(page, *languages):
    """Start a run of the lists in some languages, and wait until its figures are shown."""
    open_tab(page, "New run")
    page.get_by_text("My own choice").click()
    for label, names in (
        ("Languages (none: all)", languages),
        ("Types of cases (none: all)", ["Lists and counts"]),
    ):
        menu = page.get_by_label(label)
        for name in names:
            menu.fill(name)
            page.get_by_role("option", name=name, exact=True).click()
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Start the run").click()
    expect(page.locator(".st-key-quality-progress")).to_be_visible()
    expect(page.locator(".p4c-figure")).to_be_visible(timeout=RUN_TIMEOUT)


def test_run_compare_open_a_failure_and_make_a_case_of_a_thumb(page, own_server, golden):
    page.goto(f"{own_server.address}/quality")
    expect(page.locator("h1")).to_have_text("Answer quality")
    expect(page).to_have_title("Answer quality")

    run_lists_in(page, "Malti")
    (first,) = (own_server.home / "runs").iterdir()
    figures_are_those_of(page, first)

    run_lists_in(page, "English", "Malti")
    second = max((own_server.home / "runs").iterdir())
    assert second != first
    figures_are_those_of(page, second)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the whole report").click()
    assert download.value.path().read_bytes() == (second / "report.html").read_bytes()

    open_tab(page, "Compare")
    expect(page.get_by_text(re.compile(r"Questions asked in both: \d+"))).to_be_visible()
    open_tab(page, "Gate")
    expect(page.get_by_text(re.compile("The gate is|There was no baseline"))).to_be_visible()

    open_tab(page, "Wrong answers")
    pick(page, "Wrong answer", "surely-wrong")
    expect(page.locator(".p4c-faults")).to_contain_text("wrong status")
    page.locator(".p4c-marker").first.click()
    expect(page.locator("details[open] mark").first).to_be_visible()

    press_a_thumb(page, own_server)
    make_a_case(page, golden)


def figures_are_those_of(page, folder):
    """The figures on the page are those of the run's summary, letter for letter."""
    summary = read_summary(folder)
    right = summary.metrics["right"]
    expect(page.locator(".p4c-figure strong")).to_have_text(f"{right.value:.3f}")
    expect(page.locator(".p4c-figure span")).to_contain_text(f"n {right.n}")
    heat = page.locator("table.p4c-heat").first
    expect(heat.locator("tbody tr")).to_have_count(len(summary.languages))
    for row in heat.locator("tbody tr").all():
        name = row.locator("th").inner_text()
        code = {"Malti": "mt", "English": "en"}[name]
        figure = summary.languages[code]["right"]
        expect(row.locator("td").first).to_contain_text(f"{figure.value:.3f}")
        expect(row.locator("td").first).to_contain_text(f"n {figure.n}")


def press_a_thumb(page, server):
    """Ask in the chat, and press a thumb under the answer."""
    page.get_by_role("link", name="Back to the chat").click()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(ASKED)
    box.press("Enter")
    expect(page.locator(".p4c-turn .p4c-answer")).to_be_visible()
    down = page.get_by_role("button", name="Not helpful")
    expect(down).to_have_attribute("aria-pressed", "false")
    down.click()
    expect(down).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Thank you.")).to_be_visible()
    expect(page.locator(".p4c-question")).to_contain_text(ASKED)
    assert (server.home / "feedback.jsonl").exists()


def make_a_case(page, golden):
    """Turn the thumb into a case; it is the one line of the set's own file."""
    page.get_by_role("link", name="How good are the answers?").click()
    expect(page.locator("h1")).to_have_text("Answer quality")
    open_tab(page, "Thumbs")
    expect(page.locator(".p4c-question")).to_contain_text(ASKED)
    pick(page, "Type of case", "Not stated")
    pick(page, "Right status", "The documents do not say")
    page.get_by_role("button", name="Add the case").click()
    expect(page.locator(".p4c-done")).to_contain_text("was added to added.jsonl")
    case = next(case for case in cases_in(golden) if case.id.startswith("added"))
    assert (case.type, case.turns[-1].gold.status) == ("not_stated", ("not_in_corpus",))
    assert case.turns[-1].questions == {"en": ASKED}


@pytest.mark.parametrize("width", [320, 1200])
def test_the_page_fits_its_window_and_its_language_reaches_the_chat(page, own_server, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{own_server.address}/quality?lang=el")
    phrases = phrases_of("el")
    expect(page.locator("html")).to_have_attribute("lang", "el")
    expect(page.locator("h1")).to_have_text(phrases("Answer quality"))
    for name in ("Figures", "Gate", "Wrong answers", "Compare", "New run", "Thumbs"):
        open_tab(page, phrases(name))
        assert page.evaluate("document.querySelector('.stMain').scrollWidth - innerWidth") <= 0

    page.get_by_role("link", name=phrases("Back to the chat")).click()

    box = page.get_by_test_id("stChatInputTextArea")
    expect(box).to_have_attribute("placeholder", phrases("Write your question here"))


def test_the_conversation_survives_a_look_at_the_quality(page, own_server):
    page.goto(own_server.address)
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("What are Permanent Offices?")
    box.press("Enter")
    expect(page.locator(".p4c-turn .p4c-answer")).to_be_visible()

    page.get_by_role("link", name="How good are the answers?").click()
    expect(page.locator("h1")).to_have_text("Answer quality")
    page.get_by_role("link", name="Back to the chat").click()

    expect(page.locator(".p4c-turn .p4c-answer")).to_be_visible()
