"""A thumb under an answer becomes a line of a file that evaluators read."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer
from assistant.private_file import cannot_write
from ingest.errors import Misuse

FILE = "feedback.jsonl"
Way = Literal["up", "down"]

# Readers' sessions are threads of one process: two lines must not run into each other.
_writing = Lock()


class Thumb(BaseModel):
    """What a reader thought of an answer; nothing says who it was.

    `id` is that of the answer's place in a conversation: the last line with an id counts. `way`
    is None where the reader took the thumb back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    time: str
    way: Way | None
    question: str
    history: tuple[str, ...] = ()
    answer: Answer


def now() -> str:
    """The time to the second, in UTC, as a thumb holds it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def keep_thumb(thumb: Thumb, home: Path) -> None:
    """Add a thumb to the file.

    Raises:
        Misuse: the file cannot be written.
    """
    path = home / FILE
    line = thumb.model_dump_json() + "\n"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _writing, path.open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise cannot_write(path, error) from error


def read_thumbs(home: Path) -> list[Thumb]:
    """All thumbs that were not taken back, each as it was pressed last, newest first.

    A line that is no thumb (a torn one, or one of an older version) is passed over.

    Raises:
        Misuse: the file cannot be read.
    """
    path = home / FILE
    if not path.exists():
        return []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{path}: cannot be read ({error}). Move it away.") from error
    latest: dict[str, Thumb] = {}
    for line in lines:
        thumb = read_thumb(line)
        if thumb:
            latest.pop(thumb.id, None)  # so that the newest stand last
            latest[thumb.id] = thumb
    return [thumb for thumb in reversed(latest.values()) if thumb.way]


def read_thumb(line: str) -> Thumb | None:
    """The thumb of a line, or None if it holds none."""
    try:
        return Thumb.model_validate_json(line)
    except ValidationError:
        return None
