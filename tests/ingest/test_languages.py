"""identify on short questions and whole sentences in all 24 languages."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.languages import LANGUAGES, Guess, identify, identify_document_language

DATA = Path(__file__).parents[1] / "data/ingest"
QUESTIONS: dict[str, list[str]] = yaml.safe_load((DATA / "questions.yaml").read_text("utf-8"))
SENTENCES = {
    code: [sentence for text in texts for sentence in text.split(" | ") if len(sentence) >= 25]
    for code, texts in yaml.safe_load((DATA / "sentences.yaml").read_text("utf-8")).items()
}
PROJECT = Path(__file__).parents[2] / "corpus/documents/pooling4clusters.txt"


def share_right(language, texts, prior=None):
    return sum(identify(text, prior).language == language for text in texts) / len(texts)


def test_there_are_questions_and_sentences_in_every_language():
    assert QUESTIONS.keys() == SENTENCES.keys() == LANGUAGES.keys()
    assert all(len(texts) >= 6 for texts in QUESTIONS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_sentences_show_their_language(language):
    assert share_right(language, SENTENCES[language]) >= 0.75


def test_of_all_whole_sentences_95_percent_show_their_language():
    shares = [share_right(language, SENTENCES[language]) for language in LANGUAGES]

    assert sum(shares) / len(shares) >= 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_questions_with_foreign_names_show_their_language(language):
    assert share_right(language, QUESTIONS[language]) >= 0.6


def test_of_all_short_questions_90_percent_show_their_language():
    shares = [share_right(language, QUESTIONS[language]) for language in LANGUAGES]

    assert sum(shares) / len(shares) >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_who_chose_the_right_language_is_always_understood(language):
    assert share_right(language, QUESTIONS[language], prior=language) == 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_sentence_wins_against_the_reader_s_choice(language):
    other = "en" if language != "en" else "de"
    plain = " ".join(SENTENCES[language])

    assert identify(plain, other) == identify(plain)
    assert identify(plain, other).language == language


@pytest.mark.parametrize("text", ["", "a", "1234", "?", "Corallia", "ok", "12 % (2010)"])
def test_text_that_shows_nothing_is_in_the_reader_s_language_or_in_none(text):
    assert identify(text).language is None
    assert not identify(text).sure
    assert identify(text, "mt").language == "mt"


@pytest.mark.parametrize(
    "text",
    [
        "كم تكلف هذه الخدمة؟",
        "这项服务多少钱?",
        "Сколько стоит эта услуга?",
        "Скільки коштує ця послуга?",
        "Bu hizmetin maliyeti ne kadar?",
        "Zenbat balio du zerbitzu honek?",
    ],
)
def test_text_in_another_language_is_in_none_of_ours(text):
    assert identify(text).language is None
    assert identify(text, "en").sure


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Τι είναι το Business Intelligence;", "el"),
        ("Какво е Contrat de croissance?", "bg"),
        ("What does Corallia (Κοράλλια) do in Athens?", "en"),
    ],
)
def test_names_in_another_script_do_not_decide(text, language):
    assert identify(text).language == language


@given(st.text())
def test_any_text_gets_a_guess(text):
    guess = identify(text)

    assert isinstance(guess, Guess)
    assert guess.language is None or guess.language in LANGUAGES


def test_sixteen_threads_at_first_use_agree_with_one():
    jobs = [(code, text) for code, texts in SENTENCES.items() for text in texts] * 4

    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(lambda job: identify_document_language(job[1]), jobs))

    assert together == [identify_document_language(text) for _, text in jobs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_identifiers_agree_on_a_longer_text(language):
    opinion = identify_document_language(" ".join(SENTENCES[language]))

    assert opinion.language == language
    assert opinion.agree
    assert (opinion.other is None) == (language in ("mt", "ga"))


def test_disagreement_is_told():
    danish_or_not = "Hr. Jensen kom."

    opinions = {identify_document_language(danish_or_not) for _ in range(20)}

    assert len(opinions) == 1  # langdetect alone is random
    opinion = opinions.pop()
    assert opinion.agree == (opinion.other in (None, opinion.language))
