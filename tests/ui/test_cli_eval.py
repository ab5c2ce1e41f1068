"""`p4c eval …` in a process of its own: runs, figures, the gate's exit codes, clear refusals."""

import json
import shutil

import pytest

from evals.golden_set import GOLDEN, lines_of
from tests.ui.test_cli import one_line, p4c

CASES = ("need-01", "partner-01", "not-stated-01")


@pytest.fixture(scope="module")
def golden(tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden")
    few = [line + "\n" for *_, line in lines_of(GOLDEN) if json.loads(line)["id"] in CASES]
    (folder / "few.jsonl").write_text("".join(few), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def home(ready_home, tmp_path_factory):
    copy = tmp_path_factory.mktemp("eval") / "home"
    shutil.copytree(ready_home, copy)
    return copy


@pytest.fixture(scope="module")
def evaluated(home, golden):
    """One whole run of the few cases, as `p4c eval` prints it."""
    return p4c("eval", "--golden", golden, "--workers", "1", home=home)


@pytest.fixture(scope="module")
def blessed(home, evaluated, tmp_path_factory):
    folder = tmp_path_factory.mktemp("blessed")
    run = p4c("eval", "runs", home=home).stdout.strip()
    ran = p4c("eval", "bless", run, "--reason", "first", "--baseline", folder, home=home)
    assert ran.returncode == 0
    return folder


def test_a_run_prints_its_figures_by_language_and_where_its_report_is(evaluated, home):
    assert evaluated.returncode == 0
    assert "questions are fully right" in evaluated.stdout
    assert "| mt | 3 |" in evaluated.stdout
    report = evaluated.stdout.strip().splitlines()[-1].removeprefix("Report: ")
    assert (home / "runs").as_posix() in report


def test_a_part_of_the_set_can_be_asked(home, golden):
    ran = p4c("eval", "--golden", golden, "--lang", "mt", "--type", "need", "--plain", home=home)

    assert "of 1 questions" in ran.stdout
    name = p4c("eval", "runs", home=home).stdout.splitlines()[0]
    shutil.rmtree(name)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["eval", "--lang", "xx"], "--lang 'xx': is none of bg cs"),
        (["eval", "--type", "riddle"], "--type 'riddle': is none of lookup need"),
        (["eval", "score", "nothing"], "nothing: is no run"),
        (["eval", "gate", "nothing"], "nothing: is no run"),
        (["eval", "bless", "nothing"], "nothing: is no run"),
        (["eval", "compare", "nothing", "baseline"], "nothing: is no run"),
        (["eval", "--golden", "no-such-folder"], "no-such-folder: holds no cases"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(home, arguments, told):
    assert told in one_line(p4c(*arguments, home=home), 2)


def test_without_runs_there_is_nothing_to_judge(tmp_path):
    assert "holds no runs" in one_line(p4c("eval", "gate", home=tmp_path), 2)


def test_without_a_reason_nothing_is_blessed(home, evaluated, tmp_path):
    run = p4c("eval", "runs", home=home).stdout.strip()

    ran = p4c("eval", "bless", run, "--baseline", tmp_path, home=home)

    assert "give a reason" in one_line(ran, 2)
    assert list(tmp_path.iterdir()) == []


def test_without_a_baseline_the_gate_cannot_judge(home, evaluated, tmp_path):
    ran = p4c("eval", "gate", "--baseline", tmp_path, home=home)

    assert "there is no baseline yet" in one_line(ran, 2)


def test_the_gate_passes_a_run_that_is_like_the_baseline(home, evaluated, blessed):
    ran = p4c("eval", "gate", "--baseline", blessed, home=home)

    assert ran.returncode == 0, ran.stdout
    assert "The gate has passed" in ran.stdout


def test_the_gate_closes_on_a_quote_that_is_not_verbatim(home, evaluated, blessed, golden):
    run = p4c("eval", "runs", home=home).stdout.strip()
    copy = home / "runs" / "20991231-000000-altered"
    shutil.copytree(run, copy)
    answers = (copy / "answers.jsonl").read_text(encoding="utf-8")
    outcomes = [json.loads(line) for line in answers.splitlines()]
    citing = next(o for o in outcomes if (o["case"], o["language"]) == ("need-01", "en"))
    citing["turns"][0]["answer"]["citations"][0]["quote"] += " altered"
    lines = "".join(json.dumps(outcome) + "\n" for outcome in outcomes)
    (copy / "answers.jsonl").write_text(lines, encoding="utf-8")

    scored = p4c("eval", "score", copy.name, "--golden", golden, home=home)
    ran = p4c("eval", "gate", copy.name, "--baseline", blessed, home=home)
    compared = p4c("eval", "compare", run, copy.name, home=home)
    shutil.rmtree(copy)

    assert scored.returncode == 0
    assert ran.returncode == 1
    assert "failed  quotes verbatim" in ran.stdout
    assert "a quote is not verbatim" in compared.stdout


def test_figures_are_printed_from_the_summary(home, evaluated):
    run = p4c("eval", "runs", home=home).stdout.strip()

    table = p4c("eval", "figures", run, home=home).stdout
    summary = json.loads(p4c("eval", "figures", run, "--json", home=home).stdout)

    assert f"| all | {summary['metrics']['right']['n']} |" in table
    assert set(summary["languages"]) >= {"en", "mt", "el"}


def test_a_question_becomes_a_case(home, golden, tmp_path):
    copy = tmp_path / "golden"
    shutil.copytree(golden, copy)

    ran = p4c(
        "eval", "add", "Who is going to try the Permanent Offices out?",
        "--type", "testers", "--golden", copy, home=home,
    )  # fmt: skip

    case = json.loads((copy / "added.jsonl").read_text(encoding="utf-8"))
    assert "added. Check what it demands" in ran.stdout
    assert case["turns"][0]["gold"]["partners"] == ["corallia"]
