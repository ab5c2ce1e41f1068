"""assistant/examples.py: examples of every language hold masks, and say what they hold."""

from pathlib import Path

import pytest

from assistant.examples import Example, examples_of, without_names
from assistant.lexicon import load_lexicon
from assistant.names import MASKS
from ingest.languages import LANGUAGES

LEXICON = load_lexicon(Path(__file__).parents[2] / "corpus")


@pytest.fixture(scope="module")
def learned(parts):
    return parts.mind.learned


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_hold_masks_for_slots_and_name_what_they_hold(language):
    examples = list(examples_of(LEXICON.of(language)))

    assert examples == list(examples_of(LEXICON.of(language))), "the same places each time"
    assert not [example for example in examples if {"{", "}"} & set(example.text)]
    assert {example.practice for example in examples} >= set(LEXICON.of("en").practices)
    assert {example.partner for example in examples} >= set(LEXICON.of("en").partners)
    assert {example.kind for example in examples} == {"need", "planner", *LEXICON.kinds}
    assert all(
        MASKS["practice"] in example.text for example in examples if example.named == (1, 0, 0)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_an_example_are_masked_and_counted(language, learned):
    name = LEXICON.of(language).practices["permanent-offices"].name
    written = Example(f"{name}: BEP?", "practice")

    bare = without_names(written, learned.names, language)

    assert bare.text in {"X: Z?", "X): Z?"}
    assert bare.named == (1, 1, 0)
