"""The chat as an official sees it: a served chat, Debian's chromium, no other host.

A picture for the README is taken on the way; delete docs/screenshot.png to have it taken anew.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from assistant.phrases import phrases_of, spoken
from ui.security import HEADERS

pytestmark = pytest.mark.browser

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCREENSHOT = os.path.join(ROOT, "docs", "screenshot.png")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WHO = "Liema sħab qed jittestjaw il-Permanent Offices?"


def a_free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def chat_command(port):
    return [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]


@pytest.fixture(scope="session")
def environment(settings):
    own = {"P4C_CORPUS": str(settings.corpus), "P4C_HOME": str(settings.home)}
    return os.environ | own | {"PYTHONPATH": ROOT}


@pytest.fixture(scope="session")
def server(environment, assistant, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    port = a_free_port()
    with (
        open(elsewhere / "log", "wb") as log,  # noqa: PTH123
        subprocess.Popen(
            chat_command(port), cwd=elsewhere, env=environment, stdout=subprocess.PIPE, stderr=log
        ) as process,
    ):
        process.address = process.stdout.readline().decode().strip().removeprefix("Chat: ")
        process.port = port
        assert process.address == f"http://127.0.0.1:{port}"
        yield process
        process.terminate()
        process.wait(timeout=20)
    assert b"Traceback" not in (elsewhere / "log").read_bytes()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, server):
    """Open the chat as a reader of some language; nothing may go wrong or elsewhere meanwhile."""
    contexts, hosts, complaints = [], set(), []

    def opened(locale="en-GB", width=1200, height=900):
        size = {"width": width, "height": height}
        context = browser.new_context(locale=locale, viewport=size)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(server.address)
        expect(question_box(page)).to_be_visible(timeout=20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert hosts == {f"127.0.0.1:{server.port}"}
    assert complaints == []


@pytest.fixture
def other_host():
    """A web server that notes what is fetched from it."""
    fetched = []

    class Host(BaseHTTPRequestHandler):
        def do_GET(self):
            fetched.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Host) as host:
        thread = threading.Thread(target=host.serve_forever)
        thread.start()
        host.fetched = fetched
        host.address = f"http://127.0.0.1:{host.server_port}"
        yield host
        host.shutdown()
        thread.join()


def question_box(page):
    return page.get_by_test_id("stChatInputTextArea")


def ask(page, question):
    """Ask, and give the turn once it is answered."""
    turns = page.locator(".p4c-turn")
    number = turns.count()
    question_box(page).fill(question)
    question_box(page).press("Enter")
    turn = turns.nth(number)
    expect(turn.locator(".p4c-answer")).to_be_visible()
    return turn


def choose_language(page, endonym):
    page.get_by_test_id("stSelectbox").get_by_role("combobox").click()
    page.get_by_role("option", name=endonym, exact=True).click()


def words_of_page(page):
    """Every string of the page's own, without what reader and documents say."""
    turn = page.locator(".p4c-turn").first
    return {
        "title": page.title(),
        "heading": page.locator("h1").inner_text(),
        "notice": page.locator(".p4c-notice p").inner_text(),
        "documents": page.locator(".p4c-notice summary").inner_text(),
        "placeholder": question_box(page).get_attribute("placeholder"),
        "send": page.get_by_test_id("stChatInputSubmitButton").get_attribute("aria-label"),
        "menu": page.get_by_test_id("stSelectbox").get_by_role("combobox").get_attribute("aria-label"),
        "new": page.locator(".st-key-new button").inner_text(),
        "skip": page.locator('a[href="#stMain"]').text_content(),
        "status": turn.locator(".p4c-status strong").inner_text(),
        "by": turn.locator(".p4c-status span").inner_text(),
        "sources": turn.locator(".p4c-sources h3").inner_text(),
        "marker": turn.locator(".p4c-marker").first.get_attribute("aria-label"),
    }


def test_ask_in_maltese_open_a_citation_switch_follow_up_and_leave_the_subject(
    open_page, assistant
):
    page = open_page("mt-MT")
    assert page.evaluate("document.documentElement.lang") == "mt"

    turn = ask(page, WHO)
    expect(turn.locator(".p4c-words")).to_have_attribute("lang", "mt")
    expect(turn.locator(".p4c-words")).to_contain_text("Corallia")
    source = turn.locator("details").first
    expect(source).not_to_have_attribute("open", re.compile(""))

    turn.locator(".p4c-marker").first.click()
    expect(source).to_have_attribute("open", "")
    quote = " ".join(source.locator("mark").inner_text().split())
    document = " ".join(assistant.refreshed().library.body("pooling4clusters").split())
    assert quote
    assert quote in document
    page.wait_for_timeout(300)
    if not os.path.exists(SCREENSHOT):
        page.screenshot(path=SCREENSHOT)

    maltese = words_of_page(page)
    choose_language(page, "ελληνικά")
    expect(page.locator("html")).to_have_attribute("lang", "el")
    expect(page.locator(".st-key-new")).to_contain_text(phrases_of("el")("New conversation"))
    greek = words_of_page(page)
    assert {name for name in maltese if maltese[name] == greek[name]} == set()
    expect(page.locator(".p4c-question")).to_contain_text(WHO)
    expect(page.locator(".p4c-words").first).to_contain_text("Corallia")

    turn = ask(page, "Και πόσο κοστίζει;")
    expect(turn.locator(".p4c-status")).to_contain_text(
        phrases_of("el")("The documents do not say")
    )
    expect(turn.locator(".p4c-words")).to_contain_text("Permanent Offices")

    turn = ask(page, "Τι καιρό θα κάνει αύριο στην Αθήνα;")
    expect(turn.locator(".p4c-status")).to_contain_text(phrases_of("el")("Outside the subject"))
    assert page.locator(".p4c-turn").count() == 3


