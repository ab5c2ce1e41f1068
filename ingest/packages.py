"""A zipped package of XML (Word, slides, OpenDocument, EPUB) becomes its parsed files."""

# pyright: basic, reportAttributeAccessIssue=false
# (lxml has no types)

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from ingest.archives import check_sizes, open_archive, unpack
from ingest.refusals import Refused

_MAX_DIGITS = 6


class Package:
    """The files of a package, read one by one and within limits."""

    def __init__(self, path: Path) -> None:
        """Open a package.

        Raises:
            Refused: it is damaged, or would unpack to more than is allowed.
        """
        self._zip = open_archive(path)
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
        if name not in self:
            raise Refused("damaged")
        return b"".join(unpack(self._zip, self._zip.getinfo(name)))

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


def number_in(text: str | None, otherwise: int) -> int:
    """Read a whole number that a file gives, such as where a list starts; not one without end."""
    return int(text) if text and text.isdecimal() and len(text) <= _MAX_DIGITS else otherwise


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
