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
ANY_TEXT = st.text(alphabet=st.characters() | st.sampled_from(' \n.;!?…"»«A1a-•'))
ANY_LANGUAGE = st.sampled_from([None, *LANGUAGES])


def sentences(text, language=None):
    return [text[start:end] for start, end in sentence_spans(text, language)]


def test_every_language_has_three_tricky_texts():
    assert TEXTS.keys() == LANGUAGES.keys()
    assert all(len(texts) >= 3 for texts in TEXTS.values())


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_a_tricky_text_is_split_as_its_readers_would(language, marked):
    expected = marked.split(" | ")

    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_a_paragraph_do_not_end_a_sentence_but_blank_lines_and_list_items_do(language):
    text = "Corallia and BEP\nmet in Kranj\n\nBEP (2010)\n- Corallia\n- MITA\n\n\n2) Kranj\n"

    assert sentences(text, language) == [
        "Corallia and BEP\nmet in Kranj",
        "BEP (2010)",
        "- Corallia",
        "- MITA",
        "2) Kranj",
    ]


def test_each_row_of_a_table_is_for_itself():
    text = "Name | Cost\nDesk, open since 2010 | 1\nBooth | 2"

    assert [text[start:end] for start, end in sentence_spans(text)] == text.split("\n")


def test_a_number_that_a_line_break_puts_first_begins_no_list_item():
    assert sentences("Das Treffen war am\n3. Oktober in Stuttgart.", "de") == [
        "Das Treffen war am\n3. Oktober in Stuttgart."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Πού είναι; Εδώ.", ["Πού είναι;", "Εδώ."]),
        ("One; Two. Three.", ["One; Two.", "Three."]),
        ("Цената е 5 лв. Това е т.е. добре.", ["Цената е 5 лв.", "Това е т.е. добре."]),
        ("*It works.* **It stays.** Good", ["*It works.*", "**It stays.**", "Good"]),
        ("See europa.eu. Ask a@b.eu. Then go.", ["See europa.eu.", "Ask a@b.eu.", "Then go."]),
        ("", []),
        (" \n\t\n ", []),
        ("...", ["..."]),
    ],
)
def test_without_a_language_the_letters_tell_what_they_can(text, expected):
    assert sentences(text) == expected


@given(ANY_TEXT, ANY_LANGUAGE)
def test_spans_are_in_order_and_lose_nothing_but_white_space(text, language):
    spans = sentence_spans(text, language)

    ends = [0, *(end for _, end in spans)]
    gaps = [text[end:start] for end, (start, _) in zip(ends, spans, strict=False)]
    assert all(start < end for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert not "".join([*gaps, text[ends[-1] :]]).strip()
    assert all(start >= end for end, (start, _) in zip(ends, spans, strict=False))


@pytest.mark.parametrize(
    "text",
    [
        *("a. " * 100_000, "." * 300_000, "x" * 300_000, '? "' * 100_000, "(1) " * 100_000),
        "!" * 300_000 + "x",
    ],
)
def test_hostile_text_is_split_in_linear_time(text):
    assert sentence_spans(text, "en")