def test_a_click_on_language_during_an_answer_loses_nothing(open_page, server):
    page = open_page()
    first = ask(page, "What are Permanent Offices?")

    os.kill(server.pid, signal.SIGSTOP)  # question and click reach the server in one breath
    try:
        question_box(page).fill("Who plans to test it?")
        question_box(page).press("Enter")
        choose_language(page, "Deutsch")
    finally:
        os.kill(server.pid, signal.SIGCONT)

    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(question_box(page)).to_have_attribute(
        "placeholder", phrases_of("de")("Write your question here")
    )
    second = page.locator(".p4c-turn").nth(1)
    expect(second.locator(".p4c-question")).to_contain_text("Who plans to test it?")
    expect(second.locator(".p4c-answer")).to_contain_text("Corallia")
    expect(first.locator(".p4c-question")).to_contain_text("What are Permanent Offices?")


def test_nothing_in_a_question_is_fetched_or_acts(open_page, other_host):
    page = open_page()
    hostile = (
        f"What are Permanent Offices? ![x]({other_host.address}/leak.png) "
        f"<img src={other_host.address}/tag.png onerror=\"document.title='owned'\"> "
        f"<script>document.title='owned'</script> [a]({other_host.address}/link) $\\alpha$"
    )

    turn = ask(page, hostile)
    expect(turn.locator(".p4c-question")).to_contain_text(hostile)
    page.wait_for_timeout(500)

    assert page.locator(".p4c-turn img, .p4c-turn script").count() == 0
    assert "owned" not in page.title()
    assert other_host.fetched == []


def test_even_a_script_in_the_page_could_reach_no_other_host(open_page, other_host):
    page = open_page()
    page.evaluate(
        """address => new Promise(done => {
            const image = document.createElement("img");
            image.onload = image.onerror = done;
            image.src = address + "/image.png";
        }).then(() => fetch(address + "/fetched").catch(() => null))""",
        other_host.address,
    )

    assert other_host.fetched == []


def test_examples_answer_and_a_new_conversation_brings_them_back(open_page):
    page = open_page("et-EE")
    examples = page.locator('[class*="st-key-example-"] button')
    expect(examples).to_have_count(4)

    examples.nth(2).click()
    expect(page.locator(".p4c-answered")).to_contain_text("96")
    expect(examples).to_have_count(0)

    page.locator(".st-key-new button").click()
    expect(examples).to_have_count(4)
    expect(page.locator(".p4c-turn")).to_have_count(0)


def test_a_question_that_is_too_long_comes_back_with_the_reason(open_page):
    page = open_page()
    written = "Which practice? " * 1_300

    question_box(page).fill(written)
    question_box(page).press("Enter")

    expect(page.locator(".p4c-failure")).to_contain_text("20800")
    expect(question_box(page)).to_have_value(written)
    expect(page.locator(".p4c-turn")).to_have_count(0)


def test_a_narrow_screen_and_the_keyboard_are_enough(open_page):
    page = open_page(width=320, height=640)
    turn = ask(page, "Which partners plan to test Permanent Offices?")
    overflow = "document.querySelector('.stMain').scrollWidth - innerWidth"
    assert page.evaluate(overflow) <= 0

    turn.locator(".p4c-marker").first.focus()
    page.keyboard.press("Enter")
    source = turn.locator("details").first
    expect(source).to_have_attribute("open", "")
    expect(source.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(source).not_to_have_attribute("open", "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") in {"SUMMARY", "TEXTAREA", "BUTTON"}


def test_a_reload_keeps_the_chosen_language(open_page):
    page = open_page("fr-FR")
    choose_language(page, "slovenščina")
    expect(page.locator("html")).to_have_attribute("lang", "sl")

    page.reload()

    expect(question_box(page)).to_have_attribute(
        "placeholder", phrases_of("sl")("Write your question here")
    )


@pytest.mark.parametrize("path", ["/", "/assets/p4c.css", "/favicon.png", "/_stcore/health"])
def test_every_response_carries_the_headers(server, path):
    with urllib.request.urlopen(server.address + path) as response:
        for name, value in HEADERS.items():
            assert response.headers[name] == value


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_figures_on_readers_are_not_served(server, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(server.address + path).close()


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_first_byte_is_in_the_browser_s_language(server, language):
    request = urllib.request.Request(server.address, headers={"Accept-Language": f"{language},x"})
    with urllib.request.urlopen(request) as response:
        assert f'<html lang="{language}">' in response.read().decode()


def test_a_second_chat_on_the_same_port_says_so_in_one_line(server, environment, tmp_path):
    run = subprocess.run(
        chat_command(server.port), cwd=tmp_path, env=environment, capture_output=True, text=True
    )

    assert run.returncode == 1
    assert run.stdout == ""
    assert f"port {server.port}: is in use already" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr
