"""Signing in by OpenID Connect, with a provider on this machine."""

import sys

import pytest
from playwright.sync_api import expect

from tests.ui.browser.clerk import SAY, Clerk
from tests.ui.browser.conftest import a_free_port, a_home_like, served_chat
from tests.ui.browser.provider import CLIENT, running_provider

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def provider():
    with running_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def chat(provider, ready_home, environment, tmp_path_factory):
    """A chat whose staff sign in at that provider."""
    folder, port = tmp_path_factory.mktemp("openid"), a_free_port()
    own = {
        "P4C_HOME": str(a_home_like(ready_home, folder)),
        "P4C_OIDC_METADATA_URL": f"{provider.address}/.well-known/openid-configuration",
        "P4C_OIDC_CLIENT_ID": CLIENT,
        "P4C_OIDC_CLIENT_SECRET": "between-us",
        "P4C_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "P4C_STAFF": "kati@example.ee, mari@example.ee",
    }
    command = [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]
    with served_chat(command, environment | own, folder) as process:
        yield process


@pytest.fixture
def clerk(browser, chat):
    context = browser.new_context(locale="et-EE")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield Clerk(page, chat.address)
    context.close()


def go_by_the_provider(clerk):
    """Press the button, go to the provider, and come back to the chat's first page."""
    clerk.open()
    clerk.press("Sign in with your organisation's account")
    expect(clerk.page.get_by_test_id("stChatInputTextArea")).to_be_visible()


def test_an_address_of_staff_signs_in_and_out_in_every_tab(clerk, provider):
    provider.person = {"email": "Mari@example.ee", "email_verified": True}
    go_by_the_provider(clerk)

    clerk.page.get_by_role("link", name=SAY("Documents"), exact=True).click()
    expect(
        clerk.page.get_by_text(SAY("Signed in as {name}", name="mari@example.ee"))
    ).to_be_visible()
    expect(clerk.tools).to_have_count(4)
    other = Clerk(clerk.page.context.new_page(), clerk.address).open()
    expect(other.tools).to_have_count(4)

    clerk.press("Sign out")
    expect(clerk.page.get_by_test_id("stChatInputTextArea")).to_be_visible()
    expect(clerk.page.get_by_role("link", name=SAY("Documents"), exact=True)).to_have_count(0)
    other.tools.nth(2).click()
    other.expect_signed_out()
    clerk.open().expect_signed_out()


@pytest.mark.parametrize(
    "person",
    [
        {"email": "stranger@example.ee", "email_verified": True},
        {"email": "mari@example.ee", "email_verified": False},
        {"email": "mari@example.ee.evil.example", "email_verified": True},
        {},
    ],
)
def test_nobody_else_is_staff_whatever_the_provider_says_of_them(person, clerk, provider):
    provider.person = person
    go_by_the_provider(clerk)

    clerk.open()
    expect(clerk.fault).to_have_text(
        SAY("This account is not one of staff, or its sign-in has ended.")
    )
    clerk.expect_signed_out()
