"""assistant/compose_method.py: the project's method is told in each language, with its quotes."""

import re

import pytest

from assistant import compose_method
from ingest.languages import LANGUAGES, identify

SPOKEN = sorted(LANGUAGES)
ANSWERS = {
    "objective": compose_method.say_objective,
    "definition": compose_method.say_definition,
    "service_types": compose_method.say_service_types,
    "selection": compose_method.say_selection,
    "counts": compose_method.say_counts,
    "forms": compose_method.say_forms,
    "terms": compose_method.say_terms,
}
# What each answer must quote, whatever its language.
QUOTES = {
    "objective": ["upgrade the innovation capacity", "guidelines & recommendations"],
    "definition": [
        "According to INTERREG IVC definition",
        "already proved successful several times",
        "geographic area",
        "created added values",
        "reached expected target and measurable results",
    ],
    "service_types": ["Open collective services", "Individual services"],
    "selection": [
        "a total of 96 practices",
        "Added value to CIs",
        "Efficiency",
        "15 good practices",
    ],
    "counts": ["a total of 96 practices", "15 good practices", "minimum two"],
    "forms": ["Concrete Implementation", "Workshops"],
    "terms": ["Development Agencies (DAs)", "Cluster Initiatives (CIs)"],
}
ITEMS = {"definition": 3, "service_types": 4, "selection": 5, "forms": 2}


def said(kind, draft):
    ANSWERS[kind](draft)
    return draft.finish("?")


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_is_in_the_language_asked_for(kind, language, draft_in, own_words):
    answer = said(kind, draft_in(language))

    assert answer.language == language
    assert identify(own_words(answer)).language == language


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_quotes_what_it_rests_on(kind, language, draft_in, faults_of):
    answer = said(kind, draft_in(language))

    assert faults_of(answer) == []
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert [quote for quote in QUOTES[kind] if quote not in quotes] == []
    assert sum(claim.shape == "item" for claim in answer.claims) >= ITEMS.get(kind, 0)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", ANSWERS)
def test_every_number_that_is_said_stands_in_a_quote(kind, language, draft_in):
    for claim in (answer := said(kind, draft_in(language))).claims:
        quotes = {c.marker: c.quote for c in answer.citations}
        sources = " ".join(quotes[marker] for marker in claim.markers)
        assert set(re.findall(r"\d+", claim.text)) <= set(re.findall(r"\d+", sources)), claim


@pytest.mark.parametrize("language", SPOKEN)
def test_all_of_an_answer_that_translates_is_marked_as_a_translation(language, draft_in):
    draft = draft_in(language)
    mark = f"*({draft.phrases('translation')})*"

    answer = said("definition", draft)

    marked = [claim.text.endswith(mark) for claim in answer.claims]
    assert not any(marked) if language == "en" else all(marked)


@pytest.mark.parametrize("language", SPOKEN)
def test_no_practice_is_assigned_to_a_type_of_service(language, draft_in):
    answer = said("service_types", draft_in(language))

    assert len(answer.caveats) == 1
    assert answer.practices == ()


def test_a_quote_within_another_of_the_record_is_left_out(draft_in):
    method = draft_in("en").catalogue.method

    for record in method.values():
        kept = compose_method.evidence_of(record)
        assert kept or not record.fact.evidence
        spans = [(quote.start, quote.end) for quote in kept]
        assert not [
            (one, other)
            for one in spans
            for other in spans
            if one != other and other[0] <= one[0] and one[1] <= other[1]
        ]
