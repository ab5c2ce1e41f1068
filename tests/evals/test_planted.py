"""evals/planted.py: lies join a copy; the real corpus and state stay as they are."""

from assistant.settings import Settings
from evals.golden_set import GOLDEN
from evals.manifest import hash_of
from evals.planted import planted_assistant
from tests.conftest import CORPUS


def test_a_planted_document_is_in_the_copy_only_and_the_copy_goes_away(ready_home):
    documents = sorted((GOLDEN / "planted").iterdir())
    before = hash_of(CORPUS)

    with planted_assistant(Settings(corpus=CORPUS, home=ready_home), documents) as assistant:
        known = {document.id for document in assistant.refreshed().library.documents()}
        corpus = assistant._settings.corpus

    assert len(documents) >= 3
    assert len(known) == len(documents) + 1
    assert not corpus.exists()
    assert hash_of(CORPUS) == before
