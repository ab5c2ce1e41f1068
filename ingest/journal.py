"""A change to the corpus becomes a line of a journal that is only ever added to."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import CannotChange
from ingest.lasting import flush
from ingest.wording import reason_of

FILE = "journal.jsonl"
Act = Literal["add", "replace", "remove", "restore", "retitle", "purge"]
State = Literal["begun", "done", "given up"]
VERSION_CHARS = 12
# A line that was cut off by a crash or a full disk is ended by this, and means nothing: what it
# told of was not begun, or is told again.
_TORN = b" #torn\n"


class Change(BaseModel):
    """One change of one document; it stands in the journal when begun, and again when done.

    `version` is current from then on (None: the document is removed), `before` was until then.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern="^[0-9a-f]{16}$", description="The same on each line of one change.")
    at: AwareDatetime
    who: str = Field(description="A member of staff, a user of the machine, or watch.")
    act: Act
    document: str
    title: str
    version: str | None = Field(description="The first 12 of the sha256, as in citations.")
    before: str | None
    sha256: str = Field(description="Of the original that came, or of the one that went.")
    name: str = Field(description="Name of that original.")
    state: State
    was: str | None = Field(default=None, description="The title before, where it was corrected.")


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal says: its lines, oldest first, and the numbers of those that say nothing."""

    lines: tuple[Change, ...]
    unreadable: tuple[int, ...]

    def changes(self, document: str | None = None) -> tuple[Change, ...]:
        """The changes that were made, oldest first; of one document, or of all."""
        return tuple(
            line
            for line in self.lines
            if line.state == "done" and document in {None, line.document}
        )

    def half_done(self) -> tuple[Change, ...]:
        """The changes that were begun and not ended, oldest first."""
        ended = {line.id for line in self.lines if line.state != "begun"}
        return tuple(line for line in self.lines if line.id not in ended)


def version_of(sha256: str) -> str:
    """Name the version of a document by the hash of its original."""
    return sha256[:VERSION_CHARS]


def journal_path(home: Path) -> Path:
    """Give the place of the journal."""
    return home / FILE


def read_journal(home: Path) -> Journal:
    """Read the journal; where there is none, nothing has happened yet.

    Raises:
        CannotChange: the file cannot be read.
    """
    path = journal_path(home)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Journal((), ())
    except OSError as error:
        raise CannotChange(
            "{file}: {reason}. Check that it may be read.", file=path, reason=reason_of(error)
        ) from error
    lines: list[Change] = []
    unreadable: list[int] = []
    *whole, _cut_off = content.split(b"\n")
    for number, line in enumerate(whole, start=1):
        if line.endswith(_TORN.rstrip()):
            continue
        try:
            lines.append(Change.model_validate_json(line))
        except ValidationError:
            unreadable.append(number)
    return Journal(tuple(lines), tuple(unreadable))


def append(home: Path, change: Change) -> None:
    """Add a line and wait until the disk has it. Only under the lock of the corpus.

    Raises:
        OSError: it cannot be written; what is there of the line means nothing.
    """
    path = journal_path(home)
    is_new = not path.exists()
    with path.open("a+b", buffering=0) as file:
        _end_last_line(file.fileno())
        _write(file.fileno(), change.model_dump_json().encode() + b"\n")
        os.fsync(file.fileno())
    if is_new:
        flush(path.parent)


def _end_last_line(handle: int) -> None:
    size = os.fstat(handle).st_size
    if size and os.pread(handle, 1, size - 1) != b"\n":
        _write(handle, _TORN)


def _write(handle: int, content: bytes) -> None:
    """Write all of it; a full disk takes a part first, and then refuses."""
    while content:
        content = content[os.write(handle, content) :]
