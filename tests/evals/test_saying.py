"""evals/saying.py: what must be said is found, what must not be is caught."""

import pytest

from evals.cases import Gold, Nugget
from evals.saying import forbidden, says, vital_share


@pytest.mark.parametrize(
    ("nugget", "expected"),
    [
        ({"kind": "record", "value": "corallia"}, True),
        ({"kind": "record", "value": "help-desk"}, True),
        ({"kind": "record", "value": "bep"}, False),
        ({"kind": "number", "value": "2"}, True),
        ({"kind": "number", "value": "1"}, False),
        ({"kind": "name", "value": "greece"}, True),
        ({"kind": "name", "value": "Malta"}, False),
        ({"kind": "phrase", "wordings": {"en": ["two services", "x"]}}, True),
        ({"kind": "phrase", "wordings": {"fr": ["two services"]}}, False),
        ({"kind": "phrase", "wordings": {"any": ["TWO SERVICES"]}}, True),
    ],
)
def test_a_nugget_is_said_by_words_ids_or_quotes(an_answer, cite, sources, nugget, expected):
    quote = cite("Corallia will test two services")
    answer = an_answer("In Greece, 2 of 12.", citations=[quote], practices=("help-desk",))

    assert says(answer, Nugget.model_validate(nugget), sources) is expected


def test_the_share_of_vital_nuggets_is_strict(an_answer, sources):
    vital = [Nugget(kind="number", value=value) for value in ("96", "15")]

    assert vital_share(an_answer("96 of 150"), vital, sources) == 0.5


def test_what_may_not_be_said_may_be_quoted(an_answer, cite):
    gold = Gold(status=("answered",), forbid={"en": ("is testing",), "any": ("BANANA",)})
    quote = cite("Corallia will test two services")

    assert forbidden(an_answer("Corallia Is Testing it, banana"), gold) == (
        "is testing",
        "BANANA",
    )
    assert forbidden(an_answer('It says "BANANA".', citations=[quote]), gold) == ()
    assert forbidden(an_answer("is testing", language="fr"), gold) == ()
