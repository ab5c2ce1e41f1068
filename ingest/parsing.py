"""A child process is asked for a document's parts, and stopped if it takes too long."""

import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.child import MAX_SECONDS, SECONDS_A_PAGE
from ingest.errors import is_refused
from ingest.parts import Part, Tell
from ingest.refusals import MAX_PAGES, REMEDIES, Failure
from ingest.sniffing import Kind

MAX_WALL_SECONDS = MAX_SECONDS + SECONDS_A_PAGE * MAX_PAGES + 10  # the child stops itself before


class _Line(BaseModel):
    """What the child prints: how far it is, or at last the parts or a failure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: int = 0
    of: int = 0
    parts: tuple[Part, ...] | None = None
    failure: Failure | None = None


def parse(
    path: Path,
    kind: Kind,
    name: str,
    progress: Tell | None = None,
    max_wall_seconds: float = MAX_WALL_SECONDS,
) -> tuple[Part, ...]:
    """Parse a file in a child process with bounded memory and time, about 0.3 s to start.

    Args:
        path: the file.
        kind: what it is by its content.
        name: of the document, for the message.
        progress: called with the page that is being read, and the number of pages.
        max_wall_seconds: for the whole; the child has tighter limits of its own.

    Raises:
        CannotRead: the file is encrypted, damaged, empty or too large, or the child was stopped.
    """
    try:
        for line in _lines(path, kind, max_wall_seconds):
            if line.failure:
                raise is_refused(name, REMEDIES[line.failure])
            if line.parts is not None:
                return line.parts
            if progress:
                progress(line.page, line.of)
    except ValidationError as error:
        raise is_refused(name, REMEDIES["broken off"]) from error
    raise is_refused(name, REMEDIES["broken off"])


def _lines(path: Path, kind: Kind, max_wall_seconds: float) -> Iterator[_Line]:
    arguments = map(str, (kind.value, path.resolve()))
    command = [sys.executable, "-P", "-m", "ingest.child", *arguments]
    # Nothing of our environment: what a hostile file may take over has no secrets to tell.
    environment = {
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": "1",  # openpyxl imports numpy, each of whose threads takes memory
    }
    with (
        subprocess.Popen(  # noqa: S603 (our own module, and a path as one argument)
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as child,
        _ended(child, max_wall_seconds),
    ):
        assert child.stdout is not None  # noqa: S101 (it is piped)
        for line in child.stdout:
            yield _Line.model_validate_json(line)


@contextmanager
def _ended(child: "subprocess.Popen[bytes]", seconds: float) -> Generator[None]:
    """Kill the child after so many seconds, or at once when nobody listens any longer."""
    timer = Timer(seconds, child.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        child.kill()
