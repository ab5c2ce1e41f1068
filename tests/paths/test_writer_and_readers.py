"""One process writes without rest and four read: real Chroma, real engine, real processes."""

from evals.bench.soak import Soak, soak_readers
from index.engine import open_embedder
from index.health import checks
from index.sync import sync


def test_readers_get_no_error_no_stale_answer_and_lose_nothing(tmp_path):
    soak = Soak(tmp_path)
    soak.fill()
    embedder = open_embedder(soak.home)
    sync(soak.corpus, soak.home, embedder)

    readings = soak_readers(soak, readers=4, seconds=8)

    assert all(reading.is_clean for reading in readings), readings
    assert all(reading.generations >= 2 for reading in readings), readings
    sync(soak.corpus, soak.home, embedder)
    found = checks(soak.corpus, soak.home, embedder.fingerprint)
    assert [check.in_words() for check in found if check.severity != "ok"] == []
