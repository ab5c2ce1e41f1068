"""The served chat as any program on the network sees it."""

import subprocess
import urllib.error
import urllib.request

import pytest

from assistant.phrases import spoken
from ui.security import HEADERS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/quality",
        "/sources",
        "/documents",
        "/assets/p4c.css",
        "/favicon.png",
        "/_stcore/health",
    ],
)
def test_every_response_carries_the_headers(server, path):
    with urllib.request.urlopen(server.address + path) as response:
        for name, value in HEADERS.items():
            assert response.headers[name] == value


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_figures_on_readers_are_not_served(server, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(server.address + path).close()


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_first_byte_is_in_the_browser_s_language(server, language):
    request = urllib.request.Request(server.address, headers={"Accept-Language": f"{language},x"})
    with urllib.request.urlopen(request) as response:
        assert f'<html lang="{language}">' in response.read().decode()


def test_a_second_chat_on_the_same_port_says_so_in_one_line(
    server, chat_command, environment, tmp_path
):
    run = subprocess.run(
        chat_command(server.port), cwd=tmp_path, env=environment, capture_output=True, text=True
    )

    assert run.returncode == 1
    assert run.stdout == ""
    assert f"port {server.port}: is in use already" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr
