"""evals/baseline.py: only a whole run with a reason becomes the baseline."""

import pytest

from evals.baseline import BASELINE, bless, read_baseline
from evals.summing import summarise
from ingest.errors import Misuse
from tests.evals.conftest import a_case
from tests.evals.runs import MANIFEST, many


@pytest.fixture
def a_run(tmp_path):
    def a_run(stale=(), **changes):
        folder = tmp_path / "run"
        folder.mkdir(exist_ok=True)
        verdicts = many(1.0)
        lines = "".join(verdict.model_dump_json() + "\n" for verdict in verdicts)
        (folder / "cases.jsonl").write_text(lines, encoding="utf-8")
        cases = {v.outcome.case: a_case(id=v.outcome.case) for v in verdicts}
        asked = tuple(v.outcome.key for v in verdicts)
        manifest = MANIFEST.model_copy(update={"asked": asked} | changes)
        summary = summarise(manifest, verdicts, cases, stale)
        (folder / "summary.json").write_text(summary.model_dump_json(), encoding="utf-8")
        return folder

    return a_run


def test_a_blessed_run_is_read_back_as_the_baseline(a_run, tmp_path):
    told = bless(a_run(), " Maltese mended ", tmp_path / "baseline")

    found = read_baseline(tmp_path / "baseline")
    assert told.reason == "Maltese mended"
    assert found.summary.metrics["right"].value == 1.0
    assert found.summary.manifest.asked == ()
    assert len(found.standing) == 40


@pytest.mark.parametrize(
    ("changes", "reason", "fault"),
    [
        ({}, " ", "give a reason"),
        ({"seconds": None}, "x", "not everything was answered"),
        ({"asked": ("c0/en", "gone/en")}, "x", "not everything was answered"),
        ({"stale": ("c0",)}, "x", "c0 quote what is no longer there"),
        ({"options": {"types": "need"}}, "x", "only a part of the set"),
    ],
)
def test_a_run_that_is_not_whole_is_not_blessed(a_run, tmp_path, changes, reason, fault):
    with pytest.raises(Misuse, match=fault):
        bless(a_run(**changes), reason, tmp_path / "baseline")

    assert read_baseline(tmp_path / "baseline") is None


def test_our_baseline_is_whole_and_in_all_languages():
    found = read_baseline(BASELINE)

    assert len(found.summary.languages) == 24
    assert found.summary.metrics["right"].cases >= 200
    assert found.summary.missing == found.summary.stale == ()
    assert (BASELINE / "blessed.json").is_file()
