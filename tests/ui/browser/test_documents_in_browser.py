"""A clerk's work in the browser, in Estonian; what a stranger gets who calls the chat itself."""

import re
import shutil
import sys
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.conftest import CORPUS, ROOT
from tests.ui.browser.clerk import NAME, PASSWORD, SAY, SLOW, Clerk
from tests.ui.browser.conftest import ChatPage, a_home_like, served_chat
from ui.attempts import ONE_NAME
from ui.staff_accounts import put_account

pytestmark = pytest.mark.browser

SERVE = """
from assistant.settings import read_settings
from ui.server import serve
serve(read_settings(), "127.0.0.1", 0, lambda address: print(address, flush=True))
"""
TYPED, TITLE = "Metsaklasri aruane", "Metsaklastri aruanne"
REPORT = """Võru metsaklastri aastaaruanne

Võru metsaklastri ühine saeveski avati 2025. aasta mais. Saeveskit kasutab üksteist ettevõtet, kes
maksavad selle eest igakuist liikmemaksu.

Klastri mesilased elavad veski katusel. Mett korjatakse kaks korda aastas ja see kingitakse
külalistele. <script>document.title = "owned"</script> ![x](http://127.0.0.1:1/leak.png)
"""
ASKED = "Kus elavad klastri mesilased?"
ANSWERED = "Klastri mesilased elavad veski katusel."


@pytest.fixture
def chat_of_staff(ready_home, environment, tmp_path_factory):
    """A chat with folders of its own and one account of staff."""
    folder = tmp_path_factory.mktemp("staff")
    home, corpus = a_home_like(ready_home, folder), folder / "corpus"
    shutil.copytree(CORPUS, corpus)
    put_account(home, NAME, PASSWORD)
    own = environment | {"P4C_HOME": str(home), "P4C_CORPUS": str(corpus)}
    with served_chat([sys.executable, "-c", SERVE], own, folder) as process:
        process.documents = corpus / "documents"
        yield process


@pytest.fixture
def open_context(browser, chat_of_staff):
    """Open a browser window of one's own; nothing may go wrong in it while the chat is served."""
    contexts, complaints = [], []

    def opened():
        context = browser.new_context(locale="et-EE", viewport={"width": 1200, "height": 1000})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def clerk(open_context, chat_of_staff):
    return Clerk(open_context(), chat_of_staff.address)


def test_a_clerk_adds_a_document_and_every_open_chat_answers_from_it(
    clerk, chat_of_staff, open_context, tmp_path
):
    sent = frames_sent_by(clerk.page)
    official = ChatPage(open_context())
    official.page.goto(chat_of_staff.address)
    assert ANSWERED not in official.ask(ASKED).inner_text()

    clerk.open().expect_signed_out()
    clerk.sign_in()
    upload_a_report_and_a_broken_file(clerk, tmp_path)
    look_at_the_report(clerk)
    clerk.press("Publish")
    expect(clerk.done).to_contain_text(
        SAY("It is published: from now on questions are answered from it, in every chat."),
        timeout=SLOW,
    )
    assert (chat_of_staff.documents / "aruanne.txt").read_text(encoding="utf-8") == REPORT
    expect(official.ask(ASKED)).to_contain_text(ANSWERED)

    clerk.choose(TYPED)
    correct_the_title(clerk)
    clerk.press("Remove")
    expect(clerk.done).to_be_visible(timeout=SLOW)
    expect(clerk.page.get_by_text(f"{TITLE}: {SAY('Remove')}")).to_be_visible()
    expect(clerk.page.locator("table")).to_contain_text(SAY("removed"))
    assert ANSWERED not in official.ask(ASKED).inner_text()

    clerk.press("Undo the last change")
    expect(clerk.page.locator("table")).to_contain_text(SAY("restored"), timeout=SLOW)
    expect(clerk.done).to_be_visible()
    expect(official.ask(ASKED)).to_contain_text(ANSWERED)

    back = clerk.page.get_by_role("link", name=SAY("Back to the chat"))
    expect(back).to_have_attribute("href", "./?lang=et")  # in a new tab, "?lang=et" stays here
    find_it(clerk)
    see_what_is_missing(clerk, official)
    clerk.press("Sign out")
    clerk.expect_signed_out()
    nothing_happens_when_a_stranger_sends_the_same(sent, chat_of_staff)


