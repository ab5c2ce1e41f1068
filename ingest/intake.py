r"""A name that may hold anything becomes a safe file name of the corpus."""

import unicodedata
from pathlib import Path

from ingest.documents import FORMATS, document_id, unknown_format


def clean_name(name: str) -> str:
    r"""Make a safe file name: `../../Ёж\u202e (1).PDF` becomes `еж-1.pdf`.

    Raises:
        CannotRead: the name's end is that of no known format.
    """
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    suffix = Path(base).suffix.lower()
    if suffix not in FORMATS:
        raise unknown_format(repr(base))
    return document_id(base) + suffix
