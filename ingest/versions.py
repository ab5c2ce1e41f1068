"""The archive's files become the versions of a document, each with its original and its text.

`archive/<document>/<version><suffix>` is an original that was replaced or removed, beside its
sidecar; `<version>.read.txt` is its text as it was read, which old citations point into.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from ingest.decoding import printable
from ingest.documents import (
    SIDECAR_SUFFIX,
    Sidecar,
    describe,
    document_id,
    documents_folder,
    read_sidecar,
    sha256_of,
)
from ingest.errors import CannotRead, UnknownDocument
from ingest.journal import version_of
from ingest.located import Document

FOLDER = "archive"
TEXT_SUFFIX = ".read.txt"


class ArchivedSidecar(Sidecar):
    """The sidecar of an original that is current no more."""

    name: str = Field(description="The original's file name while it was current.")
    archived_at: AwareDatetime
    why: Literal["replaced", "removed"]
    by: str
    purged_at: AwareDatetime | None = Field(default=None, description="When it was deleted.")


class Version(BaseModel):
    """One version of a document; the dates of archiving and purging are None where it was not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    version: str
    title: str
    source: str
    date: str | None
    language: str
    sha256: str
    added_at: AwareDatetime
    archived_at: AwareDatetime | None = None
    why: Literal["replaced", "removed"] | None = None
    by: str | None = None
    purged_at: AwareDatetime | None = None

    @property
    def is_current(self) -> bool:
        """Whether questions are answered from it."""
        return self.archived_at is None

    @property
    def can_be_restored(self) -> bool:
        """Whether its original is in the archive."""
        return self.archived_at is not None and self.purged_at is None

    @classmethod
    def of(cls, document: str, sidecar: Sidecar) -> Self:
        """Make a version's record of what its sidecar says."""
        said = sidecar.model_dump(exclude={"name"})
        return cls(document=document, version=version_of(sidecar.sha256), **said)


def versions(corpus: Path, document: str) -> tuple[Version, ...]:
    """List the versions of a document, the one archived first at the head, the current one last.

    Raises:
        CannotRead: a sidecar is broken, or two files claim the document.
        UnknownDocument: there never was such a document.
    """
    archived = [
        Version.of(document, read_archived(path)) for path in archived_sidecars(corpus, document)
    ]
    archived.sort(key=lambda version: (version.archived_at or version.added_at, version.version))
    now = current(corpus, document)
    last = [Version.of(document, read_sidecar(now.path))] if now else []
    # A change that is being made has the version that comes or goes in both places for a moment.
    earlier = [each for each in archived if each.version not in {one.version for one in last}]
    found = (*earlier, *last)
    if not found:
        raise no_such(document)
    return found


def no_such(document: str) -> UnknownDocument:
    """Say of an id that no document has it."""
    return UnknownDocument(
        "document {document}: there is none. p4c docs lists them.", document=repr(document)
    )


def current(corpus: Path, document: str) -> Document | None:
    """Find the document of this id that questions are answered from; only its file is hashed.

    Raises:
        CannotRead: its file cannot be listed, or two files have this id.
        MissingCorpus: the corpus folder is not there.
    """
    found = [
        path
        for path in sorted(documents_folder(corpus).iterdir())
        if document_id(path.name) == document
        and not path.name.startswith(".")
        and not path.name.endswith(SIDECAR_SUFFIX)
        and not path.is_dir()
    ]
    if len(found) > 1:
        one, other, *_ = (repr(printable(path.name)) for path in found)
        raise CannotRead(
            "{file} and {other}: have the same id {document}. Rename one of them.",
            file=one,
            other=other,
            document=repr(document),
        )
    return describe(found[0]) if found else None


def to_restore(found: tuple[Version, ...], version: str | None) -> Version:
    """Choose the version to restore: the one named, or the last (raises UnknownDocument)."""
    chosen = [each for each in found if each.version == version or version is None]
    kept = [each for each in chosen if each.can_be_restored or (version and each.is_current)]
    if kept:
        return kept[-1]
    document = repr(found[0].document)
    if chosen and all(each.purged_at for each in chosen):
        raise UnknownDocument(
            "document {document}: its original was deleted after 30 days.", document=document
        )
    raise UnknownDocument(
        "document {document}: nothing to restore. Its versions: {versions}.",
        document=document,
        versions=", ".join(each.version for each in found),
    )


def archive_folder(corpus: Path, document: str) -> Path:
    """Give the folder of a document's versions that are current no more."""
    return corpus / FOLDER / document_id(document)  # an id may come from anywhere


def archived_sidecars(corpus: Path, document: str) -> Iterator[Path]:
    """Give the sidecars of a document's archived versions."""
    yield from sorted(archive_folder(corpus, document).glob(f"*{SIDECAR_SUFFIX}"))


def archived_documents(corpus: Path) -> list[str]:
    """List the ids of the documents that have archived versions."""
    folder = corpus / FOLDER
    if not folder.is_dir():
        return []
    return sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))


def original_of(sidecar: Path) -> Path:
    """Give the original that an archived sidecar stands beside."""
    return sidecar.with_name(sidecar.name.removesuffix(SIDECAR_SUFFIX))


def read_archived(path: Path) -> ArchivedSidecar:
    """Read the sidecar of an archived version.

    Raises:
        CannotRead: naming the file.
    """
    try:
        return ArchivedSidecar.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, yaml.YAMLError) as error:
        where = path.relative_to(path.parents[2])
        raise CannotRead(
            "{file}: is no sidecar of the archive. Take it from a backup.", file=where
        ) from error


def archived_text(corpus: Path, document: str, version: str) -> str | None:
    """Give the text of an archived version, character by character as citations point into it.

    None if the archive does not hold it: nobody could read that version.
    """
    name = f"{version}{TEXT_SUFFIX}"
    folder = archive_folder(corpus, document)
    if not folder.is_dir() or name not in {path.name for path in folder.iterdir()}:
        return None
    return (folder / name).read_bytes().decode("utf-8")


def as_yaml(sidecar: Sidecar) -> bytes:
    """Write a sidecar as people read it."""
    content = sidecar.model_dump(mode="json", exclude_none=False)
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False).encode("utf-8")


def damage_in(corpus: Path) -> list[str]:
    """Say in a line each what the archive lacks: an original that is gone, or is not the same."""
    lines: list[str] = []
    for document in archived_documents(corpus):
        for path in archived_sidecars(corpus, document):
            try:
                sidecar = read_archived(path)
            except CannotRead as error:
                lines.append(str(error))
                continue
            original = original_of(path)
            where = original.relative_to(corpus)
            if sidecar.purged_at is None and not original.is_file():
                lines.append(f"{where}: is gone.")
            elif sidecar.purged_at is None and sha256_of(original) != sidecar.sha256:
                lines.append(f"{where}: is not as it was archived.")
    return lines


def archived_paths(corpus: Path, document: str, version: str) -> tuple[Path, ...]:
    """Give the files of an archived version, wherever they should be; see the module's head."""
    folder = archive_folder(corpus, document)
    return tuple(sorted(folder.glob(f"{version}.*")))
