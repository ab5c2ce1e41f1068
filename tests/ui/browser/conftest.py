"""A served chat, Debian's chromium, and a reader who opens the one in the other."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

expect.set_options(timeout=20_000)  # the machine may be busy; nothing here measures time

ROOT = Path(__file__).parents[3]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class ChatPage:
    """The chat in a browser, with what a reader does there."""

    def __init__(self, page):
        self.page = page
        self.box = page.get_by_test_id("stChatInputTextArea")
        self.menu = page.get_by_test_id("stSelectbox").get_by_role("combobox")
        self.new = page.locator(".st-key-new button")
        self.examples = page.locator('[class*="st-key-example-"] button')
        self.turns = page.locator(".p4c-turn")
        self.html = page.locator("html")

    def send(self, question):
        self.box.fill(question)
        self.box.press("Enter")

    def ask(self, question):
        """Ask, and give the turn once it is answered."""
        number = self.turns.count()
        self.send(question)
        turn = self.turns.nth(number)
        expect(turn.locator(".p4c-answer")).to_be_visible()
        return turn

    def choose(self, endonym):
        self.menu.click()
        self.page.get_by_role("option", name=endonym, exact=True).click()

    def words(self):
        """Every string of the page's own, without what reader and documents say."""
        turn = self.turns.first
        send = self.page.get_by_test_id("stChatInputSubmitButton")
        return {
            "title": self.page.title(),
            "heading": self.page.locator("h1").inner_text(),
            "notice": self.page.locator(".p4c-notice p").first.inner_text(),
            "kept": self.page.locator(".p4c-notice .p4c-note").inner_text(),
            "documents": self.page.locator(".p4c-notice summary").inner_text(),
            "placeholder": self.box.get_attribute("placeholder"),
            "send": send.get_attribute("aria-label"),
            "menu": self.menu.get_attribute("aria-label"),
            "new": self.new.inner_text(),
            "skip": self.page.locator('a[href="#stMain"]').text_content(),
            "status": turn.locator(".p4c-status strong").inner_text(),
            "by": turn.locator(".p4c-status span").inner_text(),
            "sources": turn.locator(".p4c-sources h3").inner_text(),
            "marker": turn.locator(".p4c-marker").first.get_attribute("aria-label"),
        }


def a_free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture(scope="session")
def chat_command():
    """The command that serves the chat at a port."""
    return lambda port: [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]


@pytest.fixture(scope="session")
def environment(ready_home):
    """The environment of a served chat, with no setting of the machine in it."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("P4C_")}
    own = {"P4C_CORPUS": str(ROOT / "corpus"), "P4C_HOME": str(ready_home)}
    return others | own | {"PYTHONPATH": str(ROOT)}


@contextmanager
def served_chat(command, environment, folder):
    """A chat that a command serves from a folder; it must log no traceback until it is stopped."""
    log = folder / "log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=errors
        ) as process,
    ):
        process.address = process.stdout.readline().decode().strip().removeprefix("Chat: ")
        process.port = urlsplit(process.address).port
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)
    assert b"Traceback" not in log.read_bytes()


def a_home_like(ready_home, folder):
    """A state folder of one's own, for a chat that is written to; the model is not copied."""
    home = folder / "home"
    shutil.copytree(ready_home, home, ignore=shutil.ignore_patterns("model", "writer.*"))
    (home / "model").symlink_to(ready_home / "model")
    return home


@pytest.fixture(scope="package")
def server(environment, chat_command, tmp_path_factory):
    port = a_free_port()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with served_chat(chat_command(port), environment, elsewhere) as process:
        assert process.address == f"http://127.0.0.1:{port}"
        yield process


@pytest.fixture(scope="package")
def browser():
    """Debian's chromium; closed after these tests, since Playwright keeps an event loop running."""
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
        chat = ChatPage(page)
        expect(chat.box).to_be_visible()
        return chat

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
