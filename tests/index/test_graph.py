"""index/graph.py: the graph computes what a plain BERT encoder computes from the same weights."""

import math

import numpy as np
import onnx
import onnxruntime
import pytest

from index.graph import write_graph
from index.weights import BLOCK, find_weights, read_weights

IDS = [0, 41, 1294, 12, 71390, 250001, 8, 2]


@pytest.fixture(scope="module")
def weights():
    return read_weights(find_weights())


@pytest.fixture(scope="module")
def path(weights, tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "model.onnx"
    write_graph(weights, path)
    return path


def _plain(matrix, rows=slice(None)):
    nibbles, scales = matrix.nibbles[rows], matrix.scales[rows].astype(np.float32)
    pairs = np.stack([nibbles & 15, nibbles >> 4], axis=-1)
    blocks = pairs.reshape(*scales.shape, BLOCK).astype(np.float32) - 8
    return (blocks * scales[..., None]).reshape(len(blocks), -1)


def _bert(weights, ids):
    """The encoder as the paper has it, one text, one step a line."""
    vectors, heads = weights.vectors, weights.shape.heads

    def product(x, name):
        return x @ _plain(weights.matrices[name + ".w"]).T + vectors[name + ".b"]

    def normalised(x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x**2).mean(-1, keepdims=True) + weights.shape.epsilon)
        return x * vectors[name + ".w"] + vectors[name + ".b"]

    def split(x):
        return x.reshape(len(x), heads, -1).swapaxes(0, 1)

    x = _plain(weights.matrices["emb.word"], ids) + vectors["emb.type"][:384]
    x = normalised(x + vectors["emb.pos"].reshape(512, 384)[: len(ids)], "emb.ln")
    for at in range(weights.shape.layers):
        q, k, v = (split(product(x, f"l{at}.{part}")) for part in "qkv")
        scores = np.exp(q @ k.swapaxes(1, 2) / math.sqrt(q.shape[-1]))
        seen = (scores / scores.sum(-1, keepdims=True)) @ v
        x = normalised(x + product(seen.swapaxes(0, 1).reshape(x.shape), f"l{at}.ao"), f"l{at}.aln")
        inner = product(x, f"l{at}.fi")
        inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        x = normalised(x + product(inner, f"l{at}.fo"), f"l{at}.oln")
    return x.mean(0) / np.linalg.norm(x.mean(0))


def test_it_computes_what_a_plain_encoder_computes(weights, path):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    feed = {"input_ids": np.array([IDS]), "attention_mask": np.ones((1, len(IDS)), np.int64)}

    (vectors,) = session.run(None, feed)

    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ _bert(weights, IDS) > 0.999


def test_all_matrices_stay_in_four_bits(path):
    graph = onnx.load(path).graph

    kinds = [node.op_type for node in graph.node]
    assert kinds.count("MatMulNBits") == 12 * 4
    assert kinds.count("GatherBlockQuantized") == 1
    assert path.stat().st_size < 70e6
