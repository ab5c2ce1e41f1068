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
# Where tests run if two processes share them: a file's in one, so that what they need is made once,
# and with these files' neighbours in a line. The longest begin first: at the end no process waits.
TOGETHER = (
    ("paths/test_question", "paths/test_broken_assistants"),
    ("ui/test_cli_eval",),
    ("assistant/test_assistant", "assistant/test_elsewhere", "assistant/test_learned_file"),
    ("paths/test_foreign_files",),
    ("paths/test_damaged_files",),
)
# The tests of these share nothing that is made, and take long: each may run anywhere.
APART = (
    *("paths/test_kill", "ui/test_cli_documents", "ui/test_cli", "test_docs"),
    *("paths/test_no_network", "assistant/test_intake_path"),
)
TURNS = [APART[0], *(file for files in TOGETHER for file in files), *APART[1:]]


def file_of(nodeid):
    return nodeid.partition("::")[0].removeprefix("tests/").removesuffix(".py")


def pytest_collection_modifyitems(items):
    turns = {file: turn for turn, file in enumerate(TURNS)}
    items.sort(key=lambda item: turns.get(file_of(item.nodeid), len(turns)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class ByNeeds(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = file_of(nodeid)
            if file in APART:
                return nodeid
            return next((files[0] for files in TOGETHER if file in files), file)

    config.option.loadscopereorder = False
    return ByNeeds(config, log)


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
