"""How far a work is, in words; browser/test_documents_in_browser.py watches whole ones."""

import pytest

from assistant.phrases import phrases_of
from ui.documents_work import in_words, share_done
from ui.workshop import WorkState


@pytest.mark.parametrize(
    ("state", "words", "share"),
    [
        (WorkState(), "Waiting for its turn …", 0.0),
        (WorkState("copy", 500_000, 1_000_000), "Received", 0.5),
        (WorkState("read", 3, 12), "Reading 3 / 12", 0.25),
        (WorkState("split", 30, 40), "Cutting into passages", 0.75),
        (WorkState("embed", 8, 8), "Making it searchable 8 / 8", 1.0),
        (WorkState("build", 400, 800), "Building the index", 0.5),
        (WorkState("another", 13, 10), "another 13 / 10", 1.0),
    ],
)
def test_each_stage_is_told_with_how_much_of_it_is_done(state, words, share):
    assert in_words(state, phrases_of("en")) == words
    assert share_done(state) == share
