"""evals/outcomes.py: what was asked is written down and read back, torn lines passed over."""

import pytest

from evals.outcomes import key_of, read_outcomes, read_verdicts
from evals.scoring import judge
from ingest.errors import Misuse
from tests.evals.conftest import a_case, an_outcome


@pytest.mark.parametrize(("variant", "key"), [("", "need-1/mt"), ("typo", "need-1/mt/typo")])
def test_an_outcome_is_told_by_case_language_and_variant(variant, key):
    outcome = an_outcome(None, case="need-1", language="mt", variant=variant)

    assert outcome.key == key_of("need-1", "mt", variant) == key


@pytest.fixture
def lines(an_answer):
    answers = [an_answer("Ċertament\u2028iva", ranking=("help-desk",)), None]
    return [an_outcome(answer, case=f"c{n}").model_dump_json() for n, answer in enumerate(answers)]


def test_what_was_written_is_read_back_whole(tmp_path, lines):
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    found = list(read_outcomes(path))

    assert [outcome.model_dump_json() for outcome in found] == lines
    assert found[0].turns[0].answer.ranking == ("help-desk",)
    assert found[0].turns[0].answer.claims


@pytest.mark.parametrize("cut", [1, 20, -3])
def test_a_last_line_that_was_torn_is_passed_over(tmp_path, lines, cut):
    path = tmp_path / "answers.jsonl"
    path.write_text(f"{lines[0]}\n{lines[1][:cut]}", encoding="utf-8")

    assert [outcome.key for outcome in read_outcomes(path)] == ["c0/en"]


def test_another_damaged_line_is_an_error_that_names_it(tmp_path, lines):
    path = tmp_path / "answers.jsonl"
    path.write_text(f"{lines[0]}\n{{}}\n{lines[1]}\n", encoding="utf-8")

    with pytest.raises(Misuse, match=r"answers\.jsonl, line 2"):
        list(read_outcomes(path))


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(Misuse, match="cannot be read"):
        list(read_outcomes(tmp_path / "answers.jsonl"))


def test_verdicts_are_read_back_with_scores_and_faults(tmp_path, an_answer, sources):
    verdict = judge(an_outcome(an_answer("x", status="clarify")), a_case(), sources)
    path = tmp_path / "cases.jsonl"
    path.write_text(verdict.model_dump_json() + "\n", encoding="utf-8")

    assert list(read_verdicts(path)) == [verdict]
    assert not verdict.is_right
