import pytest

from index.lexical import Words, words_of, write_words
from ingest.languages import LANGUAGES
from ingest.located import Passage


def a_passage(number, text, language="en"):
    return Passage(f"d:{number}", "d", text, 0, len(text), None, None, language)


@pytest.fixture
def table(tmp_path):
    opened = []

    def of(*passages):
        path = tmp_path / f"words{len(opened)}"
        write_words(passages, path)
        opened.append(Words(path, passages))
        return opened[-1]

    yield of
    for words in opened:
        words.close()


# One sentence a language, from the project's own field; the first word is looked up.
SENTENCES = {
    "bg": "Клъстерът подкрепя малките предприятия.",
    "cs": "Klastr podporuje malé podniky.",
    "da": "Klyngen støtter små virksomheder.",
    "de": "Förderung für kleine Unternehmen.",
    "el": "Υποστήριξη για μικρές επιχειρήσεις.",
    "en": "Support for small enterprises.",
    "es": "Apoyo a pequeñas empresas.",
    "et": "Klaster toetab väikeettevõtteid.",
    "fi": "Klusteri tukee pieniä yrityksiä.",
    "fr": "Soutien aux petites entreprises.",
    "ga": "Tacaíocht d'fhiontair bheaga.",
    "hr": "Klaster podupire mala poduzeća.",
    "hu": "Támogatás kisvállalkozásoknak.",
    "it": "Sostegno alle piccole imprese.",
    "lt": "Klasteris remia mažas įmones.",
    "lv": "Klasteris atbalsta mazos uzņēmumus.",
    "mt": "Għajnuna għall-intrapriżi ż-żgħar.",
    "nl": "Ondersteuning voor kleine bedrijven.",
    "pl": "Wsparcie dla małych przedsiębiorstw.",
    "pt": "Apoio às pequenas empresas.",
    "ro": "Sprijin pentru întreprinderi mici.",
    "sk": "Klaster podporuje malé podniky.",
    "sl": "Podpora za mala podjetja.",
    "sv": "Stöd till små företag.",
}


def test_there_is_a_sentence_of_each_language():
    assert SENTENCES.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rare_word_finds_its_passage_whatever_its_case_and_accents(table, language):
    words = table(*(a_passage(n, s, code) for n, (code, s) in enumerate(SENTENCES.items())))
    [number] = [n for n, code in enumerate(SENTENCES) if code == language]
    [*letters] = SENTENCES[language].split()[0].upper()

    assert words.holding("".join(letters), language) == {number: 1.0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_finds_nothing_in_another_language(table, language):
    other = "en" if language != "en" else "fr"
    words = table(a_passage(0, SENTENCES[language], other))

    assert words.holding(SENTENCES[language], language) == {}
    assert words.holding(SENTENCES[language], other) == {0: 1.0}


def test_without_a_language_each_is_tried(table):
    words = table(a_passage(0, "Der Zuckerhut.", "de"), a_passage(1, "The sugar loaf.", "en"))

    assert words.holding("Zuckerhut", None) == {0: 1.0}
    assert words.holding("sugar", None) == {1: 1.0}


def test_a_passage_that_holds_little_of_the_question_does_not_count(table):
    words = table(*(a_passage(n, f"word{n} alone{n}") for n in range(9)))

    assert words.holding("word3 elephant giraffe", "en") == {}
    assert words.holding("word3 elephant", "en").keys() == {3}


def test_a_word_that_stands_everywhere_finds_nothing(table):
    words = table(*(a_passage(n, f"The cluster number{n}.") for n in range(40)))

    assert words.holding("the cluster", "en") == {}
    assert words.holding("the cluster number7", "en") == {7: pytest.approx(0.65, abs=0.01)}


def test_the_beginning_of_a_long_word_finds_it_and_of_a_short_one_does_not(table):
    words = table(a_passage(0, "Kontrollstellen"), a_passage(1, "ants"), *[a_passage(2, "x")] * 9)

    assert words.holding("Kontrollstelle", "en") == {0: 1.0}
    assert words.holding("ant", "en") == {}


@pytest.mark.parametrize("question", ["", "?", "a of", '" OR *', "x" * 100_000, "%_'--", "\ud800"])
def test_no_question_is_an_error(table, question):
    words = table(a_passage(0, "Some text."))

    assert words.holding(question, None) == {}


def test_case_and_accents_do_not_matter():
    assert words_of("Straße ΑΘΉΝΑ Žluťoučký ﬁne") == {"strasse", "αθηνα", "zlutoucky", "fine"}
    assert words_of("e\u0301tude étude") == {"etude"}