def upload_a_report_and_a_broken_file(clerk, folder):
    report = folder / "Aruanne.txt"
    report.write_text(REPORT, encoding="utf-8")
    clerk.files.set_input_files([report, ROOT / "tests" / "data" / "ingest" / "truncated.pdf"])
    expect(clerk.uploads).to_have_count(2)
    broken = clerk.uploads.nth(1)
    expect(broken.locator(".p4c-failure")).to_contain_text("truncated.pdf", timeout=SLOW)
    broken.get_by_role("button", name=SAY("Close")).click()
    expect(clerk.uploads).to_have_count(1)


def look_at_the_report(clerk):
    report = clerk.uploads.first
    expect(report.locator(".p4c-facts")).to_contain_text("eesti: 2 · English: 1", timeout=SLOW)
    report.get_by_text(SAY("Passages")).last.click()
    passages = report.locator(".p4c-passage")
    expect(passages).to_have_count(3)
    expect(passages.last).to_contain_text('<script>document.title = "owned"</script> ![x](http:')
    expect(clerk.page.locator(".p4c-passage script, .p4c-passage img")).to_have_count(0)
    report.get_by_label(SAY("Title")).fill(TYPED)


def correct_the_title(clerk):
    clerk.press("Correct the title")
    form = clerk.page.get_by_test_id("stPopoverBody")
    form.get_by_label(SAY("Title")).fill(TITLE)
    form.get_by_role("button", name=SAY("Correct the title")).click()
    expect(clerk.page.locator("table")).to_contain_text(SAY("title corrected"), timeout=SLOW)
    expect(clerk.page.locator(".p4c-version")).to_contain_text(TITLE)


def find_it(clerk):
    clerk.turn_to("Search")
    box = clerk.page.get_by_label(SAY("Search in the documents"))
    box.fill("mesilased katusel")
    box.press("Enter")
    first = clerk.page.locator(".p4c-found li").first
    expect(first).to_contain_text(TITLE)
    expect(first).to_contain_text(ANSWERED)


def see_what_is_missing(clerk, official):
    official.ask("Kui palju maksab alaline esindus? Kirjutage mari.tamm@example.ee")
    clerk.turn_to("Unanswered questions")
    listed = clerk.page.locator(".p4c-questions tbody")
    expect(listed).to_contain_text("Kui palju maksab alaline esindus? Kirjutage […]")
    clerk.press("Delete all")
    asked = clerk.page.get_by_test_id("stPopoverBody")
    expect(asked.get_by_text(SAY("This cannot be undone."))).to_be_visible()
    expect(listed).to_be_visible()
    asked.get_by_role("button", name=SAY("Delete all")).click()
    expect(clerk.page.get_by_text(SAY("There is no question without an answer."))).to_be_visible()


def frames_sent_by(page):
    """Everything that a browser sends to the chat from now on, as it is sent."""
    frames = []
    page.on("websocket", lambda one: one.on("framesent", lambda frame: frames.append(frame)))
    return frames


class Stranger:
    """A program that speaks to the chat as a browser does, without having signed in."""

    def __init__(self, address):
        self.address = address
        with urllib.request.urlopen(address + "/_stcore/health") as response:
            self.cookie = response.headers["Set-Cookie"].partition(";")[0]
        self.token = self.cookie.partition("=")[2]
        self.session, self.heard = "", ""

    def send_all(self, frames):
        """Send frames, and hear the page that is drawn after each."""
        with connect(
            self.address.replace("http", "ws") + "/_stcore/stream",
            additional_headers={"Cookie": self.cookie, "Origin": self.address},
            subprotocols=["streamlit", self.token],
        ) as socket:
            for frame in frames:
                socket.send(frame)
                self.hear(socket)

    def hear(self, socket):
        while True:
            message = ForwardMsg.FromString(socket.recv(timeout=60))
            self.heard += str(message)
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id
            if message.WhichOneof("type") == "script_finished":
                return

    def status_of_upload(self, session):
        """Send a file to a session; the status of the answer."""
        body = (
            b'--x\r\nContent-Disposition: form-data; name="f"; filename="evil.txt"\r\n\r\n'
            b"evil\r\n--x--\r\n"
        )
        headers = {
            "Cookie": self.cookie,
            "X-Xsrftoken": self.token,
            "Content-Type": "multipart/form-data; boundary=x",
        }
        url = f"{self.address}/_stcore/upload_file/{session}/some-file"
        request = urllib.request.Request(url, body, headers, method="PUT")
        try:
            with urllib.request.urlopen(request) as response:
                return response.status
        except urllib.error.HTTPError as error:
            with error:
                return error.code


