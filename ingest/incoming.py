"""An upload becomes a folder of its own, where it waits until it is published or discarded."""

import re
import secrets
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ingest.decoding import printable
from ingest.errors import CannotChange, cannot_be_written
from ingest.lasting import flush_tree, write_lasting
from ingest.located import LocatedText
from ingest.report import IntakeReport

FOLDER = "incoming"
MAX_AGE_S = 24 * 3600.0
_TOKEN = re.compile("[0-9a-f]{16}")
_REPORT, _TEXT = "report.json", "text.json"
_LOCATED = TypeAdapter(LocatedText)


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that was examined and waits: its copy, its text, and the report of both."""

    folder: Path
    report: IntakeReport

    @property
    def original(self) -> Path:
        """The copy of the file, byte for byte."""
        return self.folder / self.report.stored_as

    def text(self) -> LocatedText:
        """The text as it was read, so that it need not be read again.

        Raises:
            CannotChange: it is not there any more.
        """
        try:
            return _LOCATED.validate_json((self.folder / _TEXT).read_bytes())
        except (OSError, ValidationError) as error:
            raise _gone(self.report.name) from error


@contextmanager
def arriving(home: Path) -> Generator[Path]:
    """Make a folder for a file that is being examined; whatever fails, nothing of it is left.

    Raises:
        CannotChange: the disk is full, or the home folder cannot be written.
    """
    folder = home / FOLDER / secrets.token_hex(8)
    try:
        folder.mkdir(parents=True)
        yield folder
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise cannot_be_written(folder.parent, error) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def keep(folder: Path, report: IntakeReport, text: LocatedText) -> Staged:
    """Write text and report beside the copy; the report comes last, so that it tells of a whole.

    Raises:
        OSError: the disk refuses.
    """
    write_lasting(folder / _TEXT, _LOCATED.dump_json(text))
    write_lasting(folder / _REPORT, report.model_dump_json().encode())
    flush_tree(folder)
    return Staged(folder, report)


def open_staged(home: Path, token: str) -> Staged:
    """Find what waits under a token.

    Raises:
        CannotChange: nothing does: it was published, discarded, or waited for more than a day.
    """
    folder = home / FOLDER / token
    try:
        if not _TOKEN.fullmatch(token):
            raise _gone(token)
        return Staged(folder, IntakeReport.model_validate_json((folder / _REPORT).read_bytes()))
    except (OSError, ValidationError) as error:
        raise _gone(token) from error


def discard(staged: Staged) -> None:
    """Let go of a file that is published, or not wanted."""
    shutil.rmtree(staged.folder, ignore_errors=True)


def clear_stale(home: Path, now: float | None = None) -> None:
    """Let go of what has waited for more than a day, or was cut off by a crash."""
    folder = home / FOLDER
    oldest = (time.time() if now is None else now) - MAX_AGE_S
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another writer may let go of it meanwhile
            if path.lstat().st_mtime < oldest:
                shutil.rmtree(path, ignore_errors=True)


def _gone(name: str) -> CannotChange:
    return CannotChange(
        "{file}: waits for nothing any more. Add the file again.", file=printable(name)
    )
