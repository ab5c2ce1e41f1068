"""An upload becomes one that a session of staff sent, or is refused before it is read."""

from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# Streamlit takes files here from every session that is open, whatever its page shows.
UPLOADS = "/_stcore/upload_file"


class UploadGate:
    """ASGI middleware that lets only staff's sessions upload."""

    def __init__(self, app: ASGIApp, is_staff: Callable[[str], bool]) -> None:
        """Ask `is_staff` whether a session, named in the upload's address, is staff's."""
        self.app = app
        self.is_staff = is_staff

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        refused = scope["type"] == "http" and not self.may_pass(scope["path"])
        app = PlainTextResponse("Forbidden", status_code=403) if refused else self.app
        await app(scope, receive, send)

    def may_pass(self, path: str) -> bool:
        """Whether a request to this path may pass: any that is no upload, and staff's."""
        if UPLOADS not in path:
            return True
        session = path.partition(UPLOADS)[2].strip("/").partition("/")[0]
        return self.is_staff(session)
