"""A catalogue record becomes the quotes that it rests on, each checked against its document."""

from collections.abc import Iterator, Mapping
from typing import cast

from pydantic import BaseModel

from assistant.catalogue_records import Evidence, Half, Partner
from ingest.errors import BadCatalogue


def evidence_in(part: object, field: str = "") -> Iterator[tuple[str, Evidence]]:
    """Walk a record, or a part of one, and give each evidence with the field that holds it.

    The field is a path such as "facts.aim.evidence.0".
    """
    if isinstance(part, Evidence):
        yield field, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from evidence_in(getattr(part, name), f"{field}.{name}" if field else name)
    elif isinstance(part, tuple):
        for number, item in enumerate(cast("tuple[object, ...]", part)):
            yield from evidence_in(item, f"{field}.{number}")


def check_quotes(record: BaseModel, where: str, bodies: Mapping[str, str]) -> None:
    """Check that every quote of a record stands in its document at its span.

    Args:
        record: a practice, partner, method record, or one evidence.
        where: file and record, for the message, for example "practices.yaml, help-desk".
        bodies: the text of each document as ingested, by document id.

    Raises:
        BadCatalogue: naming the file, the record and the field.
    """
    for field, evidence in evidence_in(record):
        place = f"{where}, {field}" if field else where
        body = bodies.get(evidence.document)
        if body is None:
            raise BadCatalogue(
                f"{place}: the corpus holds no document {evidence.document!r}. "
                f"Correct the id, or add the document."
            )
        found = body[evidence.start : evidence.end]
        if found != evidence.quote:
            raise BadCatalogue(
                f"{place}: at {evidence.start}..{evidence.end} of {evidence.document} stands "
                f"{found!r}, not {evidence.quote!r}. Correct the quote, or let "
                f"`python -m assistant.locate` find its place."
            )


def check_half(half: Half, partner: Partner, where: str, bodies: Mapping[str, str]) -> None:
    """Check that a half holds the plan's quotes in its language, and no line break or margin.

    Every evidence of the partner that lies in the half must be in the half's language.

    Raises:
        BadCatalogue: naming the file, the partner and the field.
    """
    place = f"{where}, halves.{half.language}"
    remedy = "Let `python -m assistant.locate` find its place."
    text = bodies.get(half.document, "")[half.start : half.end]
    if not text or text != text.strip() or "\n" in text:
        raise BadCatalogue(
            f"{place}: {half.start}..{half.end} of {half.document!r} is no paragraph. {remedy}"
        )
    plan = [quote for quote in partner.facts.plan.evidence if quote.language == half.language]
    if not plan or not all(half.start <= quote.start and quote.end <= half.end for quote in plan):
        raise BadCatalogue(f"{place}: the plan's quotes in this language lie outside. {remedy}")
    for field, evidence in evidence_in(partner):
        inside = half.start <= evidence.start and evidence.end <= half.end
        if inside and evidence.language != half.language:
            raise BadCatalogue(
                f"{where}, {field}: language {evidence.language!r} in the half that is "
                f"{half.language!r}. Correct the language."
            )
