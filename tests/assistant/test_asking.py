"""assistant/asking.py: "when", "how many" and the like are known in every language."""

import pytest

from assistant.asking import COUNTED, NO_WORDS, expected
from ingest.languages import LANGUAGES

WHEN = {
    "bg": "Кога ще започне изпитването?",
    "cs": "Kdy testování začne?",
    "da": "Hvornår begynder afprøvningen?",
    "de": "Wann beginnt der Test?",
    "el": "Πότε αρχίζει η δοκιμή;",
    "en": "When does the test begin?",
    "es": "¿Cuándo empieza la prueba?",
    "et": "Millal katsetamine algab?",
    "fi": "Milloin testaus alkaa?",
    "fr": "Quand le test commence-t-il ?",
    "ga": "Cathain a thosóidh an tástáil?",
    "hr": "Kada počinje testiranje?",
    "hu": "Mikor kezdődik a teszt?",
    "it": "Quando comincia la prova?",
    "lt": "Kada prasidės bandymas?",
    "lv": "Kad sāksies pārbaude?",
    "mt": "Meta jibda t-test?",
    "nl": "Wanneer begint de test?",
    "pl": "Kiedy zacznie się test?",
    "pt": "Quando começa o teste?",
    "ro": "Când începe testul?",
    "sk": "Kedy sa začne test?",
    "sl": "Kdaj se začne preizkus?",
    "sv": "När börjar testet?",
}


@pytest.fixture
def told(parts):
    def of(text, language):
        return expected(
            text,
            parts.mind.learned.asking[language],
            lambda some: parts.mind.dictionaries.named(some, language),
        )

    return of


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_asks_for_a_date_in_every_language(language, told):
    assert told(WHEN[language], language) == {"date"}


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "How many companies will go along?", COUNTED),
        ("fr", "Combien de PME participeront à la mission ?", COUNTED),
        ("de", "Wie lange dauert das Praktikum?", {"duration"}),
        ("et", "Mis kuus toimub töötuba?", {"date"}),
        ("de", "Welche Summe ist eingeplant?", {"cost"}),
        ("mt", "Kemm idum internship?", {"duration"}),
        ("mt", "Kemm iqum il-proġett?", {"cost"}),
        ("ga", "Cé mhéad a chosnaíonn na seirbhísí?", {"cost"}),
        ("en", "How many months does it take?", {"duration"}),
        ("en", "What will they test?", set()),
        ("el", "Ποιος το δοκιμάζει;", set()),
    ],
)
def test_other_words_ask_for_a_number_a_sum_or_a_time(language, text, kinds, told):
    assert told(text, language) == kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words_that_ask(language, parts):
    words = parts.mind.learned.asking[language]

    assert words.keys() == NO_WORDS.keys()
    assert all(words.values())


def test_a_language_that_is_not_known_asks_for_nothing():
    assert expected("When?", NO_WORDS, lambda some: frozenset(some)) == set()
