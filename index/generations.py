"""Contents and vectors become a generation: built aside, proved by a child, then switched to.

A generation is a folder that nobody writes once it is finished. A pointer file names the one that
readers open; it is replaced in one step. One writer at a time, under a file lock.
"""

import contextlib
import fcntl
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

import index
from index import chroma
from index.contents import Contents, firsts, write_contents
from index.disk import explained, sha256_of
from index.embedder import Vectors
from index.lexical import write_words
from ingest.errors import CannotIndex
from ingest.lasting import flush
from ingest.parts import Tell, tell_nobody
from ingest.queueing import in_turn
from ingest.wording import Notice

LAYOUT = 3
MANIFEST = "generation.json"
CONTENTS = "contents.sqlite3"
VECTORS = "vectors.npy"
WORDS = "words.sqlite3"
CHROMA = "chroma"
READERS = "readers.lock"

_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}")
_PROBE_S = 600
_ATTEMPTS = 2
# Beside the current generation this many are kept: a reader may be about to open one.
_KEPT_BEHIND = 1


class Manifest(BaseModel):
    """What a finished generation is made of.

    `key` names contents and model. `texts` counts passages of equal text once. `files` has
    the sha256 of every file that no reader ever writes, by its path within the folder; Chroma
    writes its SQLite file when it is opened.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    layout: int
    key: str
    fingerprint: str
    dimension: int
    documents: int
    passages: int
    texts: int
    files: dict[str, str]


def generations_folder(home: Path) -> Path:
    """Give the folder that holds pointer and generations."""
    return home / "index"


def pointer(home: Path) -> Path:
    """Give the file that names the current generation."""
    return generations_folder(home) / "current"


@contextmanager
def writing(home: Path, patience_s: float = 30.0) -> Generator[None]:
    """Be the one writer of a home folder for as long as the block runs.

    Raises:
        Busy: another process (or thread) still writes after `patience_s` seconds.
        CannotIndex: the folder cannot be written.
    """
    with ExitStack() as turn:
        with explained(home):
            generations_folder(home).mkdir(parents=True, exist_ok=True)
            turn.enter_context(in_turn(home, "writer", Notice("writing the index"), patience_s))
        yield


def current(home: Path) -> Path | None:
    """Give the folder that the pointer names, or None if it names none that is there."""
    try:
        name = pointer(home).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = generations_folder(home) / name
    return folder if _NAME.fullmatch(name) and folder.is_dir() else None


def manifest_of(folder: Path) -> Manifest | None:
    """Read a generation's manifest, or None if it is not finished, damaged or of another layout."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError):
        return None
    return manifest if manifest.layout == LAYOUT else None


def damaged_files(folder: Path, manifest: Manifest) -> list[str]:
    """List the files of a generation that are not as they were written."""
    return [name for name, sha256 in manifest.files.items() if sha256_of(folder / name) != sha256]


def damage_of(home: Path) -> str | None:
    """Say what is wrong with the current generation, or None if readers can use all of it."""
    folder = current(home)
    if folder is None:
        return "there is none"
    manifest = manifest_of(folder)
    if manifest is None:
        return f"{folder.name}: {MANIFEST} is missing or damaged"
    damaged = damaged_files(folder, manifest)
    if not (folder / READERS).is_file():
        damaged.append(READERS)
    if damaged:
        return f"{folder.name}: {', '.join(damaged)} is missing or damaged"
    problem = chroma.damage_of(folder / CHROMA, manifest.texts)
    return f"{folder.name}: {problem}" if problem else None


