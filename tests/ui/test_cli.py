"""The command line in a process of its own: what it prints, what it refuses, with which code."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.calling import call

ROOT = Path(__file__).parents[2]
CONTRACT = {
    "id", "question", "language", "status", "answer", "practices", "partners", "citations",
    "caveats", "not_stated", "generator", "timings_ms",
}  # fmt: skip


def p4c(*arguments, home, corpus=ROOT / "corpus", given=None, **environment):
    """Run p4c; no run may ever show a traceback."""
    places = {"P4C_HOME": str(home), "P4C_CORPUS": str(corpus)}
    ran = call(arguments, os.environ | places | environment, given)
    assert "Traceback" not in ran.stderr + ran.stdout
    return ran


@pytest.fixture
def home(ready_home, tmp_path):
    shutil.copytree(ready_home, tmp_path / "home")
    return tmp_path / "home"


def one_line(ran, code):
    assert ran.returncode == code
    assert ran.stdout == ""
    assert len(ran.stderr.strip().splitlines()) == 1
    return ran.stderr


def test_an_answer_as_json_has_the_fields_of_the_contract_and_quotes_that_show_prints(home):
    ran = p4c("ask", "Liema sħab qed jittestjaw il-Permanent Offices?", "--json", home=home)
    shown = p4c("show", "pooling4clusters", home=home)

    answer = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert set(answer) == CONTRACT
    assert answer["partners"] == ["corallia"]
    for citation in answer["citations"]:
        place = citation["locator"]
        assert set(place) == {"page", "section", "start", "end"}
        assert shown.stdout[place["start"] : place["end"]] == citation["quote"]


def test_a_batch_answers_good_lines_and_names_the_bad_one(home):
    lines = [
        json.dumps({"id": "a", "question": "How much does the Help Desk cost?"}),
        "this is not JSON",
        json.dumps({"id": "b", "question": "And in Malta?", "history": ["What does BEP plan?"]}),
        json.dumps({"id": "c", "question": "<script>x</script> ![x](http://h/y.png) \u0007"}),
        json.dumps({"id": "d", "question": "x" * 20_001}),
    ]

    ran = p4c("ask", "--batch", "-", home=home, given="\n".join(lines))

    cost, bad, malta, markup, long = (json.loads(line) for line in ran.stdout.splitlines())
    assert ran.returncode == 1
    assert (cost["id"], cost["status"], cost["not_stated"]) == ("a", "not_in_corpus", ["cost"])
    assert (bad["line"], "is not JSON" in bad["error"]) == (2, True)
    assert malta["partners"] == ["mita"]
    assert markup["status"] in {"out_of_scope", "clarify", "answered"}
    assert "20,001 characters" in long["error"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", ""), "is empty"),
        (("ask",), "give either a question or --batch"),
        (("ask", "--lang", "xx", "Hello"), "'xx': is none of"),
        (("ask", "--batch", "nowhere.jsonl"), "cannot be read"),
        (("show", "nothing"), "there is none. See p4c docs"),
    ],
)
def test_misuse_is_one_line_and_code_2(home, arguments, said):
    assert said in one_line(p4c(*arguments, home=home), 2)


def test_an_unknown_variable_names_the_nearest_setting(home):
    assert "Did you mean P4C_HOME?" in one_line(p4c("docs", home=home, P4C_HOM="x"), 2)


def test_a_missing_corpus_is_said_with_what_to_do(home, tmp_path):
    ran = p4c("sync", home=home, corpus=tmp_path / "nowhere")

    assert "P4C_CORPUS" in one_line(ran, 1)


@pytest.mark.parametrize("damage", ["pointer", "chroma", "generation"])
def test_a_damaged_index_is_built_again_and_that_is_said(home, damage):
    index = home / "index"
    if damage == "pointer":
        (index / "current").write_text("rubbish", encoding="utf-8")
    elif damage == "chroma":
        for file in index.rglob("*.bin"):
            file.write_bytes(b"")
    else:
        for folder in [path for path in index.iterdir() if path.is_dir()]:
            shutil.rmtree(folder)

    ran = p4c("ask", "Who tests Permanent Offices?", "--json", home=home)

    assert ran.returncode == 0
    assert "Building it now" in ran.stderr
    assert json.loads(ran.stdout)["partners"] == ["corallia"]
    assert p4c("doctor", home=home).returncode == 0


def test_a_home_that_cannot_be_written_is_one_line(tmp_path):
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")

    ran = p4c("ask", "Hello", home=file)

    assert ran.returncode == 1
    assert len(ran.stderr.strip().splitlines()) <= 2


def test_a_port_in_use_is_one_line(home):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = p4c("chat", "--port", taken.getsockname()[1], home=home)

    assert "is in use already" in one_line(ran, 1)


def test_a_text_that_staff_add_is_answered_from_and_doctor_notices_changes(home, tmp_path):
    corpus = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    rights = "Everyone has the right to education. Elementary education shall be free for all."
    file = tmp_path / "rights.txt"
    file.write_text(rights, encoding="utf-8")

    added = p4c("add", "--yes", file, home=home, corpus=corpus)
    answer = p4c(
        "ask", "Does everyone have a right to education?", "--json", home=home, corpus=corpus
    )
    well = p4c("doctor", home=home, corpus=corpus)
    (corpus / "documents" / "new.txt").write_text("One more text, unread.", encoding="utf-8")
    ill = p4c("doctor", home=home, corpus=corpus)

    assert added.returncode == 0
    assert json.loads(answer.stdout)["citations"][0]["quote"] == rights
    assert well.returncode == 0
    assert ill.returncode == 1
    assert "p4c sync" in ill.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "--batch", "no-such.jsonl"), "no-such.jsonl: cannot be read"),
        (("replace", "a-document", "no-such.txt"), "no-such.txt: no such file"),
        (("eval", "score", "no-such-run"), "no-such-run: is no run"),
        (("eval", "compare", "no-such-run", "no-such-run"), "no-such-run: is no run"),
        (("eval", "bless", "no-such-run", "--reason", "a"), "no-such-run: is no run"),
        (("eval", "add", "Who?", "--type", "riddle"), "--type 'riddle': is none of"),
    ],
    ids=lambda given: " ".join(given[:2]) if isinstance(given, tuple) else "",
)
def test_a_command_that_is_forked_elsewhere_also_starts_from_nothing(arguments, said, tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        cwd=ROOT,
        env=os.environ | {"P4C_HOME": str(tmp_path), "P4C_CORPUS": str(ROOT / "corpus")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert ran.returncode in {1, 2}
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
