"""evals/exports.py: other programs read a run, and people its short tables."""

from xml.etree import ElementTree

import pytest

from evals.comparing import change_of, paired
from evals.exports import (
    change_line,
    flip_line,
    gate_lines,
    language_table,
    markdown,
    sentence,
    write_exports,
)
from evals.gate import Flip, GateLine, GateReport
from evals.standing import standing_of
from evals.summing import summarise
from tests.evals.conftest import a_case
from tests.evals.runs import MANIFEST, a_verdict, many

GOLD = {"practices": [["help-desk"]], "also": ["co-location"]}


@pytest.fixture
def exported(tmp_path, an_answer):
    answer = an_answer("x", ranking=("co-location", "help-desk"))
    verdicts = [
        a_verdict("a", type="need", answer=answer, asked={"milliseconds": 1500.0}),
        a_verdict("a", "mt", type="need", faults=["crashed: <no>"]),
    ]
    manifest = MANIFEST.model_copy(update={"asked": ("a/en", "a/mt", "a/fr")})
    cases = {"a": a_case(GOLD, type="need")}
    summary = summarise(manifest, verdicts, cases, ())
    write_exports(tmp_path, summary, verdicts, cases, None)
    return tmp_path


def test_junit_holds_every_question_and_what_is_wrong_or_missing(exported):
    suite = ElementTree.parse(exported / "junit.xml").getroot()

    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    tests = {test.get("name"): test for test in suite}
    assert (tests["a/en"].get("time"), len(tests["a/en"])) == ("1.500", 0)
    assert tests["a/mt"][0].get("message") == "crashed: <no>"
    assert tests["a/fr"][0].get("message") == "was not answered"


def test_rankings_and_grades_are_in_trecs_form(exported):
    assert (exported / "qrels.trec").read_text(encoding="utf-8").splitlines() == [
        "a.en 0 co-location 1",
        "a.en 0 help-desk 2",
        "a.mt 0 co-location 1",
        "a.mt 0 help-desk 2",
    ]
    assert (exported / "run.trec").read_text(encoding="utf-8").splitlines() == [
        "a.en Q0 co-location 1 1.000000 p4c",
        "a.en Q0 help-desk 2 0.500000 p4c",
    ]


def test_the_table_has_a_line_for_each_language_with_its_n(exported):
    lines = (exported / "summary.md").read_text(encoding="utf-8").splitlines()

    assert "0.500 of 2 questions are fully right (1 cases, 2 languages)" in lines[2]
    assert any(line.startswith("| en | 1 | 1.000 |") for line in lines)
    assert any(line.startswith("| mt | 1 | 0.000 |") for line in lines)


def a_report(*states):
    lines = [
        GateLine(name=f"rule {s}", demand="d", state=s, value=0.5, n=3, reasons=(f"why {s}",))
        for s in states
    ]
    return GateReport(run="new", baseline="old", lines=tuple(lines))


@pytest.mark.parametrize(
    ("states", "verdict", "told"),
    [
        (["passed"], "The gate has passed: new against old.", "The gate is open."),
        (["passed", "failed"], "The gate has failed: new against old.", "closed: rule failed."),
    ],
)
def test_the_gates_verdict_is_one_sentence_with_its_reasons(states, verdict, told):
    summary = summarise(MANIFEST, [a_verdict("a")], {"a": a_case()}, ())
    report = a_report(*states)

    assert gate_lines(report)[-1] == verdict
    assert f"        why {states[-1]}" in gate_lines(report)
    assert sentence(summary, report).endswith(told)
    assert f"- rule {states[-1]}: why {states[-1]}" in markdown(summary, report)


def test_a_change_is_one_line_with_interval_and_n():
    pairs = paired(standing_of(many(1.0)), standing_of(many(lambda n: float(n >= 8))))

    line = change_line(change_of(pairs, "right"))

    assert line.startswith("right          1.000 -> 0.600  -0.400 [-0.")
    assert line.endswith("n 40 of 20 cases")


def test_a_flip_is_one_line_with_its_faults():
    told = {"case": "a", "language": "mt", "variant": "", "severity": "normal"}

    assert flip_line(Flip(**told, is_better=False, faults=("no caveat",))) == (
        "worse  a/mt: no caveat"
    )
    assert flip_line(Flip(**told, is_better=True)) == "better a/mt"


def test_an_empty_run_has_a_table_without_languages():
    assert len(language_table(summarise(MANIFEST, [], {}, ()))) == 3