def without_fragment(frame):
    """The same, asking for the whole page: a stranger's session knows no part of it."""
    message = BackMsg.FromString(frame)
    message.rerun_script.ClearField("fragment_id")
    return message.SerializeToString()


def nothing_happens_when_a_stranger_sends_the_same(frames, chat):
    """A stranger sends what the clerk's browser sent, click for click: no tool is drawn or used."""
    before = {path.name: path.read_bytes() for path in chat.documents.iterdir()}
    stranger = Stranger(chat.address)
    sent = [(frame, BackMsg.FromString(frame).rerun_script) for frame in frames]
    acts = [
        frame for frame, rerun in sent if rerun.widget_states.widgets and not rerun.is_auto_rerun
    ]
    clicks = [frame for frame in acts if PASSWORD.encode() not in frame]
    assert len(acts) > len(clicks) > 10

    stranger.send_all(without_fragment(frame) for frame in clicks)

    assert SAY("Password") in stranger.heard
    for words in ("Files to add", "Publish", "Remove", "Unanswered questions", "Sign out"):
        assert SAY(words) not in stranger.heard
    assert stranger.status_of_upload(stranger.session) == 403
    assert stranger.status_of_upload("no-session") == 403
    assert {path.name: path.read_bytes() for path in chat.documents.iterdir()} == before


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(clerk):
    clerk.open()
    for _ in range(ONE_NAME.most - 1):
        clerk.sign_in(password="vale parool on see")
        expect(clerk.fault).to_have_text(SAY("Name or password is wrong."))
        expect(clerk.page.get_by_label(SAY("Password"), exact=True)).to_have_value("")
        clerk.page.get_by_label(SAY("Name")).fill("")

    clerk.sign_in(password="vale parool on see")
    expect(clerk.fault).to_contain_text("15 minuti pärast")
    clerk.sign_in()

    expect(clerk.fault).to_contain_text(re.compile("1[45] minuti pärast"))
    clerk.expect_signed_out()


def test_a_click_while_a_file_is_read_is_neither_lost_nor_draws_the_page_within_itself(
    clerk, tmp_path
):
    long = tmp_path / "pikk.txt"
    lines = (f"Aastal {year} töötas klastris {year} ettevõtet koos." for year in range(4_000))
    long.write_text("\n\n".join(lines), encoding="utf-8")
    clerk.open()
    clerk.sign_in()
    clerk.files.set_input_files(long)
    expect(clerk.page.get_by_test_id("stProgress")).to_be_visible()

    for _ in range(4):
        for tab in ("Search", "Add"):
            clerk.turn_to(tab)
            expect(clerk.page.locator("h1")).to_have_count(1)
            expect(clerk.tools).to_have_count(4)

    expect(clerk.uploads.locator(".p4c-facts")).to_be_visible(timeout=SLOW)


def test_a_reload_signs_out_and_so_does_the_end_of_the_account(clerk, chat_of_staff):
    clerk.open()
    clerk.sign_in()
    expect(clerk.tools).to_have_count(4)

    clerk.page.reload()
    clerk.expect_signed_out()
    clerk.sign_in()
    expect(clerk.tools).to_have_count(4)

    put_account(chat_of_staff.documents.parents[1] / "home", NAME, "teine hea parool siin")
    clerk.page.get_by_role("tab").nth(2).click()
    clerk.expect_signed_out()


def test_officials_see_the_list_of_sources_and_no_tools(open_context, chat_of_staff):
    page = open_context()
    page.goto(chat_of_staff.address)
    page.get_by_role("link", name=SAY("Sources"), exact=True).click()

    expect(page.locator("h1")).to_have_text(SAY("Sources"))
    expect(page.locator(".p4c-documents li")).to_have_count(1)
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("link", name=SAY("For staff")).click()
    Clerk(page, chat_of_staff.address).expect_signed_out()
