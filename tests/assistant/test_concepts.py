"""assistant/concepts.py: words of every language meet in concepts."""

from pathlib import Path

import pytest

from assistant.concepts import Dictionaries, Dictionary, alike, unmutated
from ingest.errors import BadCatalogue
from ingest.languages import LANGUAGES

CORPUS = Path(__file__).parents[2] / "corpus" / "languages"
CHILD_AT_SCHOOL = {
    "bg": "Децата в училищата",
    "cs": "Děti ve školách",
    "da": "Børn i skoler",
    "de": "Kinder in Schulen",
    "el": "Παιδιά στα σχολεία",
    "en": "Children in schools",
    "es": "Los niños en las escuelas",
    "et": "Lapsed koolides",
    "fi": "Lapset kouluissa",
    "fr": "Les enfants dans les écoles",
    "ga": "Páistí i scoileanna",
    "hr": "Djeca u školama",
    "hu": "Gyermekek az iskolákban",
    "it": "I bambini nelle scuole",
    "lt": "Vaikai mokyklose",
    "lv": "Bērni skolās",
    "mt": "Tfal u skejjel",
    "nl": "Kinderen op scholen",
    "pl": "Dzieci w szkołach",
    "pt": "As crianças nas escolas",
    "ro": "Copiii în școli",
    "sk": "Deti v školách",
    "sl": "Otroci v šolah",
    "sv": "Barnen i skolorna",
}


@pytest.fixture(scope="module")
def dictionaries():
    return Dictionaries(CORPUS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_inflected_words_are_found_in_every_language(language, dictionaries):
    found = dictionaries.named(CHILD_AT_SCHOOL[language], language)

    assert found & {"child", "baby", "young"}, found
    assert "school" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_and_its_english_wording_have_concepts_in_common(language, dictionaries):
    bag = dictionaries.bag(CHILD_AT_SCHOOL[language], language)

    assert bag @ dictionaries.bag(CHILD_AT_SCHOOL["en"], "en") > 0.3
    assert bag @ bag == pytest.approx(1)


def test_a_compound_is_found_by_both_its_parts():
    german = Dictionary.of("de", {"skin": "Haut", "colour": "Farbe, Farben"}, ("skin", "colour"))

    assert german.read("Hautfarbe") == [(0,), (1,)]


def test_irish_words_are_found_behind_what_changes_their_beginning():
    assert "páiste".replace("á", "a") in list(unmutated("bpaiste"))
    assert "paiste" in list(unmutated("phaiste"))


def test_words_that_only_begin_alike_by_chance_are_not_taken_for_one():
    assert alike("contract", "contraceptive") == 0
    assert alike("schools", "school") > alike("schooling", "school") > 0


def test_a_text_in_no_known_language_has_no_concepts(dictionaries):
    assert dictionaries.read("Children in schools", None) == []
    assert dictionaries.bag("", "en").sum() == 0


def test_a_concept_that_a_language_lacks_is_named(tmp_path):
    for language, words in (("en", "child: child\nschool: school\n"), ("mt", "child: tifel\n")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.yaml").write_text(words, encoding="utf-8")

    with pytest.raises(BadCatalogue, match=r"mt/words\.yaml, school: "):
        Dictionaries(tmp_path).read("tifel", "mt")


@pytest.mark.parametrize(("word", "concept"), [("Duties", "duty"), ("cities", "city")])
def test_an_english_y_that_an_ending_took_away_is_put_back(word, concept, dictionaries):
    assert concept in dictionaries.named(word, "en")


def test_what_a_passage_holds_is_counted_with_every_meaning_of_its_words(dictionaries):
    counts = dictionaries.counted("The duties of a city. A city's duty.", "en")

    assert {dictionaries.concepts[number]: times for number, times in counts.items()} == {
        "duty": 2,
        "city": 2,
    }
