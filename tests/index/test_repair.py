import pytest

from index.generations import current, damage_of, pointer
from index.repair import repair
from index.store import Store
from ingest.errors import CannotIndex


def test_a_sound_index_stays(home):
    before = current(home)

    assert repair(home) == before


def test_a_lost_pointer_is_mended_from_the_store_alone(home, built):
    pointer(home).unlink()

    folder = repair(home)

    assert folder == current(home)
    assert damage_of(home) is None
    vectors = "vectors.npy"
    assert (folder / vectors).read_bytes() == (current(built / "home") / vectors).read_bytes()


def test_without_vectors_it_asks_for_a_sync(home):
    pointer(home).unlink()
    with Store(home) as store:
        store.fingerprint = "another model"

    with pytest.raises(CannotIndex, match="Run p4c sync"):
        repair(home)


def test_with_a_damaged_store_it_asks_for_a_sync(home):
    pointer(home).unlink()
    (home / "p4c.sqlite3").write_bytes(b"?" * 9000)

    with pytest.raises(CannotIndex, match="Run p4c sync"):
        repair(home)
