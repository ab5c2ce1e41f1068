"""sentence_spans on tricky text in all 24 languages, and on any Unicode."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.languages import LANGUAGES
from ingest.sentences import sentence_spans

TEXTS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data/ingest/sentences.yaml").read_text(encoding="utf-8")
)
CASES = [
    pytest.param(code, text, id=f"{code}-{n}")
    for code, texts in TEXTS.items()
    for n, text in enumerate(texts)
]


def sentences(text, language=None):
    return [text[start:end] for start, end in sentence_spans(text, language)]


def test_every_language_has_three_tricky_texts():
    assert TEXTS.keys() == LANGUAGES.keys()
    assert all(len(texts) >= 3 for texts in TEXTS.values())


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_a_tricky_text_is_split_as_its_readers_would(language, marked):
    expected = marked.split(" | ")

    assert sentences(" ".join(expected), language) == expected
