"""The chat as an official sees it.

A picture for the README is taken on the way; delete docs/screenshot.png to have it taken anew.
"""

import os
import re
import signal
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.phrases import phrases_of

pytestmark = pytest.mark.browser

SCREENSHOT = Path(__file__).parents[3] / "docs" / "screenshot.png"
WHO = "Liema sħab qed jittestjaw il-Permanent Offices?"


def take_picture(page):
    """Take the README's picture, if it is not there."""
    if SCREENSHOT.exists():
        return
    page.wait_for_timeout(500)
    page.mouse.move(100, 300)
    page.mouse.wheel(0, -2_000)
    page.wait_for_timeout(500)
    page.screenshot(path=SCREENSHOT)


def test_ask_in_maltese_open_a_citation_switch_follow_up_and_leave_the_subject(
    open_page, assistant
):
    chat = open_page("mt-MT")
    assert chat.page.evaluate("document.documentElement.lang") == "mt"

    turn = chat.ask(WHO)
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
    take_picture(chat.page)

    maltese = chat.words()
    chat.choose("ελληνικά")
    expect(chat.html).to_have_attribute("lang", "el")
    expect(turn.locator("h3")).to_have_text(phrases_of("el")("Sources"))  # drawn last
    greek = chat.words()
    assert {name for name in maltese if maltese[name] == greek[name]} == set()
    expect(chat.page.locator(".p4c-question")).to_contain_text(WHO)
    expect(chat.page.locator(".p4c-words").first).to_contain_text("Corallia")

    turn = chat.ask("Και πόσο κοστίζει;")
    expect(turn.locator(".p4c-status")).to_contain_text(
        phrases_of("el")("The documents do not say")
    )
    expect(turn.locator(".p4c-words")).to_contain_text("Permanent Offices")

    turn = chat.ask("Τι καιρό θα κάνει αύριο στην Αθήνα;")
    expect(turn.locator(".p4c-status")).to_contain_text(phrases_of("el")("Outside the subject"))
    assert chat.turns.count() == 3


def test_a_click_on_language_during_an_answer_loses_nothing(open_page, server):
    chat = open_page()
    first = chat.ask("What are Permanent Offices?")

    os.kill(server.pid, signal.SIGSTOP)  # as if it were busy: nothing is taken yet
    threading.Timer(1.5, os.kill, (server.pid, signal.SIGCONT)).start()
    chat.send("Who plans to test it?")
    chat.choose("Deutsch")

    expect(chat.html).to_have_attribute("lang", "de")
    expect(chat.box).to_have_attribute("placeholder", phrases_of("de")("Write your question here"))
    second = chat.turns.nth(1)
    expect(second.locator(".p4c-question")).to_contain_text("Who plans to test it?")
    expect(second.locator(".p4c-answer")).to_contain_text("Corallia")
    expect(first.locator(".p4c-question")).to_contain_text("What are Permanent Offices?")


def test_nothing_in_a_question_is_fetched_or_acts(open_page, other_host):
    chat = open_page()
    hostile = (
        f"What are Permanent Offices? ![x]({other_host.address}/leak.png) "
        f"<img src={other_host.address}/tag.png onerror=\"document.title='owned'\"> "
        f"<script>document.title='owned'</script> [a]({other_host.address}/link) $\\alpha$"
    )

    turn = chat.ask(hostile)
    expect(turn.locator(".p4c-question")).to_contain_text(hostile)
    chat.page.wait_for_timeout(500)

    assert chat.page.locator(".p4c-turn img, .p4c-turn script").count() == 0
    assert "owned" not in chat.page.title()
    assert other_host.fetched == []


def test_even_a_script_in_the_page_could_reach_no_other_host(browser, server, other_host):
    page = browser.new_page()
    page.goto(server.address)
    page.evaluate(
        """address => new Promise(done => {
            const image = document.createElement("img");
            image.onload = image.onerror = done;
            image.src = address + "/image.png";
        }).then(() => fetch(address + "/fetched").catch(() => null))""",
        other_host.address,
    )
    page.close()

    assert other_host.fetched == []


def test_examples_answer_and_a_new_conversation_brings_them_back(open_page):
    chat = open_page("et-EE")
    expect(chat.examples).to_have_count(4)

    chat.examples.nth(2).click()
    expect(chat.page.locator(".p4c-answered")).to_contain_text("96")
    expect(chat.examples).to_have_count(0)

    chat.new.click()
    expect(chat.examples).to_have_count(4)
    expect(chat.turns).to_have_count(0)


def test_a_question_that_is_too_long_comes_back_with_the_reason(open_page):
    chat = open_page()
    written = "Which practice? " * 1_300

    chat.send(written)

    expect(chat.page.locator(".p4c-failure")).to_contain_text("20800")
    expect(chat.box).to_have_value(written)
    expect(chat.turns).to_have_count(0)


def test_a_narrow_screen_and_the_keyboard_are_enough(open_page):
    chat = open_page(width=320, height=640)
    turn = chat.ask("Which partners plan to test Permanent Offices?")
    overflow = "document.querySelector('.stMain').scrollWidth - innerWidth"
    assert chat.page.evaluate(overflow) <= 0

    turn.locator(".p4c-marker").first.focus()
    chat.page.keyboard.press("Enter")
    source = turn.locator("details").first
    expect(source).to_have_attribute("open", "")
    expect(source.locator("summary")).to_be_focused()
    chat.page.keyboard.press("Enter")
    expect(source).not_to_have_attribute("open", "")
    chat.page.keyboard.press("Tab")
    assert chat.page.evaluate("document.activeElement.tagName") in {"SUMMARY", "TEXTAREA", "BUTTON"}


@pytest.mark.parametrize("width", [320, 1200])
def test_a_comparison_is_a_table_that_fits_the_page(open_page, tmp_path, width):
    chat = open_page("el-GR", width=width, height=900)
    turn = chat.ask("Σύγκριση: Help Desk, Permanent Offices και Project oriented Funding")

    table = turn.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(table.get_by_role("rowheader").first).to_have_text("Τι είναι")
    cells = table.get_by_role("cell")
    assert cells.count() == 3 * table.get_by_role("rowheader").count() + 1  # and the corner
    assert chat.page.evaluate("document.querySelector('.stMain').scrollWidth - innerWidth") <= 0
    hidden = turn.locator(".scroll").evaluate("frame => frame.scrollWidth - frame.clientWidth")
    assert (hidden > 0) == (width == 320)

    chat.page.set_viewport_size({"width": width, "height": 3_000})  # nothing lies over the table
    picture = tmp_path / f"comparison-{width}.png"
    turn.screenshot(path=picture)
    assert picture.stat().st_size > 10_000

    table.locator(".p4c-marker").first.click()
    expect(turn.locator("details").first).to_have_attribute("open", "")


def test_a_reload_keeps_the_chosen_language(open_page):
    chat = open_page("fr-FR")
    chat.choose("slovenščina")
    expect(chat.html).to_have_attribute("lang", "sl")

    chat.page.reload()

    expect(chat.box).to_have_attribute("placeholder", phrases_of("sl")("Write your question here"))
