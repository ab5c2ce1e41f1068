"""assistant/nearness.py: a question is nearest to the passage that is about it, in any language."""

import numpy as np
import pytest

from assistant.nearness import Piece, asked, nearness, shared
from index.embedder import Vectors

PIECES = (
    "Everyone has the right to rest and leisure, including periodic holidays with pay.",
    "Everyone has the right to own property alone as well as in association with others.",
    "Marriage shall be entered into only with the consent of the intending spouses.",
)
ON_REST = {
    "et": "Kas töötajal on õigus tasulisele puhkusele?",
    "mt": "Il-ħaddiem għandu dritt għall-btajjel bil-ħlas?",
    "lt": "Ar darbuotojas turi teisę į apmokamas atostogas?",
    "el": "Έχει ο εργαζόμενος δικαίωμα σε διακοπές με αποδοχές;",
}


@pytest.fixture(scope="module")
def mind(parts):
    return parts.mind


@pytest.mark.parametrize("language", ON_REST)
def test_the_right_passage_is_nearest_though_it_is_in_english(language, mind):
    question = asked(ON_REST[language], language, mind.learned, mind.dictionaries, mind.embed)
    vectors: Vectors = mind.embed_passages(PIECES)
    moved = vectors - vectors.mean(axis=0)
    pieces = [Piece(text, "en") for text in PIECES]

    near = nearness(question, pieces, moved, mind.learned, mind.dictionaries)

    assert int(np.argmax(near.total)) == 0


def test_pieces_that_share_a_concept_with_the_question_count_and_others_do_not(mind):
    concepts = mind.dictionaries.read("Who may marry?", "en")
    pieces = [Piece(text, "en") for text in PIECES]

    scores = shared(concepts, pieces, mind.learned.rarity, mind.dictionaries)

    assert scores[2] > 0
    assert scores[0] == scores[1] == 0


def test_a_question_without_a_known_word_is_compared_by_its_vector_alone(mind):
    question = asked("Xyzzy?", "en", mind.learned, mind.dictionaries, mind.embed)

    assert not question.meant.any()
    assert not question.glossed.any()
    assert np.linalg.norm(question.vector) == pytest.approx(1, abs=1e-5)
