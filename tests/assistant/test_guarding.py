"""Guarding: what the catalogue quotes stays quotable."""

import pytest

from assistant.guarding import check_may_go
from ingest.errors import CannotChange


def body_of(own):
    return (own.corpus / "documents" / "pooling4clusters.txt").read_text(encoding="utf-8")


def test_a_document_that_is_quoted_may_not_be_removed_and_the_records_are_named(own):
    with pytest.raises(CannotChange) as caught:
        check_may_go(own, "pooling4clusters", None)

    line = str(caught.value)
    assert "cannot be removed, because the catalogue quotes it: website-paca-innovation, " in line
    assert line.endswith("more. Change these records in corpus/catalogue first.")
    assert "\n" not in line


def test_a_new_text_is_fine_as_long_as_every_quote_stands_at_its_place(parts, own):
    body = parts.library.body("pooling4clusters")

    check_may_go(own, "pooling4clusters", body + "\n\nOne more paragraph.")


def test_a_new_text_that_lost_one_quote_names_the_record_alone(parts, own):
    body = parts.library.body("pooling4clusters")
    quote = parts.catalogue.partners["mita"].facts.plan.evidence[0]
    spoilt = body[: quote.start] + "?" + body[quote.start + 1 :]

    with pytest.raises(CannotChange) as caught:
        check_may_go(own, "pooling4clusters", spoilt)

    assert "mita" in str(caught.value)
    assert "bep" not in str(caught.value)
    assert "cannot be replaced by this text" in str(caught.value)


def test_a_document_that_nothing_quotes_may_go(own):
    check_may_go(own, "another", None)
    check_may_go(own, "another", "Any text.")


def test_a_partners_paragraph_may_not_be_torn_outside_its_quotes_either(parts, own):
    body = parts.library.body("pooling4clusters")
    partner = parts.catalogue.partners["bep"]
    half = partner.halves[0]
    quoted = {n for e in partner.facts.plan.evidence for n in range(e.start, e.end)}
    free = [n for n in range(half.start + 1, half.end - 1) if n not in quoted and body[n] == " "]
    torn = body[: free[0]] + "\n" + body[free[0] + 1 :] if free else None

    if torn is None:
        pytest.skip("every word of the half is quoted")
    with pytest.raises(CannotChange, match="bep"):
        check_may_go(own, "pooling4clusters", torn)
