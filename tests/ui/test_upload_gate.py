"""UploadGate, run as ASGI runs it; browser/test_not_staff.py calls the served chat."""

import pytest

from ui.upload_gate import UploadGate

STAFF = "5f0c0f56-session"


def status_of(path, method="PUT"):
    """The status of a request, and whether its body was read."""
    sent, was_read = [], []

    async def app(scope, receive, send):
        await receive()
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def receive():
        was_read.append(True)
        return {"type": "http.request", "body": b"x" * 1000, "more_body": False}

    async def send(message):
        sent.append(message)

    gate = UploadGate(app, is_staff=lambda session: session == STAFF)
    scope = {"type": "http", "path": path, "method": method, "headers": []}
    with pytest.raises(StopIteration):
        gate(scope, receive, send).send(None)
    return sent[0]["status"], bool(was_read)


def test_a_session_of_staff_may_upload():
    assert status_of(f"/_stcore/upload_file/{STAFF}/a-file") == (204, True)


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/another-session/a-file",
        f"/_stcore/upload_file/another-session/{STAFF}",
        f"/_stcore/upload_file//another/{STAFF}",
        "/_stcore/upload_file/",
        "/_stcore/upload_file",
        "//_stcore/upload_file/another-session/a-file",
    ],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "POST"])
def test_anybody_else_is_refused_before_anything_is_read(path, method):
    assert status_of(path, method) == (403, False)


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/documents"])
def test_everything_else_passes(path):
    assert status_of(path, "GET") == (204, True)


def test_what_is_not_http_is_passed_on_untouched():
    scopes = []

    async def app(scope, receive, send):
        scopes.append(scope["type"])

    with pytest.raises(StopIteration):
        UploadGate(app, is_staff=lambda _: False)({"type": "lifespan"}, None, None).send(None)

    assert scopes == ["lifespan"]
