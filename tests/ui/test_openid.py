"""The settings of OpenID Connect; browser/test_openid_in_browser.py signs in with them."""

import pytest

from assistant.settings import read_settings
from ingest.errors import BadSettings
from ui.openid import openid_secrets

ALL = {
    "P4C_OIDC_METADATA_URL": "https://id.example.ee/.well-known/openid-configuration",
    "P4C_OIDC_CLIENT_ID": "p4c",
    "P4C_OIDC_CLIENT_SECRET": "between-us",
    "P4C_PUBLIC_URL": "https://p4c.example.ee/",
    "P4C_STAFF": "mari@example.ee, juri@example.ee,",
}


def test_without_settings_there_is_no_provider():
    assert openid_secrets(read_settings({})) is None


def test_the_provider_sends_browsers_back_to_where_they_reach_the_chat():
    secrets = openid_secrets(read_settings(ALL))

    assert secrets["auth"]["redirect_uri"] == "https://p4c.example.ee/oauth2callback"
    assert secrets["auth"]["client_secret"] == "between-us"
    assert read_settings(ALL).staff_addresses == ("mari@example.ee", "juri@example.ee")


def test_cookies_are_signed_anew_at_each_start():
    first, second = (openid_secrets(read_settings(ALL))["auth"] for _ in range(2))

    assert len(first["cookie_secret"]) >= 32
    assert first["cookie_secret"] != second["cookie_secret"]


@pytest.mark.parametrize("missing", ALL)
def test_settings_by_half_are_refused_with_the_name_of_what_is_missing(missing):
    given = {name: value for name, value in ALL.items() if name != missing}

    with pytest.raises(BadSettings, match=rf"^{missing}: not given"):
        openid_secrets(read_settings(given))


def test_the_secret_is_not_shown_with_the_settings():
    assert "between-us" not in repr(read_settings(ALL))
