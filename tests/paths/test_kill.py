"""Writers are killed at random moments: readers never notice, and the next sync repairs all."""

from evals.bench.soak import Soak, soak_kills
from index.engine import open_embedder
from index.generations import current
from index.health import checks
from index.search import open_index
from index.sync import sync


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
