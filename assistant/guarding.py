"""A document that would change or go becomes the list of the records that quote it.

Facts rest on exact quotes: without them the catalogue cannot be opened, and nothing is answered.
"""

from collections.abc import Iterator

from assistant.catalogue import Catalogue, read_catalogue
from assistant.catalogue_spans import evidence_in
from assistant.settings import Settings
from ingest.errors import CannotChange

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
    more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
    act = "cannot be removed" if new_text is None else "cannot be replaced by this text"
    raise CannotChange(
        f"document {document!r}: {act}, because the catalogue quotes it: "
        f"{', '.join(lost[:_NAMED])}{more}. Change these records in corpus/catalogue first."
    )


def losing(catalogue: Catalogue, document: str, text: str | None) -> Iterator[str]:
    """Give the ids of the records with a quote that does not stand at its place in a text."""
    records = {**catalogue.practices, **catalogue.partners, **catalogue.method}
    named = [*records.items(), *(("not_facts.yaml", each) for each in catalogue.not_facts)]
    for name, record in named:
        for _, evidence in evidence_in(record):
            if evidence.document != document:
                continue
            if text is None or text[evidence.start : evidence.end] != evidence.quote:
                yield name
                break
