"""Corpus, golden set, model and code become the manifest of a run: what it asked of what."""

import hashlib
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import ValidationError

from evals.summary import Manifest
from ingest.errors import Misuse

FILE = "manifest.json"
ROOT = Path(__file__).parents[1]
# The packages whose version can change an answer.
PACKAGES = (
    "p4c-assistant",
    "chromadb",
    "llama-index-core",
    "numpy",
    "onnxruntime",
    "py3langid",
    "pypdf",
)


def manifest_now(
    corpus: Path, golden: str, model: str, asked: Iterable[str], options: dict[str, str]
) -> Manifest:
    """Describe a run that begins now.

    Args:
        corpus: the corpus folder.
        golden: the hash of the golden set.
        model: the fingerprint of the embedding model.
        asked: the keys of all that is asked.
        options: the filters that the run was started with.
    """
    now, commit = datetime.now(UTC), commit_of(ROOT)
    return Manifest(
        run=f"{now:%Y%m%d-%H%M%S}-{commit[:7]}",
        started=now.isoformat(timespec="seconds"),
        commit=commit,
        python=platform.python_version(),
        packages={name: found for name in PACKAGES if (found := version_of(name))},
        corpus=hash_of(corpus / "documents"),
        catalogue=hash_of(corpus / "catalogue"),
        languages=hash_of(corpus / "languages"),
        golden=golden,
        model=model,
        asked=tuple(asked),
        options=options,
    )


def same_questions(one: Manifest, other: Manifest) -> bool:
    """Whether two manifests ask the same of the same, so that one run can go on with the other."""
    left_out = {"run", "started", "seconds"}
    return one.model_dump(exclude=left_out) == other.model_dump(exclude=left_out)


def version_of(package: str) -> str | None:
    """The version of a package that is installed, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def commit_of(folder: Path) -> str:
    """The commit that the code is at, with a hash of what differs from it; or "unknown"."""
    try:
        commit = git_says(folder, "rev-parse", "HEAD").decode().strip()
        changes = git_says(folder, "diff", "HEAD")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{commit}-changed-{hashlib.sha256(changes).hexdigest()[:8]}" if changes else commit


def git_says(folder: Path, *words: str) -> bytes:
    """What a git command prints about a folder."""
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 (our words)


def hash_of(folder: Path) -> str:
    """A sha256 over the names and contents of all files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write a manifest into the folder of its run."""
    (folder / FILE).write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a run.

    Raises:
        Misuse: the folder is none of a run, or the file is damaged.
    """
    path = folder / FILE
    try:
        return Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise Misuse(f"{folder}: is no run ({type(error).__name__}). See p4c eval runs.") from error
