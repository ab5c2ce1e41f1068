"""assistant/phrases.py: every phrase is there in every language that is spoken, in each number."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from assistant.phrases import LOCALES, Phrases, phrases_of, spoken
from ingest.errors import is_refused
from ingest.languages import LANGUAGES
from ingest.wording import Notice

SPOKEN = sorted(LANGUAGES)
TRANSLATED = [language for language in SPOKEN if language != "en"]
ONE, MANY = "Planned test by one partner: {partners}", "Planned tests by {n} partners: {partners}"
ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for name in ("ingest", "index", "assistant", "ui")
    for path in sorted((ROOT / name).glob("*.py"))
]
# What makes a line: its first argument is the phrase; the Makefile names the same to pybabel.
OF_LINES = {
    *("Notice", "CannotRead", "CannotChange", "CannotIndex", "Busy", "MissingCorpus"),
    "UnknownDocument",
}
ON_THE_COMMAND_LINE_ONLY = {"watching.py"}
THE_SAME = {"Markdown", "an EPUB", "a PDF", "{file}: {problem}"}
ENGLISH = re.compile(r"\b(?:the|again|which|Check|Split|cannot|with)\b")
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

    assert len(said) > 150
    assert said - {m.id[0] if m.pluralizable else m.id for m in TEMPLATE} == set()


def phrases_in(path):
    """The texts that a module gives to phrases(...) or phrases.count(...), and those of lines."""
    for node in calls_in(path):
        if isinstance(node.args[0], ast.Constant) and called(node) in {"phrases", *OF_LINES}:
            yield node.args[0].value


def calls_in(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            yield node


def called(node):
    return ast.unparse(node.func).removesuffix(".count").split(".")[-1]


def test_no_error_that_staff_may_meet_is_put_together_before_it_can_be_translated():
    """Text that is filled in at once has no phrase; pages would show it in English."""
    sources = [path for path in SOURCES if path.parent.name == "ingest"]
    wrong = [
        f"{path.name}:{node.lineno}"
        for path in [*sources, ROOT / "assistant/guarding.py", ROOT / "index/disk.py"]
        if path.name not in ON_THE_COMMAND_LINE_ONLY
        for node in calls_in(path)
        if called(node) in OF_LINES and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]

    assert wrong == []


def lines_in_the_code():
    return sorted(
        {
            node.args[0].value
            for path in SOURCES
            for node in calls_in(path)
            if called(node) in OF_LINES and isinstance(node.args[0], ast.Constant)
        }
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_line_is_said_whole_in_the_language_and_no_english_is_left_over(language):
    lead = phrases_of(language)("In English, for whoever runs this machine: {line}")
    left_over = []
    for phrase in lines_in_the_code():
        values = {slot.strip("{}"): "7" for slot in slots(phrase)}
        said = phrases_of(language).line(Notice(phrase, **values))
        is_english = said == Notice(phrase, **values) and phrase not in THE_SAME
        if is_english or said.startswith(lead.partition("{")[0]) or ENGLISH.search(said):
            left_over.append(said)

    assert left_over == []


def test_a_line_is_said_with_the_lines_and_numbers_that_stand_in_it():
    line = is_refused("{a}.pdf", Notice("has more than {most} pages. Split it.", most=3_000)).line

    assert phrases_of("de").line(line) == (
        "{a}.pdf: hat mehr als 3.000 Seiten. Teilen Sie die Datei auf."
    )
    assert phrases_of("en").line(line) == "{a}.pdf: has more than 3,000 pages. Split it."


@pytest.mark.parametrize("line", ["bare text", is_refused("a", Notice("is in no catalogue.")).line])
def test_a_line_that_is_in_no_catalogue_is_said_to_be_english(line):
    assert phrases_of("et").line(line) == f"Inglise keeles, arvuti haldajale: {line}"
    assert phrases_of("en").line(line) == line
