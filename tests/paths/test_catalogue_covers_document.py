"""The whole document is in the catalogue: every word is cited, or is listed as not a fact."""

from pathlib import Path

import pytest

from assistant.catalogue import Catalogue, load_catalogue
from assistant.catalogue_spans import evidence_in
from ingest.documents import describe
from ingest.readers import read
from ingest.sentences import sentence_spans

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = read(describe(CORPUS / "documents" / "pooling4clusters.txt")).body
SENTENCES = sentence_spans(TEXT)
# List bullets, bold and italic marks, the colon between a title and its text, the quotation marks
# around one title.
MARKUP = '*-:➤"'


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CORPUS, {"pooling4clusters": TEXT})


@pytest.fixture(scope="module")
def cited(catalogue) -> list[bool]:
    """For each character of the document: whether a fact or not_facts.yaml holds it."""
    records = [*catalogue.practices.values(), *catalogue.partners.values()]
    records += [*catalogue.method.values(), *catalogue.not_facts]
    held = [False] * len(TEXT)
    for record in records:
        for field, evidence in evidence_in(record):
            if ".nearest." not in field:
                for place in range(evidence.start, evidence.end):
                    held[place] = True
    return held


def test_the_document_has_sentences():
    assert len(SENTENCES) > 70


@pytest.mark.parametrize(("start", "end"), SENTENCES)
def test_every_word_of_a_sentence_is_cited_or_listed_as_not_a_fact(start, end, cited):
    entry = TEXT[start:end].rstrip(",")  # an entry of a list may end in one

    missed = "".join(
        letter
        for letter, is_cited in zip(entry, cited[start : start + len(entry)], strict=True)
        if not is_cited and not letter.isspace() and letter not in MARKUP
    )

    assert missed == ""


def test_no_word_stands_between_the_sentences():
    between = TEXT
    for start, end in reversed(SENTENCES):
        between = between[:start] + between[end:]

    assert between.strip() == ""


def test_what_is_not_a_fact_is_small_and_has_its_reason(catalogue):
    assert all(not_fact.reason for not_fact in catalogue.not_facts)
    assert sum(len(not_fact.quote) for not_fact in catalogue.not_facts) < len(TEXT) / 50


def test_every_sentence_of_a_plan_also_supports_a_closer_fact(catalogue):
    for partner in catalogue.partners.values():
        closer = [
            evidence
            for field, evidence in evidence_in(partner)
            if not field.startswith("facts.plan.") and ".nearest." not in field
        ]
        for sentence in partner.facts.plan.evidence:
            assert sentence in closer, (partner.id, sentence.quote)
