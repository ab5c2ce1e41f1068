"""evals/standing.py: what is committed of a run is what was in it."""

import pytest

from evals.standing import read_standing, standing_of, write_standing
from ingest.errors import Misuse
from tests.evals.runs import a_verdict


def test_a_standing_is_read_back_as_it_was_written(tmp_path):
    verdicts = [
        a_verdict("b", "en", scores={"first": 1.0, "validity": 1.0}, severity="critical"),
        a_verdict("b", "mt", faults=["wrong"], scores={"first": 0.3333333}, severity="critical"),
        a_verdict("b", "mt", variant="typo", scores={"first": 1.0}, severity="critical"),
        a_verdict("a", "en"),
    ]
    path = tmp_path / "standing.jsonl"

    write_standing(standing_of(verdicts), path)
    found = {one.key: one for one in read_standing(path)}

    assert set(found) == {"a/en", "b/en", "b/mt", "b/mt/typo"}
    assert found["b/mt"].scores == {"right": 0.0, "first": 0.3333}
    assert found["b/mt/typo"].scores == {"right": 1.0}
    assert (found["b/en"].severity, found["b/en"].is_right) == ("critical", True)
    assert not found["b/mt"].is_right
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(("content", "fault"), [(None, "cannot be read"), ("{}\n", "is damaged")])
def test_a_standing_that_is_missing_or_damaged_is_said(tmp_path, content, fault):
    path = tmp_path / "standing.jsonl"
    if content:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(Misuse, match=fault):
        read_standing(path)
