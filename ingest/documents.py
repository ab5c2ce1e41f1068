"""The corpus folder becomes the list of its documents, each with what its sidecar says."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.blocks import SEVERAL, main_language
from ingest.decoding import clean, decode, printable
from ingest.errors import CannotRead, MissingCorpus, may_not_be_read
from ingest.languages import LANGUAGES
from ingest.located import Document
from ingest.sniffing import SUFFIXES, Kind, kind_of

SIDECAR_SUFFIX = ".meta.yaml"
FORMATS = frozenset(
    suffix for kind, suffixes in SUFFIXES.items() if kind is not Kind.ZIP for suffix in suffixes
)
MAX_ID_CHARS = 60
MAX_TITLE_CHARS = 300
_SAMPLE_CHARS = 20_000
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Sidecar(BaseModel):
    """What people know of an original: a small YAML file beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=MAX_TITLE_CHARS)
    source: str = Field(min_length=1, description="Where the original comes from, for a person.")
    date: str | None = Field(pattern=_DATE, description="When published: 2012, or 2012-05-31.")
    language: str = Field(description="ISO 639-1, or mul where one document holds several.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the original's bytes.")
    added_at: AwareDatetime

    @field_validator("date", mode="before")
    @classmethod
    def _as_written(cls, value: object) -> object:
        """YAML makes a number of 2012 and a date of 2012-05-31."""
        return str(value) if isinstance(value, int | date) else value


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of a corpus, sorted by id, and the files that are none, with their reasons."""

    documents: tuple[Document, ...]
    problems: tuple[CannotRead, ...]


def list_documents(corpus: Path) -> Listing:
    """List what `<corpus>/documents` holds. Nothing is written: the folder may be read-only.

    A file without a sidecar is listed with what its name and content tell. A file that cannot be
    listed becomes a problem and does not stop the others.

    Raises:
        MissingCorpus: the folder is not there.
    """
    folder = documents_folder(corpus)
    documents: dict[str, Document] = {}
    problems: list[CannotRead] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name.endswith(SIDECAR_SUFFIX) or path.is_dir():
            continue
        try:
            document = describe(path)
        except CannotRead as problem:
            problems.append(problem)
            continue
        other = documents.setdefault(document.id, document)
        if other is not document:
            problem = CannotRead(
                "{file}: has the id {document} of {other}. Rename one of them.",
                file=printable(path.name),
                document=repr(document.id),
                other=repr(printable(other.path.name)),
            )
            problems.append(problem)
    ordered = tuple(documents[identity] for identity in sorted(documents))
    return Listing(ordered, tuple(problems))


def documents_folder(corpus: Path) -> Path:
    """Give the folder of originals.

    Raises:
        MissingCorpus: it is not there.
    """
    folder = corpus / "documents"
    if not folder.is_dir():
        raise MissingCorpus(
            "{folder}: no such folder. Set P4C_CORPUS to the folder that holds documents/.",
            folder=folder,
        )
    return folder


def describe(path: Path) -> Document:
    """Describe one original by its sidecar, or without one by its name and content.

    Raises:
        CannotRead: unknown format, a symbolic link, a broken sidecar, or a changed original.
    """
    name = printable(path.name)
    if path.is_symlink() or not path.is_file():
        raise CannotRead("{file}: is no plain file. Copy the original itself here.", file=name)
    if path.suffix.lower() not in FORMATS:
        raise unknown_format(name)
    try:
        sidecar = read_sidecar(path)
    except OSError as error:
        raise may_not_be_read(name, error) from error
    return Document(
        id=document_id(path.name),
        path=path,
        title=sidecar.title,
        source=sidecar.source,
        date=sidecar.date,
        language=sidecar.language,
        sha256=sidecar.sha256,
        added_at=sidecar.added_at,
    )


def unknown_format(name: str) -> CannotRead:
    """Say of a file that it is in none of the formats that can be read."""
    *others, last = sorted(FORMATS)
    return CannotRead(
        "{file}: unknown format. Convert it to {formats} or {last}.",
        file=name,
        formats=", ".join(others),
        last=last,
    )


def document_id(name: str) -> str:
    """Make a document's id of its file name: small letters without accents, digits, hyphens."""
    split = unicodedata.normalize("NFKD", Path(name).stem.casefold())
    plain = "".join(c if c.isalnum() else "-" for c in split if not unicodedata.combining(c))
    slug = re.sub("-+", "-", plain)[:MAX_ID_CHARS].strip("-")
    return slug or "document-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]


def title_of(name: str) -> str:
    """Make a title of a file name that may hold anything."""
    return tidy_title(Path(name).stem.replace("_", " ")) or document_id(name)


def tidy_title(title: str) -> str:
    """Drop from a title what cannot be seen, and what is too long; may leave nothing."""
    return " ".join(printable(title).split())[:MAX_TITLE_CHARS]


def sidecar_path(original: Path) -> Path:
    """Give the place of an original's sidecar: `report.pdf` has `report.pdf.meta.yaml`."""
    return original.with_name(original.name + SIDECAR_SUFFIX)


def sha256_of(path: Path) -> str:
    """Hash an original's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_sidecar(original: Path) -> Sidecar:
    """Read an original's sidecar, or make up one where there is none.

    Raises:
        CannotRead: naming the file and the field that is wrong.
    """
    digest = sha256_of(original)
    path = sidecar_path(original)
    name = printable(path.name)
    if not path.exists():
        return _made_up_sidecar(original, digest)
    try:
        sidecar = Sidecar.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise CannotRead(
            "{file}, {field}: {problem}. Correct the field.",
            file=name,
            field=field,
            problem=first["msg"],
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CannotRead("{file}: is no YAML in UTF-8. Correct or delete it.", file=name) from error
    if sidecar.language != SEVERAL and sidecar.language not in LANGUAGES:
        raise CannotRead(
            "{file}, language: {language} is none of the 24. Give an ISO 639-1 code, or mul.",
            file=name,
            language=repr(sidecar.language),
        )
    if sidecar.sha256 != digest:
        raise CannotRead(
            "{file}, sha256: {original} has changed since it was added. Put the original back, or "
            "add the changed file under another name.",
            file=name,
            original=printable(original.name),
        )
    return sidecar


def _made_up_sidecar(original: Path, digest: str) -> Sidecar:
    """Say what name and content tell; only of plain text is the language found in no time."""
    language = SEVERAL
    if kind_of(original) in (Kind.TEXT, Kind.MARKDOWN):
        text = clean(decode(original.read_bytes(), printable(original.name)))
        language = main_language(text[:_SAMPLE_CHARS])
    return Sidecar(
        title=title_of(original.name),
        source=printable(original.name),
        date=None,
        language=language,
        sha256=digest,
        added_at=datetime.fromtimestamp(int(original.stat().st_mtime), tz=UTC),
    )
