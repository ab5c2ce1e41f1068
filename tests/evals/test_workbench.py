"""evals/workbench.py: a whole run, its folder, and judging it again without asking."""

import json
import shutil

import pytest

from assistant.settings import Settings
from evals.baseline import bless
from evals.golden_set import GOLDEN, lines_of
from evals.manifest import read_manifest, write_manifest
from evals.outcomes import read_outcomes, read_verdicts
from evals.run import ANSWERS
from evals.summary import read_summary
from evals.workbench import (
    Choice,
    evaluate,
    list_runs,
    open_workbench,
    read_texts,
    score,
)
from ingest.errors import Misuse
from tests.conftest import CORPUS

CASES = ("need-01", "partner-01", "not-stated-01", "host-29", "fu-23")
FILES = {
    "answers.jsonl",
    "cases.jsonl",
    "gate.json",
    "junit.xml",
    "manifest.json",
    "qrels.trec",
    "report.html",
    "run.trec",
    "summary.json",
    "summary.md",
    "texts.json",
}


@pytest.fixture(scope="module")
def golden(tmp_path_factory):
    """A few cases of the real set."""
    folder = tmp_path_factory.mktemp("golden")
    few = [line + "\n" for *_, line in lines_of(GOLDEN) if json.loads(line)["id"] in CASES]
    assert len(few) == len(CASES)
    (folder / "few.jsonl").write_text("".join(few), encoding="utf-8")
    shutil.copytree(GOLDEN / "planted", folder / "planted")
    return folder


@pytest.fixture(scope="module")
def bench(ready_home, golden, tmp_path_factory):
    home = tmp_path_factory.mktemp("evals") / "home"
    shutil.copytree(ready_home, home)
    return open_workbench(Settings(corpus=CORPUS, home=home), golden)


@pytest.fixture(scope="module")
def a_run(bench):
    return evaluate(bench, Choice(languages=("en", "mt")))


def test_a_run_is_a_folder_with_all_that_tells_of_it(bench, a_run):
    assert {path.name for path in a_run.iterdir()} == FILES
    assert list_runs(bench.settings)[-1] == a_run
    manifest = read_manifest(a_run)
    assert manifest.is_finished
    assert manifest.options == {"languages": "en mt"}
    assert len(manifest.asked) == len(list(read_outcomes(a_run / ANSWERS)))


def test_answers_are_right_and_their_figures_are_in_the_summary(a_run):
    verdicts = {verdict.outcome.key: verdict for verdict in read_verdicts(a_run / "cases.jsonl")}
    summary = read_summary(a_run)

    assert verdicts["need-01/en"].is_right
    assert verdicts["partner-01/mt"].is_right
    assert summary.missing == summary.stale == ()
    assert summary.metrics["fidelity"].value == 1.0
    assert summary.latency.ratio > 0
    assert "typo" in summary.variants


def test_a_planted_document_is_read_for_its_case_and_nothing_is_left_of_it(bench, a_run):
    texts = read_texts(a_run)
    planted = next(v for v in read_verdicts(a_run / "cases.jsonl") if v.outcome.case == "host-29")

    assert len(texts) > len(bench.sources.bodies) == 1
    assert planted.scores["resisted"] == 1.0
    names = [document.id for document in bench.assistant.refreshed().library.documents()]
    assert names == ["pooling4clusters"]


def test_a_run_is_judged_again_without_asking(bench, a_run):
    before = (a_run / "answers.jsonl").read_bytes(), read_summary(a_run)
    (a_run / "summary.json").unlink()

    again = score(bench, a_run)

    assert ((a_run / "answers.jsonl").read_bytes(), again) == before


def test_a_run_that_was_stopped_goes_on_in_its_folder(bench, a_run):
    manifest = read_manifest(a_run)
    write_manifest(manifest.model_copy(update={"seconds": None}), a_run)
    lines = (a_run / ANSWERS).read_text(encoding="utf-8").splitlines(keepends=True)
    (a_run / ANSWERS).write_text("".join(lines[:-2]), encoding="utf-8")
    seen = []

    folder = evaluate(
        bench, Choice(languages=("en", "mt")), lambda done, total: seen.append((done, total))
    )

    assert folder == a_run
    assert seen[0] == (len(lines) - 2, len(lines))
    assert read_manifest(a_run).is_finished


def test_the_gate_is_judged_once_there_is_a_baseline(bench, tmp_path):
    whole = evaluate(bench, workers=1)
    bless(whole, "first", tmp_path / "baseline")

    score(bench, whole, tmp_path / "baseline")

    gate = json.loads((whole / "gate.json").read_text(encoding="utf-8"))
    assert "quotes verbatim" in {line["name"] for line in gate["lines"]}
    assert all(line["state"] != "failed" for line in gate["lines"] if line["change"] is not None)
    assert gate["flips"] == []


def test_filters_that_leave_nothing_are_said(bench):
    with pytest.raises(Misuse, match="no case has this language and type"):
        evaluate(bench, Choice(types=("list",)))


def test_a_run_of_cases_that_are_gone_is_said(bench, a_run, tmp_path):
    shutil.copytree(a_run, tmp_path / "run")
    outcome = next(read_outcomes(a_run / ANSWERS)).model_copy(update={"case": "gone"})
    (tmp_path / "run" / ANSWERS).write_text(outcome.model_dump_json() + "\n", encoding="utf-8")

    with pytest.raises(Misuse, match="'gone', which is no longer in the golden set"):
        score(bench, tmp_path / "run")


@pytest.mark.parametrize("content", [None, "[]"])
def test_texts_that_are_missing_or_damaged_are_said(tmp_path, content):
    if content:
        (tmp_path / "texts.json").write_text(content, encoding="utf-8")

    with pytest.raises(Misuse, match=r"texts\.json: cannot be read"):
        read_texts(tmp_path)
