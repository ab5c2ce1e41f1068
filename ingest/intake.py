r"""A name that may hold anything becomes a safe file name of the corpus."""

import unicodedata
from pathlib import Path

from ingest.documents import FORMATS, document_id, unknown_format
from ingest.sniffing import TEXT_KINDS, Kind, kind_of


def clean_name(name: str, path: Path | None = None) -> str:
    r"""Make a safe file name: `../../Ёж\u202e (1).PDF` becomes `еж-1.pdf`.

    One whose end is that of no known format gets the end of what the file at `path` holds, if
    that can be told for sure.

    Raises:
        CannotRead: what it is can be told neither by its end nor by its content.
    """
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    suffix = Path(base).suffix.lower()
    if suffix not in FORMATS:
        suffix = _suffix_of(path, base) if path else ""
        base += suffix
    if not suffix:
        raise unknown_format(repr(base))
    return document_id(base) + suffix


def _suffix_of(path: Path, name: str) -> str:
    """Give the end for what a file holds; none for text, which programs and tables of styles are.

    Raises:
        CannotRead: it holds what is no document.
    """
    if path.is_symlink() or not path.is_file():
        return ""
    kind = kind_of(path, name)
    return "" if kind is Kind.ZIP or (kind in TEXT_KINDS and kind is not Kind.HTML) else f".{kind}"
