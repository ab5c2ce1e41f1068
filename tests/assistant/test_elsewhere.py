"""assistant/elsewhere.py: added documents answer by their quotes, if they are about it."""

import numpy as np
import pytest

from assistant.ask import ask
from assistant.elsewhere import (
    MAX_QUOTES,
    NEAREST,
    best_of,
    best_quotes,
    quotes_elsewhere,
    surprise,
)
from assistant.nearness import asked
from assistant.understand import understand

COST = {
    "en": "How much does the Help Desk of the Namur cluster cost a month?",
    "fr": "Combien coûte le Help Desk du cluster de Namur par mois ?",
    "de": "Was kostet der Help Desk des Clusters Namur im Monat?",
    "sl": "Koliko stane Help Desk v Namurju na mesec?",
}
RIGHTS = {
    "en": "Does everyone have a right to rest and paid holidays?",
    "de": "Haben alle Menschen ein Recht auf Erholung und bezahlten Urlaub?",
    "fr": "Toute personne a-t-elle droit au repos et à des congés payés ?",
}
OTHER_SUBJECTS = {
    "en": ["What is the weather in Paris?", "How do I bake bread?"],
    "fr": ["Quelle est la capitale du Pérou ?", "Comment faire du pain ?"],
    "de": ["Wie wird das Wetter in Paris?", "Wer gewann die Fußballweltmeisterschaft?"],
    "sl": ["Kakšno bo vreme v Parizu?"],
}


@pytest.fixture
def answer(widened, faults_of):
    """Ask the assistant of the corpus with two more documents; every answer of it is sound."""

    def asked(question):
        found = ask(question, widened.assistant)
        assert faults_of(found, widened.assistant.refreshed().library) == []
        return found

    return asked


@pytest.mark.parametrize("language", COST)
def test_a_document_that_was_added_answers_by_its_quotes(language, answer):
    found = answer(COST[language])

    assert (found.status, found.language) == ("answered", language)
    assert found.citations[0].document == "help-desk-of-namur"
    assert "costs 500 euro a month" in found.citations[0].quote
    assert len(found.citations) <= MAX_QUOTES


@pytest.mark.parametrize("language", RIGHTS)
def test_a_document_on_another_subject_answers_questions_on_that(language, answer):
    found = answer(RIGHTS[language])

    assert (found.status, found.language) == ("answered", language)
    assert found.citations[0].document == "declaration"
    assert "Everyone has the right to rest and leisure" in found.citations[0].quote


@pytest.mark.parametrize(
    "question", [question for questions in OTHER_SUBJECTS.values() for question in questions]
)
def test_a_question_off_every_subject_is_still_refused(question, answer):
    found = answer(question)

    assert found.status == "out_of_scope"
    assert found.citations == ()


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("How much does Co-location cost?", "cost"),
        ("Was kostet Co-location?", "cost"),
        ("Combien coûtent les Permanent Offices ?", "cost"),
        ("When does the test of Corallia begin?", "date"),
    ],
)
def test_a_number_said_of_another_thing_is_no_answer(question, field, answer):
    found = answer(question)

    assert (found.status, found.not_stated) == ("not_in_corpus", (field,))
    assert {citation.document for citation in found.citations} == {"pooling4clusters"}


@pytest.mark.parametrize(
    "question",
    [
        "What is Help Desk?",
        "What is the objective of the project?",
        "Our members want to exhibit together at trade fairs abroad.",
        "What does BEP plan to test?",
    ],
)
def test_what_the_catalogue_answers_it_answers_alone(question, answer, assistant):
    found = answer(question)

    assert found.status == "answered"
    assert found.answer == ask(question, assistant).answer


def test_what_is_near_and_answers_nothing_is_quoted_as_the_nearest(answer):
    found = answer("How many weeks of leave do parents get after a birth?")

    assert (found.status, found.language) == ("not_in_corpus", "en")
    assert found.answer.startswith("The documents do not say this.")
    assert "Everyone has the right to rest and leisure" in found.citations[0].quote


@pytest.mark.parametrize(
    ("sure", "may_state", "chosen"),
    [
        ([5.0, 6.0, 4.0], [True, True, True], ([1, 0], True)),
        ([5.0, 6.0, 4.0], [True, False, True], ([0], True)),
        ([3.5, 6.0, 3.4], [True, False, True], ([1], False)),
        ([NEAREST - 0.1, 1.0, 0.0], [True, True, True], ([], False)),
    ],
    ids=["two answer", "one holds no number", "that alone is sure", "none is near"],
)
def test_what_is_surely_about_it_answers_and_what_is_less_sure_is_only_near(
    sure, may_state, chosen
):
    near = np.array([0.5, 0.7, 0.1], np.float32)

    assert best_of(near, np.array(sure, np.float32), np.array(may_state), about=4.5) == chosen


def test_without_other_documents_nothing_is_quoted(parts):
    understood = understand(COST["en"], (), parts.mind)

    assert quotes_elsewhere(understood, parts.catalogue, parts.library, parts.mind, 0.0) is None


def test_a_short_passage_is_quoted_whole(widened):
    parts = widened.assistant.refreshed()
    mind = parts.mind
    text = "What does the help desk cost?"
    question = asked(text, "en", mind.learned, mind.dictionaries, mind.embed)

    for hit in parts.library.search(question.vector, "help desk", 20, "en"):
        (quote,) = best_quotes(hit, question, np.zeros(384, np.float32), mind)
        assert parts.library.body(quote.document)[quote.start : quote.end] == quote.quote
        if hit.passage.document == "help-desk-of-namur":
            assert quote.quote == hit.passage.text.strip()


def test_a_passage_nearer_than_usual_surprises_and_one_as_near_as_usual_does_not():
    chance = np.random.default_rng(0)
    examples = chance.normal(size=(2_000, 16)).astype(np.float32)
    examples /= np.linalg.norm(examples, axis=1, keepdims=True)
    question = examples[0]
    across = examples[1] - (examples[1] @ question) * question

    near, far = surprise(question, np.stack([question, across / np.linalg.norm(across)]), examples)

    assert near > 3
    assert abs(far) < 0.5
