"""Settings become a chat that listens at an address."""

import errno
import logging
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from time import time

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit.runtime.secrets import SecretsValue
from streamlit.starlette import App
from streamlit.web import bootstrap

from assistant.assistant import open_assistant
from assistant.phrases import phrases_of, spoken
from assistant.settings import Settings
from evals.golden_set import GOLDEN
from ingest.errors import CannotServe
from ui.addresses import ADDRESSES
from ui.front_page import front_page
from ui.openid import openid_secrets
from ui.reader_language import preferred_language
from ui.security import SecurityHeaders
from ui.served import THIS_MACHINE, Served, hand_over
from ui.upload_gate import UploadGate

HERE = Path(__file__).parent
MAX_PORT = 65_535
EVERY_NETWORK = ("0.0.0.0", "::")  # noqa: S104 (only named here; the default is this machine)
# Given as if on the command line, so that neither a config.toml of the folder that somebody
# stands in nor a STREAMLIT_* variable can loosen them.
OPTIONS: dict[str, object] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "logger.hideWelcomeMessage": True,
    # With fast reruns, a question and a click that arrive together lose the question: the run that
    # was to take it is stopped before it begins (seen with Streamlit 1.67).
    "runner.fastReruns": False,
    "secrets.files": [],
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": 100,  # MB, as ingest/readers.py reads at most
    "server.runOnSave": False,
    "theme.base": "light",
    "theme.font": "sans-serif",
    "theme.primaryColor": "#0b4a8f",
    "theme.textColor": "#1b1f24",
}

log = logging.getLogger(__name__)


def serve(
    settings: Settings,
    host: str,
    port: int,
    ready: Callable[[str], None] = lambda _: None,
    say: Callable[[str], None] = lambda _: None,
    golden: Path = GOLDEN,
) -> None:
    """Serve the chat until the process is told to stop.

    Args:
        settings: where corpus and home lie.
        host: the address to listen at; 127.0.0.1 is this machine only.
        port: the port to listen at; 0 takes any free one.
        ready: is called with the chat's address once it answers.
        say: hears what takes a while before that, such as an index that is built.
        golden: the folder of the golden set that the Quality page asks from and adds to.

    Raises:
        CannotServe: the address cannot be listened at.
        P4CError: the assistant cannot be opened.
    """
    secrets = openid_secrets(settings)
    with listening(host, port) as listener:
        bound_port = listener.getsockname()[1]
        assistant = open_assistant(settings, say)
        served = hand_over(assistant, settings, golden, is_local=host in THIS_MACHINE)
        # Chroma takes seconds to load: begin now, not with the first question that needs it.
        Thread(target=assistant.refreshed().library.warm, daemon=True).start()
        bootstrap.load_config_options(OPTIONS | {"server.address": host, "server.port": bound_port})
        server = ReadyServer(
            uvicorn.Config(
                chat_app(served, secrets),
                host=host,
                port=bound_port,
                ws="websockets-sansio",
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=3,
            )
        )
        server.announce = lambda: ready(address(host, bound_port))
        try:
            with suppress(KeyboardInterrupt):
                server.run(sockets=[listener])
        finally:
            served.running.stop()  # else the process would first ask all that is left


class ReadyServer(uvicorn.Server):
    """A server that says when it answers."""

    announce: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets=sockets)
        if self.started:
            self.announce()


def chat_app(served: Served, secrets: dict[str, SecretsValue] | None) -> App:
    """The page with our own front page, files and headers around it.

    Args:
        served: what the pages share; it knows who may upload.
        secrets: of `st.login`, if there is a provider.
    """

    def is_staff(session: str) -> bool:
        return served.signed_in.who(session, time()) is not None

    return App(
        HERE / "app.py",
        secrets=secrets,
        routes=[
            Route("/", send_front_page),
            *(Route(f"/{page}", send_front_page) for page in ADDRESSES),
            Route("/favicon.png", send_icon),
            Mount("/assets", StaticFiles(directory=HERE / "assets")),
        ],
        middleware=[Middleware(SecurityHeaders), Middleware(UploadGate, is_staff=is_staff)],
        on_script_error=say_broken,
    )


def send_front_page(request: Request) -> HTMLResponse:
    """Send the first page in the language that the address or the browser asks for."""
    asked = request.query_params.get("lang", "")
    header = request.headers.get("accept-language")
    language = asked if asked in spoken() else preferred_language(header, None, spoken())
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
    return HTMLResponse(front_page(language), headers=headers)


def send_icon(_: Request) -> FileResponse:
    """Send our mark in the place of Streamlit's."""
    return FileResponse(HERE / "assets" / "p4c.svg", media_type="image/svg+xml")


def say_broken(error: Exception) -> bool:
    """Say in one line that the page has a bug, and write the bug to the log."""
    log.error("the page could not be drawn", exc_info=error)
    phrases = phrases_of(str(st.session_state.get("language", "en")))
    st.error(phrases("Something went wrong on our side. Please reload the page."))
    return True


@contextmanager
def listening(host: str, port: int) -> Generator[socket.socket]:
    """Hold a socket that listens at an address.

    Raises:
        CannotServe: the port is taken or not ours to take, or the address is not this machine's.
    """
    if not 0 <= port <= MAX_PORT:
        raise CannotServe(f"port {port}: is no port. Give --port a number up to {MAX_PORT}.")
    try:
        listener = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        raise CannotServe(why_not(error, host, port)) from error
    with listener:
        yield listener


def why_not(error: OSError, host: str, port: int) -> str:
    """Say in one line why an address cannot be listened at, and what to do."""
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"port {port}: is in use already. Stop what uses it, or choose another with --port."
            )
        case errno.EACCES:
            return f"port {port}: is not for this account. Choose one above 1023 with --port."
        case _:
            return (
                f"address {host!r}: is not an address of this machine. "
                "Give --host 127.0.0.1, or 0.0.0.0 for every network that it is on."
            )


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    if host in EVERY_NETWORK:
        return f"http://localhost:{port}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
