"""A document that would change or go becomes the list of the records that quote it.

Facts rest on exact quotes: without them the catalogue cannot be opened, and nothing is answered.
"""

from collections.abc import Iterator

from assistant.catalogue import Catalogue, Evidence, Partner, read_catalogue
from assistant.catalogue_spans import check_half, evidence_in
from assistant.settings import Settings
from ingest.errors import BadCatalogue, CannotChange
from ingest.wording import Notice

_NAMED = 5  # so many records are named in a message


def check_may_go(settings: Settings, document: str, new_text: str | None) -> None:
    """Refuse that a document gets a new text (None: is removed) if quotes would not stand in it.

    Raises:
        CannotChange: naming the records that quote the document.
        BadCatalogue: the catalogue cannot be read.
    """
    catalogue = read_catalogue(settings.corpus)
    lost = list(dict.fromkeys(losing(catalogue, document, new_text)))
    if not lost:
        return
    records: str = ", ".join(lost[:_NAMED])
    if len(lost) > _NAMED:
        records = Notice("{records} and {more} more", records=records, more=len(lost) - _NAMED)
    if new_text is None:
        raise CannotChange(
            "document {document}: cannot be removed, because the catalogue quotes it: {records}. "
            "Change these records in corpus/catalogue first.",
            document=repr(document),
            records=records,
        )
    raise CannotChange(
        "document {document}: cannot be replaced by this text, because the catalogue quotes it: "
        "{records}. Change these records in corpus/catalogue first.",
        document=repr(document),
        records=records,
    )


def losing(catalogue: Catalogue, document: str, text: str | None) -> Iterator[str]:
    """Give the ids of the records that quote a document and would not hold on a text of it."""
    records = {**catalogue.practices, **catalogue.partners, **catalogue.method}
    named = [*records.items(), *(("not_facts.yaml", each) for each in catalogue.not_facts)]
    for name, record in named:
        quotes = [each for _, each in evidence_in(record) if each.document == document]
        if quotes and not (
            text is not None
            and _stand(quotes, text)
            and (not isinstance(record, Partner) or _has_halves(record, document, text))
        ):
            yield name


def _stand(quotes: list[Evidence], text: str) -> bool:
    return all(text[quote.start : quote.end] == quote.quote for quote in quotes)


def _has_halves(partner: Partner, document: str, text: str) -> bool:
    """Whether what a partner plans is still one paragraph in each of its languages."""
    try:
        for half in partner.halves:
            if half.document == document:
                check_half(half, partner, partner.id, {document: text})
    except BadCatalogue:
        return False
    return True
