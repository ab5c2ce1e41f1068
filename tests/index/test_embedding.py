"""index/embedding.py: LlamaIndex gets the engine's vectors, each text on its right side."""

import asyncio

import numpy as np
import pytest
from llama_index.core import VectorStoreIndex
from llama_index.core.schema import TextNode

from index.embedding import open_embedding
from ingest.errors import CannotEmbed

TEXTS = ["Corallia will test permanent offices.", "Il-MITA se tittestja servizz online."]


@pytest.fixture(scope="session")
def embedding(tmp_path_factory):
    """The same home as in test_model_folder.py: it is built once a run."""
    return open_embedding(tmp_path_factory.getbasetemp() / "model-home")


def test_a_query_is_embedded_as_a_question(embedding):
    vector = embedding.get_query_embedding(TEXTS[0])

    assert np.allclose(vector, embedding.embed_questions(TEXTS[:1])[0], atol=1e-6)
    assert vector == asyncio.run(embedding.aget_query_embedding(TEXTS[0]))


def test_texts_are_embedded_as_passages(embedding):
    passages = embedding.embed_passages(TEXTS)

    assert np.allclose(embedding.get_text_embedding_batch(TEXTS), passages, atol=1e-6)
    assert np.allclose(embedding.get_text_embedding(TEXTS[0]), passages[0], atol=1e-4)
    assert not np.allclose(passages, embedding.embed_questions(TEXTS), atol=1e-3)


def test_llama_index_finds_a_passage_with_it(embedding):
    nodes = [TextNode(text=text) for text in TEXTS]

    index = VectorStoreIndex(nodes, embed_model=embedding)
    (hit,) = index.as_retriever(similarity_top_k=1).retrieve("Min jittestja servizz online?")

    assert hit.text == TEXTS[1]


def test_it_names_itself_by_its_fingerprint_and_counts_its_tokens(embedding):
    assert embedding.model_name == embedding.fingerprint
    assert embedding.dimension == 384
    assert embedding.count_tokens(TEXTS[0]) == 8
    assert embedding.class_name() == "E5Embedding"


def test_a_wrong_folder_is_an_error_for_a_person(tmp_path):
    with pytest.raises(CannotEmbed, match=r"no model\.onnx in it"):
        open_embedding(tmp_path, tmp_path)
