"""Writers are killed at random moments: readers never notice, and the next sync repairs all."""

import json
import subprocess
import sys
from pathlib import Path

from evals.bench.soak import Soak, soak_kills
from index.engine import open_embedder
from index.generations import current
from index.health import checks
from index.search import open_index
from index.sync import sync

ROOT = Path(__file__).parents[2]


def test_after_six_kills_readers_were_served_whole_and_one_sync_makes_all_well(tmp_path):
    soak = Soak(tmp_path)
    soak.fill()
    embedder = open_embedder(soak.home)
    sync(soak.corpus, soak.home, embedder)
    index = open_index(soak.home, repair=False)

    failures = soak_kills(soak, 6, index)

    report = sync(soak.corpus, soak.home, embedder)
    assert failures == 0
    assert report.problems == report.repaired == ()
    found = checks(soak.corpus, soak.home, embedder.fingerprint)
    assert [check.in_words() for check in found if check.severity != "ok"] == []
    folders = [path for path in (soak.home / "index").iterdir() if path.is_dir()]
    assert current(soak.home) in folders
    assert len(folders) <= 3  # the current one, the one before, the one that `index` still holds
    assert sorted(p.name for p in (soak.corpus / "documents").glob("*.txt")) == sorted(
        f"{document.id}.txt" for document in index.snapshot().documents()
    )


def test_documents_survive_fifteen_kills_of_two_writers_before_four_readers(ready_home):
    command = [sys.executable, "-m", "evals.bench.killing", "--kills", "15"]

    ran = subprocess.run(
        [*command, "--home", ready_home], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    record = json.loads(ran.stdout)
    assert record["faults"] == []
    assert all(reader["looks"] > 10 for reader in record["readers"])


def test_an_act_that_is_killed_at_any_line_is_whole_or_never_was(tmp_path):
    command = [sys.executable, "-m", "evals.bench.crash_points", "--every", "23"]

    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    acts = json.loads(ran.stdout)
    assert [act["faults"] for act in acts] == [[]] * 9
    assert all(act["kills"] > 15 and act["forward"] > 2 for act in acts), acts
