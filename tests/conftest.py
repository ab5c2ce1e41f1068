"""What every test starts from: its own state folder, no network, the real parts opened once."""

import os
import shutil
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def _own_state(monkeypatch, tmp_path):
    """No setting of the machine reaches a test; state goes to the test's own folder."""
    for name in [name for name in os.environ if name.startswith("P4C_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("P4C_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Refuse every socket that is not on this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for the network: {address!r}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def ready_home(tmp_path_factory):
    """A state folder brought up to date once for all tests; they must not change it."""
    from assistant.assistant import sync_all
    from assistant.settings import Settings

    home = tmp_path_factory.mktemp("ready") / "home"
    home.mkdir()
    # Vectors that `make run` or `make gate` made here before are the same for the same texts, and
    # save a minute and a half. All else is made anew.
    for vectors in (ROOT / ".p4c").glob("p4c.sqlite3*"):
        shutil.copy2(vectors, home)
    sync_all(Settings(corpus=CORPUS, home=home))
    return home


@pytest.fixture(scope="session")
def assistant(ready_home):
    """The assistant over the project's own corpus."""
    from assistant.assistant import open_assistant
    from assistant.settings import Settings

    return open_assistant(Settings(corpus=CORPUS, home=ready_home))
