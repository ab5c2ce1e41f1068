"""assistant/phrases.py: every phrase is there in every language that is spoken, in each number."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from assistant.phrases import LOCALES, Phrases, phrases_of, spoken
from ingest.languages import LANGUAGES

SPOKEN = sorted(LANGUAGES)
TRANSLATED = [language for language in SPOKEN if language != "en"]
ONE, MANY = "Planned test by one partner: {partners}", "Planned tests by {n} partners: {partners}"
ROOT = Path(__file__).parents[2]
SOURCES = [path for name in ("assistant", "ui") for path in (ROOT / name).glob("*.py")]
SLOT = re.compile(r"\{\w*\}")


def read(name):
    with (LOCALES / name).open("rb") as file:
        return read_po(file, locale=name.removesuffix(".po") if name.endswith(".po") else None)


TEMPLATE = [message for message in read("p4c.pot") if message.id]
PLURALS = [message.id for message in TEMPLATE if message.pluralizable]


def texts_of(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def slots(text):
    return set(SLOT.findall(text))


def test_all_official_languages_are_spoken():
    assert sorted(spoken()) == SPOKEN


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_phrase_is_translated_and_none_is_left_over(language):
    catalogue = read(f"{language}.po")

    ids = {message.id for message in catalogue if message.id}
    assert ids == {message.id for message in TEMPLATE}
    assert [m.id for m in catalogue if m.id and not all(texts_of(m))] == []
    assert [m.id for m in catalogue if m.id and m.fuzzy] == []
    assert not catalogue.obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_has_the_placeholders_of_its_phrase(language):
    wrong = []
    for message in read(f"{language}.po"):
        if message.pluralizable:
            allowed = slots(message.id[0]) | slots(message.id[1])
            # "One partner" needs no {n}: a form for a single number may leave it out.
            fits = [allowed - {"{n}"} <= slots(text) <= allowed for text in texts_of(message)]
            if not all(fits) or "{n}" not in slots(texts_of(message)[-1]):
                wrong.append(message.id)
        elif message.id and slots(message.id) != slots(message.string):
            wrong.append(message.id)

    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_numbers_have_as_many_forms_as_the_language_has(language):
    catalogue = read(f"{language}.po")
    rule = get_plural(language)

    assert catalogue.num_plurals == rule.num_plurals
    assert catalogue.plural_expr == rule.plural_expr
    forms = {m.id: len(texts_of(m)) for m in catalogue if m.id and m.pluralizable}
    assert set(forms) == set(PLURALS)
    assert set(forms.values()) == {rule.num_plurals}


# In Slovenian "of three" and "of five partners" are the same case: only these three differ there.
OF_PARTNERS = "The documents hold the plans of {n} partners:"


@pytest.mark.parametrize(("language", "numbers"), [("sl", (1, 2, 3, 5)), ("mt", (1, 2, 11, 20))])
@pytest.mark.parametrize("phrase", PLURALS, ids=lambda phrase: phrase[1][:30])
def test_slovenian_and_maltese_have_four_forms_that_differ(language, numbers, phrase):
    if (language, phrase[1]) == ("sl", OF_PARTNERS):
        numbers = numbers[:3]
    values = {slot.strip("{}"): "…" for slot in slots(phrase[1]) if slot != "{n}"}

    said = [phrases_of(language).count(*phrase, n, **values) for n in numbers]

    bare = [text.replace(str(n), "#") for text, n in zip(said, numbers, strict=True)]
    assert len(set(bare)) == len(numbers)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 10, 11, 19, 20, 21, 100, 101, 102])
def test_a_count_says_its_number(language, n):
    said = phrases_of(language).count(ONE, MANY, n, partners="BEP")

    assert "BEP" in said
    assert str(n) in said or n == 1
    assert "{" not in said


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 1, "Planned test by one partner: "),
        ("en", 2, "Planned tests by 2 partners: "),
        ("sl", 2, "Preizkus načrtujeta 2 partnerja: "),
        ("sl", 5, "Preizkus načrtuje 5 partnerjev: "),
        ("mt", 11, "Ittestjar ippjanat minn 11-il sieħeb: "),
        ("mt", 20, "Ittestjar ippjanat minn 20 sieħeb: "),
    ],
)
def test_the_form_of_a_number_is_the_right_one(language, n, said):
    assert phrases_of(language).count(ONE, MANY, n, partners="") == said


@pytest.mark.parametrize(
    ("language", "listed"),
    [
        ("en", "A, B, and C"),
        ("fr", "A, B et C"),
        ("el", "A, B και C"),
        ("sl", "A, B in C"),
        ("de", "A, B und C"),
        ("mt", "A, B, u C"),
        ("et", "A, B ja C"),
    ],
)
def test_a_list_ends_as_it_does_in_the_language(language, listed):
    phrases = phrases_of(language)

    assert phrases.listing("ABC") == listed
    assert phrases.listing(["A"]) == "A"
    assert phrases.listing([]) == ""


@pytest.mark.parametrize("language", SPOKEN)
def test_a_quote_stands_in_quotation_marks_whatever_is_in_it(language):
    quoted = Phrases(language).quoted("{n} 100 % {}")

    assert "{n} 100 % {}" in quoted
    assert not quoted[0].isalnum()
    assert not quoted[-1].isalnum()


def test_a_value_with_braces_is_put_in_as_it_is():
    said = phrases_of("sl")("Best fit: {practice}", practice="{n} {practice}")

    assert said.endswith("{n} {practice}")


def test_the_template_holds_every_phrase_that_stands_in_the_code():
    said = {phrase for path in SOURCES for phrase in phrases_in(path)}

    assert len(said) > 60
    assert said - {m.id[0] if m.pluralizable else m.id for m in TEMPLATE} == set()


def phrases_in(path):
    """The texts that a module gives to phrases(...) or to phrases.count(...)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func).removesuffix(".count")
            if called.split(".")[-1] == "phrases":
                yield node.args[0].value
