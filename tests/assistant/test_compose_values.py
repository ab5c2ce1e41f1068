"""assistant/compose_values.py: what the catalogue holds has words in every language."""

import pytest

from assistant.catalogue import FORMS
from assistant.compose_comparison import COMPARED
from assistant.compose_values import VALUES, forms_of, value_in
from assistant.phrases import phrases_of
from ingest.languages import LANGUAGES


def test_the_values_are_those_of_the_catalogue(parts):
    practices = parts.catalogue.practices.values()

    assert {v for p in practices for field in COMPARED for v in p.fact(field).values} == VALUES


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_to_test_has_a_name_of_its_own(language):
    names = forms_of(phrases_of(language))

    assert tuple(names) == FORMS
    assert len(set(names.values())) == len(FORMS)


def test_what_nobody_translated_has_no_words_but_in_english():
    assert value_in(phrases_of("mt"), "something new") is None
    assert value_in(phrases_of("en"), "something new") == "something new"
    assert value_in(phrases_of("mt"), "the cluster") == "il-cluster"
