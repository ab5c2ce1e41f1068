"""Cases that join the golden set, and those that must not."""

import shutil

import pytest

from evals.adding import ADDED
from evals.admitting import admit, cases_in
from evals.cases import Case
from evals.golden_set import GOLDEN
from ingest.errors import Misuse

ASKED = "Where would a cluster of boat builders find a common stand abroad?"


@pytest.fixture
def golden(tmp_path):
    return shutil.copytree(GOLDEN, tmp_path / "golden")


def a_case(question=ASKED, language="en", practices=("collective-booth",)):
    gold = {"status": ["answered"], "practices": [[id_] for id_ in practices]}
    turn = {"questions": {language: question}, "gold": gold}
    return Case.model_validate({"id": "added-new", "type": "need", "turns": [turn]})


def test_a_new_case_is_added_as_the_last_line(golden, sources):
    path = admit(a_case(), golden, sources.catalogue, ())

    assert path == golden / ADDED
    assert cases_in(golden)[0].id == "added-new"  # added.jsonl is the first file by name


@pytest.mark.parametrize("language", ["en", "fr", "de", "mt", "el", "sl", "et"])
def test_what_another_case_asks_is_refused_in_every_language(language, golden, sources):
    known = next(
        case for case in cases_in(golden) if len(case.turns) == 1 and language in case.languages
    )
    question = known.turns[0].question(language)[0].upper()

    with pytest.raises(Misuse, match="asks nearly the same"):
        admit(a_case(question, language), golden, sources.catalogue, ())

    assert not (golden / ADDED).exists()


def test_what_the_assistant_learned_from_is_refused(golden, sources):
    with pytest.raises(Misuse, match="learned from this very question"):
        admit(a_case(), golden, sources.catalogue, [ASKED.upper()])


@pytest.mark.parametrize(
    ("practices", "words"), [((), "nothing is demanded"), (("x",), "'x' is in no catalogue")]
)
def test_a_case_that_the_loader_would_refuse_is_refused(practices, words, golden, sources):
    with pytest.raises(Misuse, match=words):
        admit(a_case(practices=practices), golden, sources.catalogue, ())


def test_a_folder_that_cannot_be_written_is_one_line(golden, sources):
    (golden / ADDED).mkdir()

    with pytest.raises(Misuse, match=r"added\.jsonl: cannot be (read|written)"):
        admit(a_case(), golden, sources.catalogue, ())
