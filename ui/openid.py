"""Settings become what Streamlit needs to have people sign in by OpenID Connect."""

from secrets import token_hex

from streamlit.runtime.secrets import SecretsValue

from assistant.settings import PREFIX, Settings
from ingest.errors import BadSettings

NEEDED = ("oidc_metadata_url", "oidc_client_id", "oidc_client_secret", "public_url", "staff")


def openid_secrets(settings: Settings) -> dict[str, SecretsValue] | None:
    """The secrets of `st.login`, or None where no provider is configured.

    What signs the cookies is made anew at each start, so that none outlives the process.

    Raises:
        BadSettings: some of the settings are given, and not the others.
    """
    missing = [name for name in NEEDED if getattr(settings, name) is None]
    if len(missing) == len(NEEDED):
        return None
    if missing or not (settings.oidc_client_secret and settings.public_url):
        names = ", ".join(PREFIX + name.upper() for name in missing)
        raise BadSettings(f"{names}: not given, but sign-in by OpenID Connect needs all. Set it.")
    return {
        "auth": {
            "redirect_uri": f"{settings.public_url.rstrip('/')}/oauth2callback",
            "cookie_secret": token_hex(32),
            "client_id": str(settings.oidc_client_id),
            "client_secret": settings.oidc_client_secret.get_secret_value(),
            "server_metadata_url": str(settings.oidc_metadata_url),
        }
    }
