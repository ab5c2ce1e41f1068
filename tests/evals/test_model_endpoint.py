"""evals/model_endpoint.py: any server that speaks the protocol is asked; faults are told apart."""

import subprocess
import sys

import pytest
from pydantic import SecretStr

from assistant.settings import Settings
from evals.model_endpoint import open_model
from evals.model_votes import NoReply
from ingest.errors import Misuse
from tests.evals.model_server import FAILS, SLOW, serving, yes


def opened(server, key=None, timeout_s=20.0):
    settings = Settings(judge_url=server.url, judge_model="m", judge_key=key)
    return open_model(settings, timeout_s=timeout_s, repeats=0)


def ask(model, seed=1):
    return model.complete("Be strict.", '{"claim": "ħ"}', seed)


def test_a_request_carries_instructions_material_seed_and_no_chance():
    with serving(lambda _: yes()) as server:
        model = opened(server)
        assert ask(model) == yes()

    (request,) = server.requests
    assert (request["model"], request["temperature"], request["seed"]) == ("m", 0.0, 1)
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert [m["content"] for m in request["messages"]] == ["Be strict.", '{"claim": "ħ"}']
    assert (model.name, model.place) == ("m", server.url)


def test_the_key_is_sent_and_no_other_key_of_the_machine(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "another-service")
    with serving(lambda _: yes()) as server:
        ask(opened(server))
        ask(opened(server, key=SecretStr("hush")))

    assert server.keys == ["Bearer none", "Bearer hush"]


@pytest.mark.parametrize(
    "reply",
    [
        FAILS,
        401,
        SLOW,
        b"<html>hello</html>",
        b"{",
        b"{}",
        b"[]",
        b"null",
        b'{"choices": []}',
        b'{"choices": [{"message": null}]}',
    ],
    ids=repr,
)
def test_whatever_goes_wrong_is_no_reply(reply):
    with serving(lambda _: reply) as server, pytest.raises(NoReply):
        ask(opened(server, timeout_s=0.2 if reply == SLOW else 20.0))


def test_nobody_there_is_no_reply():
    with serving(lambda _: yes()) as server:
        model = opened(server)
    with pytest.raises(NoReply, match="APIConnectionError"):
        ask(model)


def test_a_reply_without_words_is_empty():
    with serving(lambda _: None) as server:
        assert ask(opened(server)) == ""


def test_the_key_is_not_told_in_what_went_wrong():
    def leaking(_):
        return 401

    with serving(leaking) as server, pytest.raises(NoReply) as caught:
        ask(opened(server, key=SecretStr("order")))

    assert "out of …" in str(caught.value)


@pytest.mark.parametrize("given", [{}, {"judge_url": "http://a/v1"}, {"judge_model": "m"}])
def test_without_address_or_model_the_tier_is_absent(given):
    with pytest.raises(Misuse) as caught:
        open_model(Settings(**given))

    assert "P4C_JUDGE_URL" in str(caught.value)
    assert "P4C_JUDGE_MODEL" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_the_optional_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "llama_index.llms.openai_like", None)

    with pytest.raises(Misuse, match="pip install llama-index-llms-openai-like"):
        open_model(Settings(judge_url="http://a/v1", judge_model="m"))


def test_nothing_heavy_is_imported_before_a_model_is_opened():
    script = "import sys, evals.model_endpoint; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )

    assert {"llama_index", "openai", "httpx"} & set(done.stdout.split()) == set()
