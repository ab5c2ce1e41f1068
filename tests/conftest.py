"""What every test starts from: its own state folder, no network, the real parts opened once."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
# Of tests that share nothing the longest begin first: at the end no process waits for another's.
LONGEST = (
    "paths/test_kill.py",
    "ui/test_cli",
    "test_docs.py",
    "paths/test_no_network.py",
    "paths/test_writer_and_readers.py",
    "assistant/test_intake_path.py",
    "assistant/test_assistant.py",
)
# Tests that use one of these run in one process, so that it is made once.
MADE_ONCE = ("two_languages", "widened")


def pytest_itemcollected(item):
    for name in set(MADE_ONCE).intersection(item.fixturenames):
        item.add_marker(pytest.mark.xdist_group(name))


def pytest_collection_modifyitems(items):
    places = [f"tests/{name}" for name in LONGEST]

    def turn(item):
        return next((n for n, place in enumerate(places) if place in item.nodeid), len(places))

    items.sort(key=turn)


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
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # all processes of a run share it: who comes first makes it
    with FileLock(folder / "ready.lock"):
        home = folder / "ready" / "home"
        if not (folder / "ready" / "done").exists():
            make_ready(home)
            (folder / "ready" / "done").touch()
    return home


def make_ready(home):
    from assistant.assistant import sync_all
    from assistant.settings import Settings

    home.mkdir(parents=True)
    # Vectors that `make run` or `make gate` made here before are the same for the same texts, and
    # save a minute and a half. All else is made anew.
    for vectors in (ROOT / ".p4c").glob("p4c.sqlite3*"):
        shutil.copy2(vectors, home)
    sync_all(Settings(corpus=CORPUS, home=home))


@pytest.fixture(scope="session")
def assistant(ready_home):
    """The assistant over the project's own corpus."""
    from assistant.assistant import open_assistant
    from assistant.settings import Settings

    return open_assistant(Settings(corpus=CORPUS, home=ready_home))
