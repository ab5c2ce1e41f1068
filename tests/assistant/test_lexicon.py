"""assistant/lexicon.py: 24 folders with the same keys; a slip in one is named with file and key."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from assistant.compose import FIXED, SAY_EACH
from assistant.kinds import FIELDS, SORTED_UNDER
from assistant.lexicon import Words, load_lexicon, read_words
from ingest.errors import BadCatalogue
from ingest.languages import LANGUAGES

CORPUS = Path(__file__).parents[2] / "corpus"
LEXICON = load_lexicon(CORPUS)
FILES = ["practices", "partners", "method", "questions", "differences"]
SLOTS = {"{practice}", "{other}", "{partner}", "{place}"}
# Kinds that are composed neither from a table of fixed answers nor as a field.
OTHER_KINDS = {
    *("off_subject", "vague", "greeting", "about", "partner_practice", "testers", "compare"),
    *("provided_by", "its_counts"),
}


@pytest.fixture
def corpus(tmp_path):
    """English and Slovenian only."""
    for language in ("en", "sl"):
        shutil.copytree(CORPUS / "languages" / language, tmp_path / "languages" / language)
    return tmp_path


def change(corpus, name, edit):
    """Change a Slovenian file by a function on what it holds."""
    path = corpus / "languages" / "sl" / f"{name}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_all_24_languages_have_their_words():
    assert sorted(LEXICON.languages) == sorted(LANGUAGES)


def test_a_language_without_a_folder_gets_the_english_words(corpus):
    lexicon = load_lexicon(corpus)

    assert lexicon.of("fr").language == "en"
    assert lexicon.of("sl").language == "sl"


def test_the_words_are_those_of_the_catalogue(parts):
    english = LEXICON.of("en")
    catalogue = parts.catalogue
    points = {point.id for record in catalogue.method.values() for point in record.points}

    assert english.practices.keys() == catalogue.practices.keys()
    assert english.partners.keys() == catalogue.partners.keys()
    assert english.method.keys() <= catalogue.method.keys() | points
    differences = {each.id for p in catalogue.partners.values() for each in p.differences}
    assert english.differences.keys() <= differences


def test_every_kind_of_question_can_be_answered():
    told_apart = {SORTED_UNDER.get(kind, kind) for kind in LEXICON.kinds}
    assert told_apart <= FIXED.keys() | FIELDS.keys() | SAY_EACH.keys() | OTHER_KINDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_example_questions_have_no_slot_but_the_four(language):
    for kind, questions in LEXICON.of(language).questions.items():
        assert questions, kind
        for question in questions:
            assert set(re.findall(r"\{.*?\}", question)) <= SLOTS, question
            assert not {"{", "}"} & set(re.sub(r"\{\w+\}", "", question)), question


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_need_is_told_for_two_practices(language):
    needs = [need for words in LEXICON.of(language).practices.values() for need in words.needs]

    assert sorted(needs) == sorted(set(needs))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_numbers_of_the_english_ones(language):
    english, words = LEXICON.of("en"), LEXICON.of(language)
    for record in ("services-recorded", "practices-selected"):
        assert re.findall(r"\d+", words.method[record]) == re.findall(
            r"\d+", english.method[record]
        )


@pytest.mark.parametrize("name", FILES)
def test_a_key_that_is_missing_is_named_with_its_file(name, corpus):
    gone = next(iter(getattr(LEXICON.of("en"), name)))
    path = change(corpus, name, lambda content: content.pop(gone))

    with pytest.raises(BadCatalogue) as caught:
        load_lexicon(corpus)

    assert str(caught.value) == f"{path}, {gone}: is missing. Add it as in English."


@pytest.mark.parametrize("name", FILES)
def test_a_key_that_english_does_not_have_is_named_with_its_file(name, corpus):
    def add(content):
        content["help-dekc"] = next(iter(content.values()))

    path = change(corpus, name, add)

    with pytest.raises(BadCatalogue) as caught:
        load_lexicon(corpus)

    assert str(caught.value) == f"{path}, help-dekc: English has no such key. Remove it."


@pytest.mark.parametrize("name", FILES)
def test_broken_yaml_is_named_with_its_file_and_line(name, corpus):
    path = corpus / "languages" / "sl" / f"{name}.yaml"
    path.write_text("a: b\nc: [d\n", encoding="utf-8")

    with pytest.raises(BadCatalogue) as caught:
        load_lexicon(corpus)

    message = str(caught.value)
    assert message.startswith(f"{path}: is not YAML (")
    assert "line 2" in message
    assert "\n" not in message


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing_is_named(name, corpus):
    path = corpus / "languages" / "sl" / f"{name}.yaml"
    path.unlink()

    with pytest.raises(BadCatalogue, match="is missing") as caught:
        load_lexicon(corpus)

    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "edit", "field"),
    [
        ("practices", lambda c: c["help-desk"].pop("gloss"), "help-desk / gloss"),
        ("practices", lambda c: c["help-desk"].update(name=""), "help-desk / name"),
        ("practices", lambda c: c["help-desk"].update(needs=["one"]), "help-desk / needs"),
        ("practices", lambda c: c["help-desk"].update(nmae="x"), "help-desk / nmae"),
        ("partners", lambda c: c["bep"].update(aliases=[]), "bep / aliases"),
        ("partners", lambda c: c["bep"].update(plan=None), "bep / plan"),
        ("method", lambda c: c.update({"term-da": 3}), "term-da"),
        ("questions", lambda c: c.update(cost="How much?"), "cost"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_record(name, edit, field, corpus):
    path = change(corpus, name, edit)

    with pytest.raises(BadCatalogue) as caught:
        load_lexicon(corpus)

    assert str(caught.value).startswith(f"{path}, {field}: ")
    assert str(caught.value).endswith("Correct this field.")


@pytest.mark.parametrize("content", ["", "just a text", "- a\n- list", "3"])
def test_a_file_with_no_records_is_named(content, corpus):
    path = corpus / "languages" / "sl" / "method.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(BadCatalogue) as caught:
        load_lexicon(corpus)

    assert str(path) in str(caught.value)


def test_a_file_that_is_not_utf_8_is_named(corpus):
    path = corpus / "languages" / "sl" / "method.yaml"
    path.write_bytes("š: č".encode("cp1250"))

    with pytest.raises(BadCatalogue, match="is not YAML"):
        load_lexicon(corpus)


def test_a_folder_of_no_official_language_is_named(corpus):
    (corpus / "languages" / "tr").mkdir()

    with pytest.raises(BadCatalogue, match=r"tr: is no official EU language\. Remove the folder\."):
        load_lexicon(corpus)


def test_without_english_nothing_is_loaded(corpus):
    shutil.rmtree(corpus / "languages" / "en")

    with pytest.raises(BadCatalogue, match="has no English folder"):
        load_lexicon(corpus)


def test_one_language_can_be_read_alone(corpus):
    words = read_words(corpus / "languages" / "sl", "sl")

    assert isinstance(words, Words)
    assert words == LEXICON.of("sl")
