"""An EPUB becomes the parts of its chapters, in the order of reading."""

# pyright: basic, reportAttributeAccessIssue=false
# (lxml has no types)

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ingest.packages import Package, elements
from ingest.parts import Part, Tell
from ingest.readers_html import page_parts
from ingest.refusals import Refused

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]*encoding=[\"']([\w.-]+)")


def parse(path: Path, tell: Tell) -> Iterator[Part]:
    """Give the parts of each chapter; it is told of as a page, but is none.

    Raises:
        Refused: it is protected against copying, damaged, or would unpack to too much.
    """
    with Package(path) as package:
        if _ENCRYPTION in package:
            methods = elements(package.xml(_ENCRYPTION), "EncryptionMethod")
            if any(not (m.get("Algorithm") or "").startswith(_OF_FONTS) for m in methods):
                raise Refused("encrypted")
        chapters = list(_chapters(package))
        for number, chapter in enumerate(chapters, start=1):
            tell(number, len(chapters))
            yield from page_parts(_in_utf8(package.read(chapter)))


def _chapters(package: Package) -> Iterator[str]:
    listing = next(elements(package.xml(_CONTAINER), "rootfile"), None)
    if listing is None:
        raise Refused("damaged")
    name = listing.get("full-path") or ""
    root = package.xml(name)
    items = {
        item.get("id") or "": posixpath.normpath(
            posixpath.join(posixpath.dirname(name), unquote(item.get("href") or ""))
        )
        for item in elements(root, "item")
        if "nav" not in (item.get("properties") or "").split()
    }
    for reference in elements(root, "itemref"):
        chapter = items.get(reference.get("idref") or "", "")
        if chapter in package:
            yield chapter


def _in_utf8(raw: bytes) -> bytes:
    """EPUB is UTF-8 unless a mark or the first line says otherwise."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace").encode("utf-8")
    declared = _DECLARED.match(raw)
    try:
        return raw.decode(declared[1].decode() if declared else "utf-8", "replace").encode("utf-8")
    except LookupError:
        return raw
