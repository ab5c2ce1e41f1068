"""A document's file becomes its text, with the places of pages and sections."""

import codecs
import re
import unicodedata
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.errors import CannotRead
from ingest.located import Document, LocatedText
from ingest.sections import markdown_sections, text_sections

MAX_BYTES = 100_000_000
MAX_CHARS = 20_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Only these: of all its 90 code pages charset-normalizer would pick Mac and DOS ones for short text.
_OLD_ENCODINGS = ["cp1252", "cp1250", "cp1253", "cp1251", "cp1257", "iso8859_2", "iso8859_7"]


def read(document: Document) -> LocatedText:
    """Read the text of a document, in NFC, with the places of its pages and sections.

    Raises:
        CannotRead: the file is empty, damaged, encrypted, scanned, too large, or no text.
    """
    name = document.path.name
    match document.path.suffix.lower():
        case ".txt":
            body = clean(decode(_bytes_of(document.path), name))
            sections = text_sections(body)
        case ".md" | ".markdown":
            body = clean(decode(_bytes_of(document.path), name))
            sections = markdown_sections(body)
        case suffix:
            raise CannotRead(f"{name}: no reader for {suffix!r}. Convert it to text or PDF.")
    if not body.strip():
        raise CannotRead(f"{name}: no text. Put text into it, or delete it.")
    return LocatedText(document=document.id, body=body, pages=(), sections=sections)


def decode(raw: bytes, name: str) -> str:
    """Turn bytes into text: by byte order mark, as UTF-8 or UTF-16, else by the likeliest old code.

    Raises:
        CannotRead: the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if (encoding := _utf16_without_mark(raw)) is not None:
        return raw.decode(encoding, errors="replace")
    best = from_bytes(raw, cp_isolation=_OLD_ENCODINGS).best()
    if best is None or raw.count(0) > 0:
        raise CannotRead(f"{name}: is no text in a known encoding. Save it as UTF-8.")
    return str(best)


def clean(text: str) -> str:
    r"""Bring text into the one form that all spans point into.

    Line ends become \n, composition NFC; control characters, surrogates and stray byte order
    marks go. Text that is in this form already comes back unchanged.
    """
    lines = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x85", "\n")
    )
    return unicodedata.normalize("NFC", _UNWANTED.sub("", lines))


_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CannotRead(f"{path.name}: larger than {MAX_BYTES:,} bytes. Split it.")
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{path.name}: {error.strerror}. Check that it may be read.") from error


def _utf16_without_mark(raw: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte: at odd places if little-endian."""
    head = raw[:4096]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) < len(head) * 0.2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
