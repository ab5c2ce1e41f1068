"""assistant/catalogue_records.py: a record keeps the promises of its status."""

import pytest
from pydantic import ValidationError

from assistant.catalogue_records import Evidence, Fact, MethodRecord, PlannedTest

QUOTE = Evidence(document="d", start=3, end=7, language="en", quote="four")
SILENT = Fact(status="not_stated")


def test_a_value_reads_as_a_list():
    one = Fact(status="stated", value="one", evidence=(QUOTE,))
    two = Fact(status="stated", value=("one", "two"), evidence=(QUOTE,))

    assert (one.values, two.values, SILENT.values) == (("one",), ("one", "two"), ())
    assert one.is_stated
    assert not SILENT.is_stated


def test_a_fact_that_is_stated_has_no_nearest():
    with pytest.raises(ValidationError, match="no nearest"):
        Fact(status="stated", value="one", evidence=(QUOTE,), nearest=(QUOTE,))


def test_a_quote_is_as_long_as_its_span():
    with pytest.raises(ValidationError, match="not as long as the quote"):
        Evidence(document="d", start=3, end=8, language="en", quote="four")


def test_a_record_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        SILENT.status = "stated"


@pytest.mark.parametrize(
    ("practice", "status", "note"),
    [(None, "stated", "why"), ("help-desk", "not_stated", "why"), ("help-desk", "inferred", None)],
)
def test_a_planned_test_says_what_its_link_rests_on(practice, status, note):
    with pytest.raises(ValidationError):
        PlannedTest(
            label="a test",
            practice=practice,
            status=status,
            detail=SILENT,
            evidence=(QUOTE,),
            note=note,
        )


@pytest.mark.parametrize(("kind", "number"), [("count", None), ("term", 3)])
def test_a_number_stands_in_counts_only(kind, number):
    fact = Fact(status="stated", value="three", evidence=(QUOTE,))

    with pytest.raises(ValidationError, match="a number stands in a count"):
        MethodRecord(id="x", kind=kind, title="X", fact=fact, number=number)
