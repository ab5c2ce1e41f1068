"""evals/golden_set.py: what a golden file may not hold, and that ours holds none of it."""

import json
import shutil
from collections import Counter

import pytest

from evals.golden_set import GOLDEN, load_golden_set
from evals.workbench import examples_in
from ingest.errors import Misuse
from ingest.languages import LANGUAGES

PROJECT = {"en", "fr", "el", "sl", "de", "mt", "et"}


def a_line(**changes):
    gold = {"status": ["answered"], "practices": [["help-desk"]]} | changes.pop("gold", {})
    turn = {"questions": {"en": "Who answers the members of a cluster?"}, "gold": gold}
    return json.dumps({"id": "a", "type": "need", "turns": [turn]} | changes)


@pytest.fixture
def load(tmp_path, sources):
    def load(*lines, examples=()):
        (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return load_golden_set(tmp_path, sources.catalogue, sources.bodies, {"en": [*examples]})

    return load


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("not JSON", "x.jsonl, line 2: Invalid JSON"),
        (a_line(type="riddle"), "x.jsonl, line 2, type: Input should be"),
        (a_line(), "line 2, a: stands in"),
        (a_line(id="b", gold={"practices": [["helpdesk"]]}), "practices: 'helpdesk' is in no"),
        (a_line(id="b", gold={"partners": ["malta"]}), "partners: 'malta' is in no"),
        (a_line(id="b", gold={"nearest": ["budget"]}), "nearest: 'budget' is in no"),
        (a_line(id="b", gold={"not_stated": ["price"]}), "not_stated: 'price' is in no"),
        (a_line(id="b", gold={"practices": []}), "b: nothing is demanded of its answer"),
        (a_line(id="b", planted="x.md"), "b, planted: there is no 'x.md'"),
        (a_line(id="b"), "b: asks nearly the same as a (en)"),
    ],
)
def test_a_wrong_line_is_named_by_file_number_and_field(load, line, fault):
    with pytest.raises(Misuse) as raised:
        load(a_line(), line)

    assert fault in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_question_that_the_assistant_learned_from_is_refused(load):
    with pytest.raises(Misuse, match=r"a: the assistant learned from this very question \(en\)"):
        load(a_line(), examples=["who answers, the members of a cluster"])


def test_a_folder_without_cases_is_refused(load):
    with pytest.raises(Misuse, match="holds no cases"):
        load("", " ")


def test_a_case_whose_quote_moved_is_stale(load):
    place = {"document": "pooling4clusters", "start": 3, "end": 9, "quote": "moved!"}

    found = load(a_line(gold={"cites": [[place]]}))

    assert found.stale == ("a",)


def test_the_hash_of_a_set_follows_its_lines(load):
    one = load(a_line())

    assert load(a_line()).sha256 == one.sha256
    assert load(a_line(note="changed")).sha256 != one.sha256


@pytest.fixture(scope="module")
def ours(sources):
    examples = {code: list(examples_in(w)) for code, w in sources.lexicon.languages.items()}
    return load_golden_set(GOLDEN, sources.catalogue, sources.bodies, examples)


def test_our_set_is_as_large_and_as_mixed_as_promised(ours):
    types = Counter(case.type for case in ours.cases.values())

    assert len(ours.cases) >= 200
    assert types["not_stated"] + types["false_premise"] >= 40
    assert types["off_subject"] >= 20
    assert types["hostile"] >= 30
    assert min(types[t] for t in ("need", "lookup", "partner", "method", "follow_up")) >= 8
    assert min(types[t] for t in ("list", "compare", "caveat", "vague", "small_talk")) >= 4
    assert ours.stale == ()


def test_every_case_is_told_in_the_projects_languages_and_a_core_in_all(ours):
    whole = [case for case in ours.cases.values() if set(case.languages) == set(LANGUAGES)]

    assert len(whole) >= 60
    for case in ours.cases.values():
        if case.note != "added from the chat":
            assert set(case.languages) >= PROJECT, case.id


def test_every_question_is_written(ours):
    for case in ours.cases.values():
        for turn in case.turns:
            for language, question in turn.questions.items():
                assert len(question.strip()) > 1, (case.id, language)


def test_our_files_can_be_read_from_a_copy(ours, sources, tmp_path):
    shutil.copytree(GOLDEN, tmp_path / "golden")

    copy = load_golden_set(tmp_path / "golden", sources.catalogue, sources.bodies, {})

    assert copy.sha256 == ours.sha256
    assert len(copy.planted()) >= 3
