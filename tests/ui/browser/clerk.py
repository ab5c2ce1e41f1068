"""A clerk at the page Documents, and what the page is called in Estonian."""

import re

from playwright.sync_api import expect

from assistant.phrases import phrases_of

NAME, PASSWORD = "mari", "kass istub kohvitassis"
SLOW = 240_000  # a change embeds and builds: minutes on a machine that does other things too
SAY = phrases_of("et")


class Clerk:
    """The page Documents in a browser, with what a clerk does there."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.tools = page.get_by_role("tab")
        self.files = page.get_by_test_id("stFileUploaderDropzoneInput")
        self.uploads = page.locator('[class*="st-key-p4c-upload-"]')
        self.done = page.locator(".p4c-done")
        self.fault = page.locator(".p4c-failure")

    def open(self):
        self.page.goto(f"{self.address}/documents?lang=et")
        expect(self.page.locator("h1")).to_have_text(SAY("Documents"))
        return self

    def sign_in(self, name=NAME, password=PASSWORD):
        self.page.get_by_label(SAY("Name")).fill(name)
        self.page.get_by_label(SAY("Password"), exact=True).fill(password)
        self.press("Sign in")

    def press(self, phrase):
        self.page.get_by_role("button", name=SAY(phrase), exact=True).click()

    def turn_to(self, phrase):
        tab = self.page.get_by_role("tab", name=SAY(phrase), exact=True)
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")

    def choose(self, title):
        """Choose a document on the list of versions."""
        self.turn_to("Versions and history")
        self.page.get_by_label(SAY("Document"), exact=True).click()
        self.page.get_by_role("option", name=re.compile(title)).click()
        expect(self.page.locator(".p4c-version").first).to_contain_text(title)

    def expect_signed_out(self):
        expect(self.page.get_by_label(SAY("Name"))).to_be_visible()
        expect(self.tools).to_have_count(0)
        expect(self.files).to_have_count(0)
