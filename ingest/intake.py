"""A person's file becomes an original of the corpus, with its sidecar."""

import os
import shutil
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import yaml

from ingest.blocks import main_language
from ingest.decoding import printable
from ingest.documents import (
    FORMATS,
    Sidecar,
    describe,
    document_id,
    documents_folder,
    known_formats,
    list_documents,
    sha256_of,
    sidecar_path,
    tidy_title,
    title_of,
)
from ingest.errors import CannotRead
from ingest.located import Document
from ingest.readers import read


def take_in(path: Path, corpus: Path, title: str | None = None) -> Document:
    """Copy a file into the corpus, beside a sidecar, if it can be read.

    The same content again changes nothing and gives the document that is there. After a crash the
    file is either there with its sidecar, or not at all.

    Args:
        path: the file; its name may hold anything, also what a browser sends.
        corpus: the folder that holds `documents/`.
        title: for people; made of the name if left out.

    Raises:
        CannotRead: an unknown format, no text, or a name that other content has already.
        MissingCorpus: the corpus has no documents folder.
    """
    folder = documents_folder(corpus)
    name = clean_name(path.name)
    candidate = _describe_outside(path, name)
    present = list_documents(corpus).documents
    for document in present:
        if document.sha256 == candidate.sha256:
            return document
    target = folder / name
    taken = next((document for document in present if document.id == candidate.id), None)
    if taken or target.exists():
        holder = printable(taken.path.name) if taken else name
        raise CannotRead(
            f"{printable(path.name)}: the corpus holds another text as {holder!r}. "
            f"Rename the new file."
        )
    sidecar = Sidecar(
        title=tidy_title(title or "") or candidate.title,
        source=candidate.source,
        date=None,
        language=main_language(read(candidate).body),
        sha256=candidate.sha256,
        added_at=candidate.added_at,
    )
    _write(path, target, sidecar)
    return describe(target)


def clean_name(name: str) -> str:
    r"""Make a safe file name: `../../Ёж\u202e (1).PDF` becomes `еж-1.pdf`.

    Raises:
        CannotRead: the name's end is that of no known format.
    """
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    suffix = Path(base).suffix.lower()
    if suffix not in FORMATS:
        raise CannotRead(f"{base!r}: unknown format. Convert it to {known_formats()}.")
    return document_id(base) + suffix


def _describe_outside(path: Path, name: str) -> Document:
    """Describe a file that is not in the corpus yet, under the name that it will have there.

    Raises:
        CannotRead: there is no such file, or it may not be read.
    """
    where = printable(str(path))
    if not path.is_file():
        raise CannotRead(f"{where}: no such file. Check the name.")
    try:
        digest = sha256_of(path)
    except OSError as error:
        raise CannotRead(f"{where}: {error.strerror}. Check that it may be read.") from error
    return Document(
        id=document_id(name),
        path=path,
        title=title_of(path.name),
        source=printable(path.name),
        date=None,
        language="mul",
        sha256=digest,
        added_at=datetime.now(tz=UTC).replace(microsecond=0),
    )


def _write(path: Path, target: Path, sidecar: Sidecar) -> None:
    """Write the sidecar first: alone it means nothing, while an original counts at once."""
    copy = target.with_name(f".incoming-{os.getpid()}-{target.name}")
    note = copy.with_name(copy.name + ".yaml")
    try:
        shutil.copyfile(path, copy)
        if sha256_of(copy) != sidecar.sha256:
            raise CannotRead(f"{printable(path.name)}: changed while it was read. Try again.")
        content = sidecar.model_dump(mode="json")
        note.write_text(
            yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
        _settle(note, sidecar_path(target))
        _settle(copy, target)
    except OSError as error:
        raise CannotRead(
            f"{target}: cannot be written ({error.strerror}). Check the folder's rights and space."
        ) from error
    finally:
        copy.unlink(missing_ok=True)
        note.unlink(missing_ok=True)


def _settle(temporary: Path, target: Path) -> None:
    """Put a file in its place in one step, after the disk has it."""
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
