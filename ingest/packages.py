"""A zipped package of XML (Word, slides, OpenDocument, EPUB) becomes its parsed files."""

# pyright: basic, reportAttributeAccessIssue=false
# (lxml has no types)

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from ingest.refusals import Refused

MAX_UNPACKED_BYTES = 500_000_000
MAX_FILE_BYTES = 200_000_000
MAX_RATIO = 200
_MIN_BOMB_BYTES = 1_000_000  # small files of one repeated letter may well shrink to a thousandth


class Package:
    """The files of a package, read one by one and within limits."""

    def __init__(self, path: Path) -> None:
        """Open a package.

        Raises:
            Refused: it is damaged, or would unpack to more than is allowed.
        """
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, LookupError) as error:
            raise Refused("damaged") from error
        check_sizes(self._zip.infolist())

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Read one file.

        Raises:
            Refused: it is not there, damaged, or encrypted.
        """
        try:
            return self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise Refused("damaged") from error
        except (RuntimeError, NotImplementedError) as error:  # a password, or an unknown packing
            raise Refused("encrypted") from error

    def xml(self, name: str) -> etree._Element:
        """Parse one file; entities are left alone and nothing outside is fetched.

        Raises:
            Refused: it is not there, or no XML.
        """
        return parse_xml(self.read(name))

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Give the relationships of a part of an Office package: id to (type's end, part name)."""
        folder, base = posixpath.split(name)
        listing = posixpath.join(folder, "_rels", base + ".rels")
        if listing not in self:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(
                    posixpath.join("/", folder, unquote(relation.get("Target", "")))
                ).lstrip("/"),
            )
            for relation in elements(self.xml(listing), "Relationship")
            if relation.get("TargetMode") != "External"
        }


def check_sizes(files: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to too much; no file can unpack to more than it says here.

    Raises:
        Refused: too large in all, one file too large, or packed suspiciously well.
    """
    total = 0
    for file in files:
        total += file.file_size
        is_bomb = file.file_size > max(_MIN_BOMB_BYTES, MAX_RATIO * file.compress_size)
        if is_bomb or file.file_size > MAX_FILE_BYTES or total > MAX_UNPACKED_BYTES:
            raise Refused("bomb")


def parse_xml(raw: bytes) -> etree._Element:
    """Parse XML; entities are left alone and nothing outside is fetched.

    Raises:
        Refused: it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused("damaged") from error


def local(element: etree._Element) -> str:
    """Give an element's name without its namespace; Word has two, of the same names."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Give an attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Give all elements below of these names, in the order of the document."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """Give the first element at the end of a path of names, if there is one."""
    found: etree._Element | None = element
    for name in path:
        found = (
            next((one for one in found if local(one) == name), None) if found is not None else None
        )
    return found
