"""Every response of the chat becomes one that fetches nothing from elsewhere, framed nowhere."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Measured with Streamlit 1.67 and Chromium: without 'unsafe-eval' everything on our page works
# (only charts ask for it); inline styles come from Streamlit's own components.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Streamlit serves these to anyone who asks: figures on the sessions, and a way for programs to
# drive the page.
HIDDEN = ("/_stcore/metrics", "/_stcore/agent")


class SecurityHeaders:
    """ASGI middleware that adds HEADERS to each response and hides what readers do not need."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the headers."""
        if scope["type"] == "websocket" and is_of_another_site(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        hidden = scope["path"].startswith(HIDDEN)
        app = PlainTextResponse("Not Found", status_code=404) if hidden else self.app
        await app(scope, receive, send_with_headers)


def is_of_another_site(headers: Headers) -> bool:
    """Whether a page of another site opens a connection.

    Streamlit refuses it too, but asks a host on the internet first what our own address is.
    """
    origin, host = headers.get("origin"), headers.get("host", "")
    return origin is not None and urlsplit(origin).hostname != urlsplit(f"//{host}").hostname
