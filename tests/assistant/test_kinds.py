"""The kinds that the rules speak of are kinds that the examples teach."""

from pathlib import Path

import yaml

from assistant import kinds
from assistant.compose_silence import field_names
from assistant.phrases import phrases_of

EXAMPLES = Path(__file__).parents[2] / "corpus" / "languages" / "en" / "questions.yaml"


def test_every_kind_named_in_a_rule_has_examples():
    taught = {"need", *yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))}
    rules = kinds.WITH_PRACTICE | kinds.WITH_PARTNER | kinds.FIELDS.keys()

    assert rules
    assert rules <= taught


def test_every_field_that_can_be_asked_for_has_a_name_for_readers():
    assert set(kinds.FIELDS.values()) <= set(field_names(phrases_of("mt")))
