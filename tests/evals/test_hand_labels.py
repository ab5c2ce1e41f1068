"""evals/hand_labels.py: the labels in the repository hold, and wrong ones are named."""

import pytest

from evals.hand_labels import LABELS, MACHINE, read_labels
from evals.model_votes import CitedClaim
from ingest.errors import Misuse

ALL = read_labels()


def test_there_are_labels_in_the_seven_languages_half_of_them_not_supported():
    assert len(ALL) >= 30
    assert {label.language for label in ALL} == {"en", "fr", "el", "sl", "de", "mt", "et"}
    for language in {label.language for label in ALL}:
        kinds = {label.supported for label in ALL if label.language == language}
        assert kinds == {True, False}, language
    assert 0.4 <= sum(label.supported for label in ALL) / len(ALL) <= 0.6


def test_every_quote_of_a_label_stands_in_the_document(sources):
    for label in ALL:
        assert label.quotes
        for quote in label.quotes:
            assert quote in sources.bodies["pooling4clusters"], quote


def test_only_what_is_not_supported_says_what_is_wrong_and_no_claim_stands_twice():
    assert [label for label in ALL if bool(label.note) == label.supported] == []
    assert len({label.claim for label in ALL}) == len(ALL)


def test_labels_that_no_person_made_say_so():
    assert {label.by for label in ALL} == {MACHINE}


def test_a_claim_is_shown_without_its_label():
    assert ALL[0].claim == CitedClaim(
        text=ALL[0].text, language=ALL[0].language, quotes=ALL[0].quotes
    )


def test_labels_are_not_taken_for_cases():
    assert LABELS.parent.parent.name == "golden"
    assert LABELS not in set(LABELS.parent.parent.glob("*.jsonl"))


def test_a_wrong_line_is_named(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text(
        '\n{"text": "a", "language": "en", "quotes": [], "by": "x"}\n', encoding="utf-8"
    )

    with pytest.raises(Misuse, match=r"labels.jsonl, line 2, supported: Field required. Correct"):
        read_labels(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(Misuse, match=r"none.jsonl: cannot be read"):
        read_labels(tmp_path / "none.jsonl")
