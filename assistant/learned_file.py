"""What was learned becomes one file, kept whole or not at all, and is read again."""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.learned import Learned
from assistant.linear import Array
from assistant.names import Alias, NameIndex
from assistant.question_language import Vocabulary
from ingest.errors import CannotIndex

LAYOUT = "19"


def key_of(corpus: Path, fingerprint: str) -> str:
    """What readers must follow: language files, catalogue, embedding model, this layout."""
    digest = hashlib.sha256(f"{LAYOUT} {fingerprint}".encode())
    for path in sorted([*corpus.glob("languages/*/*.yaml"), *corpus.glob("catalogue/*.yaml")]):
        digest.update(str(path.relative_to(corpus)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def save(learned: Learned, folder: Path, key: str) -> None:
    """Write what was learned as `<folder>/<key>.npz`, whole or not at all, and point to it.

    Raises:
        CannotIndex: the folder cannot be written.
    """
    meta = {
        "kinds": learned.kinds,
        "practices": learned.practices,
        "partners": learned.partners,
        "ordinals": learned.ordinals,
        "asking": learned.asking,
        "languages": list(learned.leanings),
        "aliases": [[a.id, a.sort, a.language, a.text] for a in learned.names.aliases],
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".tmp", delete=False) as file:
            np.savez_compressed(
                file,
                meta=np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8),
                centre=learned.centre,
                kind_weights=learned.kind_weights,
                need_weights=learned.need_weights,
                plan_weights=learned.plan_weights,
                examples=learned.examples.astype(np.float16),
                meanings=learned.meanings.astype(np.float16),
                rarity=learned.rarity,
                leanings=np.stack(list(learned.leanings.values())),
                letter_counts=learned.vocabulary.counts,
            )
        Path(file.name).replace(folder / f"{key}.npz")
        aside = folder / "current.tmp"
        aside.write_text(key, encoding="ascii")
        aside.replace(folder / "current")
        remove_others(folder, f"{key}.npz")
    except OSError as error:
        raise CannotIndex(f"{folder}: cannot be written ({error.strerror}). Free it.") from error


def remove_others(folder: Path, keep: str) -> None:
    """Delete what was learned from earlier files, and torn writes of killed processes."""
    for path in folder.iterdir():
        if path.name != keep and path.suffix in {".npz", ".tmp"}:
            path.unlink(missing_ok=True)


def load(folder: Path, key: str) -> Learned | None:
    """Read what was learned, or None if there is nothing for this key or the file is damaged."""
    try:
        with (folder / f"{key}.npz").open("rb") as file, np.load(file) as stored:
            arrays: Mapping[str, Array] = {name: stored[name] for name in stored.files}
        meta = json.loads(arrays["meta"].tobytes())
        aliases: Iterable[Alias] = (Alias(*entry) for entry in meta["aliases"])
        return Learned(
            kinds=tuple(meta["kinds"]),
            practices=tuple(meta["practices"]),
            partners=tuple(meta["partners"]),
            centre=arrays["centre"],
            kind_weights=arrays["kind_weights"],
            need_weights=arrays["need_weights"],
            plan_weights=arrays["plan_weights"],
            examples=arrays["examples"].astype(np.float32),
            names=NameIndex.of(aliases),
            vocabulary=Vocabulary(arrays["letter_counts"].astype(np.uint16)),
            leanings=dict(zip(meta["languages"], arrays["leanings"], strict=True)),
            ordinals=meta["ordinals"],
            asking=meta["asking"],
            meanings=arrays["meanings"].astype(np.float32),
            rarity=arrays["rarity"],
        )
    except (OSError, ValueError, KeyError, EOFError, TypeError, BadZipFile):
        # A damaged file is derived data: it is learned again, from cached vectors.
        return None
