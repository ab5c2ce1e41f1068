"""blocks: paragraphs and list items, and the language of each."""

import pytest

from ingest.blocks import blocks_of, main_language, with_languages
from ingest.languages import LANGUAGES

ENGLISH = "The costs of this service are not stated in the document."
FRENCH = "Les coûts de ce service ne sont pas indiqués dans le document."


def languages(body):
    blocks = with_languages(body, list(blocks_of(body, 0, len(body))))
    return [(body[block.start : block.end], block.language) for block in blocks]


def test_paragraphs_and_list_items_are_blocks_and_markup_is_none():
    body = "One\nparagraph.\n\n---\n\n- a\n  b\n- c\n\n***\n"

    assert [body[b.start : b.end] for b in blocks_of(body, 0, len(body))] == [
        "One\nparagraph.",
        "- a\n  b",
        "- c",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{FRENCH}\n\nCorallia\n\n{FRENCH}", ["fr", "fr", "fr"]),
        (f"2010\n\n{FRENCH}", ["fr", "fr"]),
        (f"{FRENCH}\n\n2010", ["fr", "fr"]),
        (f"{ENGLISH}\n\nCollective booth\n\n{FRENCH}", ["en", "en", "fr"]),
        ("2010", ["und"]),
    ],
)
def test_a_block_that_shows_nothing_takes_its_neighbour_s_language(body, expected):
    assert [language for _, language in languages(body)] == expected


def test_a_foreign_name_in_a_sentence_does_not_cut_it():
    body = f"{ENGLISH} Corallia will test “Contrat de Croissance” in Athens. {ENGLISH}"

    assert languages(body) == [(body, "en")]


@pytest.mark.parametrize(
    ("body", "language"),
    [(ENGLISH, "en"), (f"{ENGLISH}\n\n{FRENCH}", "mul"), ("", "mul"), ("12", "mul")],
)
def test_a_text_has_one_main_language_or_several(body, language):
    assert main_language(body) == language
    assert language == "mul" or language in LANGUAGES
