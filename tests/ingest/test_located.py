"""The records: a passage knows its own place."""

import dataclasses

import pytest
from pydantic import ValidationError

from ingest.located import Locator, Passage

PASSAGE = Passage("d:3-7:0", "d", "desk", 3, 7, page=2, section="Costs", language="en")


def test_a_passage_gives_its_locator():
    assert PASSAGE.locator == Locator(page=2, section="Costs", start=3, end=7)


def test_records_cannot_be_changed_or_added_to():
    with pytest.raises(dataclasses.FrozenInstanceError):
        PASSAGE.text = "other"
    with pytest.raises(ValidationError):
        Locator(page=1, section=None, start=0, end=1, line=3)
