"""evals/sources.py: what answers may draw on."""

import pytest

from assistant.phrases import spoken
from evals.sources import phrases_in, words_in


@pytest.mark.parametrize("record", ["help-desk", "bep", "practices-selected"])
def test_every_record_has_the_quotes_that_it_rests_on(sources, record):
    evidence = sources.evidence_of(record)

    assert evidence
    for quote in evidence:
        assert sources.bodies[quote.document][quote.start : quote.end] == quote.quote


def test_a_point_of_a_method_record_has_quotes_and_an_unknown_record_has_none(sources):
    points = [point.id for record in sources.catalogue.method.values() for point in record.points]

    assert sources.evidence_of(points[0])
    assert sources.evidence_of("nothing") == ()


@pytest.mark.parametrize("language", sorted(spoken()))
def test_every_word_of_names_and_translations_is_known(sources, language):
    known = sources.known_words(language)
    words = sources.lexicon.of(language)

    for practice in words.practices.values():
        assert set(words_in(practice.gloss)) <= known
    assert "microsoft" not in known


def test_phrases_are_those_of_the_language_and_the_english_ones():
    said = list(phrases_in("fr"))

    assert "For example:" in said
    assert any("exemple" in phrase for phrase in said)


def test_the_parts_of_joined_words_count_too():
    assert set(words_in("Trade-fair d'entreprise")) >= {"trade", "fair", "d", "entreprise"}
