"""evals/summary.py: a summary is read back, or its damage is said."""

import pytest

from evals.summary import read_summary
from evals.summing import summarise
from ingest.errors import Misuse
from tests.evals.conftest import a_case
from tests.evals.runs import MANIFEST, a_verdict


def test_a_summary_is_read_back_as_it_was_written(tmp_path):
    summary = summarise(MANIFEST, [a_verdict("a")], {"a": a_case()}, ())
    (tmp_path / "summary.json").write_text(summary.model_dump_json(), encoding="utf-8")

    assert read_summary(tmp_path) == summary
    assert summary.manifest.is_finished


@pytest.mark.parametrize(("content", "fault"), [(None, "cannot be read"), ("{}", "Write it again")])
def test_a_summary_that_is_missing_or_damaged_is_said(tmp_path, content, fault):
    if content:
        (tmp_path / "summary.json").write_text(content, encoding="utf-8")

    with pytest.raises(Misuse, match=fault):
        read_summary(tmp_path)
