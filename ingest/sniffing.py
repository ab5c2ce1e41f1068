"""A file's first bytes tell what it is, whatever its name says."""

import mmap
import re
from enum import StrEnum
from pathlib import Path

from ingest.archives import open_archive, unpack
from ingest.decoding import printable
from ingest.errors import CannotRead, is_refused, may_not_be_read
from ingest.refusals import REMEDIES, Refused
from ingest.wording import Notice


class Kind(StrEnum):
    """What a document can be."""

    TEXT = "txt"
    MARKDOWN = "md"
    CSV = "csv"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODT = "odt"
    EPUB = "epub"
    ZIP = "zip"


# The names' ends that go with each kind.
SUFFIXES: dict[Kind, frozenset[str]] = {
    Kind.TEXT: frozenset({".txt"}),
    Kind.MARKDOWN: frozenset({".md", ".markdown"}),
    Kind.CSV: frozenset({".csv", ".tsv"}),
    Kind.HTML: frozenset({".html", ".htm", ".xhtml"}),
    Kind.PDF: frozenset({".pdf"}),
    Kind.DOCX: frozenset({".docx", ".docm"}),
    Kind.PPTX: frozenset({".pptx", ".pptm"}),
    Kind.XLSX: frozenset({".xlsx", ".xlsm"}),
    Kind.ODT: frozenset({".odt"}),
    Kind.EPUB: frozenset({".epub"}),
    Kind.ZIP: frozenset({".zip"}),
}
NAMES: dict[Kind, Notice] = {
    Kind.TEXT: Notice("plain text"),
    Kind.MARKDOWN: Notice("Markdown"),
    Kind.CSV: Notice("a table in text"),
    Kind.HTML: Notice("a web page"),
    Kind.PDF: Notice("a PDF"),
    Kind.DOCX: Notice("a Word document"),
    Kind.PPTX: Notice("slides of PowerPoint"),
    Kind.XLSX: Notice("a table of Excel"),
    Kind.ODT: Notice("an OpenDocument text"),
    Kind.EPUB: Notice("an EPUB"),
    Kind.ZIP: Notice("a ZIP archive"),
}
TEXT_KINDS = frozenset({Kind.TEXT, Kind.MARKDOWN, Kind.CSV, Kind.HTML})

_HEAD_BYTES = 4096
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_MARKUP = re.compile(rb"<[a-z!/]", re.IGNORECASE)
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_MIME = "mimetype"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_STREAMS = {
    "EncryptedPackage": REMEDIES["encrypted"],
    "WordDocument": Notice("is a Word document of before 2007. Save it as .docx."),
    "PowerPoint Document": Notice("is of PowerPoint before 2007. Save it as .pptx."),
    "Workbook": Notice("is a table of Excel before 2007. Save it as .xlsx."),
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OTHER_OPEN_DOCUMENTS = {
    b"spreadsheet": Notice("is an OpenDocument table. Save it as .xlsx."),
    b"presentation": Notice("is an OpenDocument presentation. Save it as .pptx."),
    b"": Notice("is an OpenDocument drawing, or of another such sort. Save it as .pdf."),
}
_PICTURE = Notice("is a picture. Make a PDF of it, and run text recognition (OCR) on that.")
_ARCHIVE = Notice("is an archive of another sort. Unpack it, or make a .zip of its files.")
_PROGRAM = Notice("is a program. Add documents only.")
# What is no document of ours, by its first bytes, and what to do with it.
_FOREIGN: dict[bytes, Notice] = {
    _RTF: Notice("is rich text (RTF). Save it as .docx."),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"BM": _PICTURE,
    b"RIFF": _PICTURE,
    b"\x1f\x8b": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"Rar!": _ARCHIVE,
    b"BZh": _ARCHIVE,
    b"\xfd7zXZ": _ARCHIVE,
    b"MZ": _PROGRAM,
    b"\x7fELF": _PROGRAM,
}


def kind_of(path: Path, name: str | None = None) -> Kind:
    """Tell what a file is by its content; its name decides between kinds of text alone.

    Args:
        path: the file.
        name: what people call it, if that is not the path's end.

    Raises:
        CannotRead: it is empty, or of no kind that can be read.
    """
    name = name or path.name
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        if head.startswith(_OLD_OFFICE):
            raise _refused(name, _old_office(path))
        if head.startswith((b"PK\3\4", b"PK\5\6")):
            return _packed(path, name)
    except OSError as error:
        raise may_not_be_read(printable(name), error) from error
    if not head:
        raise _refused(name, REMEDIES["empty"])
    if head.lstrip().startswith(b"%PDF-") or (
        kind_by_name(name) is Kind.PDF and b"%PDF-" in head[:1024]
    ):
        return Kind.PDF
    return _text_kind(head, name)


def kind_by_name(name: str) -> Kind | None:
    """Tell what a file's name says that it is."""
    suffix = Path(name).suffix.lower()
    return next((kind for kind, suffixes in SUFFIXES.items() if suffix in suffixes), None)


def _text_kind(head: bytes, name: str) -> Kind:
    is_binary = _CONTROL.search(head) is not None
    for mark, what in _FOREIGN.items():
        if head.startswith(mark) and (is_binary or mark == _RTF):
            raise _refused(name, what)
    said = kind_by_name(name)
    if said and said not in TEXT_KINDS and is_binary:
        raise _refused(
            name, Notice("is not {kind}, or is damaged. Get it again.", kind=NAMES[said])
        )
    if _PAGE.match(head.replace(b"\0", b"")):
        return Kind.HTML
    if said is Kind.HTML and not _MARKUP.search(head.replace(b"\0", b"")):
        return Kind.TEXT
    return said if said and said in TEXT_KINDS else Kind.TEXT


def _old_office(path: Path) -> Notice:
    """Tell the programs of before 2007, and the newer ones' encrypted files, which look alike."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for stream, what in _STREAMS.items():
            if content.find(stream.encode("utf-16-le")) >= 0:
                return what
    return Notice("is of an old Office program. Save it as .docx, .pptx or .xlsx.")


def _packed(path: Path, name: str) -> Kind:
    try:
        with open_archive(path) as package:
            names = set(package.namelist())
            mime = next(unpack(package, package.getinfo(_MIME)), b"") if _MIME in names else b""
    except Refused as refused:
        raise _refused(name, REMEDIES[refused.why]) from refused
    if mime.startswith(b"application/epub") or "META-INF/container.xml" in names:
        return Kind.EPUB
    if mime.startswith(_OPEN_DOCUMENT + b"text"):
        return Kind.ODT
    for mark, what in _OTHER_OPEN_DOCUMENTS.items():
        if mime.startswith(_OPEN_DOCUMENT + mark):
            raise _refused(name, what)
    if "[Content_Types].xml" not in names:
        return Kind.ODT if {"content.xml", "META-INF/manifest.xml"} <= names else Kind.ZIP
    return _office_kind(names, name)


def _office_kind(names: set[str], name: str) -> Kind:
    if "xl/workbook.bin" in names:
        raise _refused(name, Notice("is a binary table of Excel. Save it as .xlsx."))
    folders = {one.partition("/")[0] for one in names}
    for folder, kind in {"word": Kind.DOCX, "ppt": Kind.PPTX, "xl": Kind.XLSX}.items():
        if folder in folders:
            return kind
    raise _refused(name, Notice("is of an unknown Office program. Save it as .docx or .pdf."))


def _refused(name: str, what: Notice) -> CannotRead:
    return is_refused(printable(name), what)
