"""evals/variants.py: questions as people really type them, the same ones each time."""

import pytest

from evals.variants import ALL_VARIANTS, vary
from ingest.languages import LANGUAGES, identify

QUESTIONS = {
    "en": "Which practices help companies to export together?",
    "mt": "Liema prattiki jgħinu lill-kumpaniji jesportaw flimkien?",
    "el": "Ποιες πρακτικές βοηθούν τις επιχειρήσεις να εξάγουν μαζί;",
    "pl": "Które praktyki pomagają małym firmom wspólnie eksportować?",
}


@pytest.mark.parametrize(
    ("variant", "language", "expected"),
    [
        ("bare", "mt", "Liema prattiki jghinu lill-kumpaniji jesportaw flimkien?"),
        ("bare", "el", "Ποιες πρακτικες βοηθουν τις επιχειρησεις να εξαγουν μαζι;"),
        ("bare", "pl", "Ktore praktyki pomagaja malym firmom wspolnie eksportowac?"),
        ("capitals", "en", "WHICH PRACTICES HELP COMPANIES TO EXPORT TOGETHER?"),
        ("mixed", "en", "Bonjour, Which practices help companies to export together?"),
        ("mixed", "pl", "Hello, Które praktyki pomagają małym firmom wspólnie eksportować?"),
    ],
)
def test_a_variant_changes_what_it_says(variant, language, expected):
    assert vary(QUESTIONS[language], language, variant) == expected


def test_what_a_variant_does_not_change_is_not_asked_again():
    assert vary(QUESTIONS["en"], "en", "bare") is None
    assert vary("TO BE", "en", "capitals") is None


@pytest.mark.parametrize("language", QUESTIONS)
def test_slips_are_few_and_the_same_each_time(language):
    question = QUESTIONS[language]

    first, second = vary(question, language, "typo"), vary(question, language, "typo")

    assert first == second != question
    words = zip(first.split(" "), question.split(" "), strict=True)
    assert 1 <= sum(one != other for one, other in words) <= 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", ALL_VARIANTS)
def test_a_variant_of_an_example_need_is_still_text(variant, language, sources):
    need = sources.lexicon.of(language).practices["help-desk"].needs[0]

    changed = vary(need, language, variant)

    assert changed is None or (changed.strip() and changed != need)


def test_a_plain_question_stays_as_it_is():
    assert vary("Who?", "en", "") == "Who?"
    assert identify(QUESTIONS["mt"]).language == "mt"
