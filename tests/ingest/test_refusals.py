"""Each reason for a refusal is a line that says what to do."""

from typing import get_args

import pytest

from ingest.refusals import REMEDIES, Failure, Refused


@pytest.mark.parametrize("why", get_args(Failure))
def test_every_reason_tells_a_person_what_to_do(why):
    what, to_do = REMEDIES[why].rstrip(".").rsplit(". ", 1)

    assert what
    assert to_do[0].isupper()
    assert Refused(why).why == str(Refused(why)) == why
