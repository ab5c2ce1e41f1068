"""assistant/catalogue_spans.py: quotes are found in every corner of a record, and checked."""

import pytest

from assistant.catalogue_records import Evidence, Fact, Half, MethodRecord, Partner, Point
from assistant.catalogue_spans import check_half, check_quotes, evidence_in
from ingest.errors import BadCatalogue
from ingest.languages import LANGUAGES

SILENT = {"status": "not_stated"}
FIELDS = [
    "organisation",
    "services",
    "how",
    "with_whom",
    "purpose",
    "start_date",
    "duration",
    "cost",
    "results",
    "contact",
    "number_of_participants",
]


def a_quote(body: str, text: str, language: str = "en") -> Evidence:
    start = body.index(text)
    end = start + len(text)
    return Evidence(document="d", start=start, end=end, language=language, quote=text)


def a_partner(*plan: Evidence) -> Partner:
    facts = dict.fromkeys(FIELDS, SILENT)
    facts["plan"] = {"status": "stated", "value": "a plan", "evidence": plan}
    half = Half(document="d", language="en", start=0, end=1)
    return Partner.model_validate(
        {
            "id": "p",
            **dict.fromkeys(("name", "country", "region"), SILENT),
            "halves": [half],
            "tests": [],
            "facts": facts,
            "differences": [],
        }
    )


def test_evidence_is_found_with_the_field_that_holds_it():
    quote = a_quote("one two", "two")
    record = MethodRecord(
        id="x",
        kind="term",
        title="X",
        fact=Fact(status="not_stated", nearest=(quote,)),
        points=(Point(id="y", text="y", evidence=(quote,)),),
    )

    assert [field for field, _ in evidence_in(record)] == ["fact.nearest.0", "points.0.evidence.0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_is_checked_in_every_language(language):
    body = f"1 {LANGUAGES[language].endonym} 2"
    quote = a_quote(body, LANGUAGES[language].endonym, language)

    check_quotes(quote, "file.yaml, x", {"d": body})
    with pytest.raises(BadCatalogue, match=r"^file\.yaml, x: at 2\.\."):
        check_quotes(quote, "file.yaml, x", {"d": "0" + body})


def test_a_half_is_a_paragraph_that_holds_the_plan():
    body = "One plan. It stays.\nUn plan."
    partner = a_partner(a_quote(body, "It stays."), a_quote(body, "Un plan.", "fr"))

    check_half(Half(document="d", language="en", start=0, end=19), partner, "f, p", {"d": body})
    check_half(Half(document="d", language="fr", start=20, end=28), partner, "f, p", {"d": body})


@pytest.mark.parametrize(
    ("start", "end", "language", "reason"),
    [
        (0, 28, "en", "is no paragraph"),
        (3, 19, "en", "is no paragraph"),
        (0, 9, "en", "lie outside"),
        (0, 19, "de", "lie outside"),
    ],
)
def test_a_half_that_is_wrong_is_named(start, end, language, reason):
    body = "One plan. It stays.\nUn plan."
    half = Half(document="d", language=language, start=start, end=end)

    with pytest.raises(BadCatalogue, match=f"^f, p, halves.{language}: .*{reason}"):
        check_half(half, a_partner(a_quote(body, "It stays.")), "f, p", {"d": body})


def test_a_quote_in_the_wrong_half_is_named():
    body = "One plan. It stays."
    half = Half(document="d", language="en", start=0, end=19)
    partner = a_partner(a_quote(body, "One plan."), a_quote(body, "It stays.", "fr"))

    with pytest.raises(BadCatalogue, match=r"^f, p, facts\.plan\.evidence\.1: language 'fr'"):
        check_half(half, partner, "f, p", {"d": body})