def build(
    home: Path,
    contents: Contents,
    vectors: Vectors,
    fingerprint: str,
    progress: Tell = tell_nobody,
) -> Path:
    """Build a new generation and let a child process prove it; the pointer stays as it is.

    Only under the writer's lock. Row n of `vectors` belongs to passage n of `contents`. `progress`
    hears how much is done, of how much: each text, then the flushing, then the child.

    Raises:
        CannotIndex: the folder cannot be written, or Chroma does not find what it was given.
    """
    rows = firsts(contents.passages)
    problem, steps = "", len(rows) + 2

    def tell(done: int, _total: int) -> None:
        progress(done, steps)

    for _ in range(_ATTEMPTS):
        name = f"{contents.key(fingerprint)}-{secrets.token_hex(4)}"
        folder = generations_folder(home) / name
        try:
            with explained(folder):
                _write(folder, contents, rows, vectors, fingerprint, tell)
            progress(steps - 1, steps)
            problem = probe(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        if problem is None:
            return folder
        shutil.rmtree(folder, ignore_errors=True)
    raise CannotIndex(
        "{folder}: a new index does not find its own passages ({problem}). The old one stays in "
        "use. Run p4c doctor.",
        folder=generations_folder(home),
        problem=problem,
    )


def _write(
    folder: Path,
    contents: Contents,
    rows: list[int],
    vectors: Vectors,
    fingerprint: str,
    progress: Tell,
) -> None:
    folder.mkdir()
    (folder / READERS).touch()
    write_contents(contents, folder / CONTENTS)
    np.save(folder / VECTORS, vectors.astype(np.float32), allow_pickle=False)
    write_words(contents.passages, folder / WORDS)
    searched = [contents.passages[row] for row in rows]
    chroma.write(folder / CHROMA, searched, vectors[rows], progress)
    for path in folder.rglob("*"):
        flush(path)
    files = [folder / name for name in (CONTENTS, VECTORS, WORDS)]
    lasting = [*files, *chroma.lasting_files(folder / CHROMA)]
    manifest = Manifest(
        layout=LAYOUT,
        key=contents.key(fingerprint),
        fingerprint=fingerprint,
        dimension=int(vectors.shape[1]),
        documents=len(contents.documents),
        passages=len(contents.passages),
        texts=len(rows),
        files={str(path.relative_to(folder)): sha256_of(path) or "" for path in lasting},
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    flush(folder / MANIFEST)
    flush(folder)


def probe(folder: Path) -> str | None:
    """Let a child process open a generation and find its passages; what is wrong, or None.

    A child, because a damaged Chroma folder may end the process that opens it with SIGSEGV.
    """
    command = [sys.executable, "-m", "index.probe", str(folder.resolve())]
    root = Path(index.__file__).parent.parent
    try:
        run = subprocess.run(  # noqa: S603 (our own module, no shell)
            command,
            cwd=root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PROBE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {_PROBE_S} s"
    if run.returncode < 0:
        return f"killed by {signal.Signals(-run.returncode).name}"
    return None if run.returncode == 0 else " ".join(run.stderr.split())[-500:]


def switch(home: Path, folder: Path) -> None:
    """Point readers to a generation, in one step that survives a power cut.

    Raises:
        CannotIndex: the pointer cannot be written.
    """
    target = pointer(home)
    new = target.with_name("current.new")
    with explained(target):
        new.write_text(folder.name + "\n", encoding="ascii")
        flush(new)
        new.replace(target)
        flush(target.parent)


def prune(home: Path) -> None:
    """Delete unfinished generations, and old ones that nobody reads.

    Only under the writer's lock: whoever holds it knows that nobody else is building.
    """
    now = current(home)
    others = [path for path in generations_folder(home).iterdir() if path.is_dir() and path != now]
    finished = [path for path in others if manifest_of(path)]
    finished.sort(key=lambda path: (path / MANIFEST).stat().st_mtime_ns, reverse=True)
    for folder in {*others} - {*finished[:_KEPT_BEHIND]}:
        with contextlib.suppress(OSError):
            _delete_unread(folder)


def _delete_unread(folder: Path) -> None:
    """Delete a generation unless a reader holds it (raises BlockingIOError)."""
    lock = folder / READERS
    if lock.exists():
        handle = os.open(lock, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            lock.unlink()
        finally:
            os.close(handle)
    shutil.rmtree(folder, ignore_errors=True)


def hold(folder: Path) -> int:
    """Keep a generation from being deleted until the file handle returned is closed.

    Raises:
        OSError: it is gone, or about to be deleted.
    """
    lock = folder / READERS
    handle = os.open(lock, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        lock.stat()  # the writer deletes it first of all, and holds it alone while it does
    except BaseException:
        os.close(handle)
        raise
    return handle
