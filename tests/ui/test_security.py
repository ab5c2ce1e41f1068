"""SecurityHeaders, run as ASGI runs it."""

import pytest

from ui.security import HEADERS, SecurityHeaders


async def an_app(scope, receive, send):
    headers = [(b"content-type", b"text/plain"), (b"referrer-policy", b"unsafe-url")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ours"})


def finish(coroutine):
    """Run a coroutine that waits for nothing."""
    with pytest.raises(StopIteration):
        coroutine.send(None)


def response_to(path):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    scope = {"type": "http", "path": path, "method": "GET", "headers": []}
    finish(SecurityHeaders(an_app)(scope, receive, send))
    return sent


@pytest.mark.parametrize("path", ["/", "/static/js/index.js", "/_stcore/metrics"])
def test_every_response_carries_each_header_once(path):
    start = response_to(path)[0]

    carried = [(name.decode(), value.decode()) for name, value in start["headers"]]
    for name, value in HEADERS.items():
        assert [v for n, v in carried if n == name.lower()] == [value]


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/openapi.json"]
)
def test_what_readers_do_not_need_is_hidden(path):
    start, body = response_to(path)

    assert start["status"] == 404
    assert body["body"] == b"Not Found"


def test_the_policy_names_no_other_host_and_allows_no_eval():
    policy = HEADERS["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert "*" not in policy
    assert "unsafe-eval" not in policy


def test_what_is_not_http_is_passed_on_untouched():
    scopes = []

    async def app(scope, receive, send):
        scopes.append(scope["type"])

    finish(SecurityHeaders(app)({"type": "lifespan"}, None, None))

    assert scopes == ["lifespan"]


@pytest.mark.parametrize(
    ("origin", "host", "passed"),
    [
        (None, "chat.example:8501", True),
        ("https://chat.example", "chat.example", True),
        ("http://192.168.1.5:8501", "192.168.1.5:8501", True),
        ("http://evil.example", "chat.example", False),
        ("null", "chat.example", False),
    ],
)
def test_a_page_of_another_site_opens_no_connection(origin, host, passed):
    sent, reached = [], []

    async def streamlit(_scope, _receive, _send):
        reached.append(True)

    async def send(message):
        sent.append(message["type"])

    given = {"host": host} | ({"origin": origin} if origin else {})
    headers = [(name.encode(), value.encode()) for name, value in given.items()]
    finish(
        SecurityHeaders(streamlit)(
            {"type": "websocket", "path": "/", "headers": headers}, None, send
        )
    )

    assert bool(reached) == passed
    assert sent == ([] if passed else ["websocket.close"])
