"""Settings become a model that can be asked, at any OpenAI-compatible address."""

# pyright: basic
# The one module that knows llama-index-llms-openai-like, an optional package, and openai below it.

from collections.abc import Callable

from assistant.settings import Settings
from evals.model_votes import Model, NoReply
from ingest.errors import Misuse

TIMEOUT_S = 120.0
# Repeats of a request that failed by status 429 or 5xx, or by the network. More are not needed:
# what got no reply is asked again by the next p4c eval judge.
REPEATS = 1


def open_model(settings: Settings, timeout_s: float = TIMEOUT_S, repeats: int = REPEATS) -> Model:
    """The model that the settings name. Nothing is asked yet.

    Args:
        settings: judge_url and judge_model must be set; judge_key may be.
        timeout_s: seconds to wait for each piece of a reply.
        repeats: how often a failed request is repeated.

    Raises:
        Misuse: address or model is not set, or the optional package is not installed.
    """
    if not settings.judge_url or not settings.judge_model:
        problem = "eval judge: no model is set up. Set P4C_JUDGE_URL (an OpenAI-compatible address)"
        raise Misuse(f"{problem} and P4C_JUDGE_MODEL; P4C_JUDGE_KEY if it wants a key.")
    complete = completion(settings, timeout_s, repeats)
    return Model(settings.judge_model, settings.judge_url, complete)


def completion(
    settings: Settings, timeout_s: float, repeats: int
) -> Callable[[str, str, int], str]:
    """What sends instructions, material and a seed to the address, and gives the reply's text.

    Raises:
        Misuse: the optional package is not installed.
    """
    try:
        from llama_index.core.llms import ChatMessage
        from llama_index.llms.openai_like import OpenAILike
        from openai import OpenAIError
    except ImportError as error:
        package = "llama-index-llms-openai-like"
        raise Misuse(
            f"eval judge: {package} is missing. Install it: pip install {package}"
        ) from error
    # Without a key the library would send OPENAI_API_KEY, another service's, to this address.
    key = settings.judge_key.get_secret_value() if settings.judge_key else "none"
    client = OpenAILike(
        model=settings.judge_model or "",
        api_base=settings.judge_url,
        api_key=key,
        is_chat_model=True,
        temperature=0.0,
        timeout=timeout_s,
        max_retries=repeats,
    )

    def complete(instructions: str, material: str, seed: int) -> str:
        messages = [
            ChatMessage(role="system", content=instructions),
            ChatMessage(role="user", content=material),
        ]
        try:
            reply = client.chat(messages, seed=seed)
        except OpenAIError as error:
            told = f"{type(error).__name__}: {error}"
            raise NoReply(told.replace(key, "…") if settings.judge_key else told) from error
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            # Neither library checks what came back: a page of HTML is a str without `choices`.
            raise NoReply("the reply does not follow the protocol") from error
        return reply.message.content or ""

    return complete
