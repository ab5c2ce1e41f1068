"""A question and the conversation before it become an answer: the whole path on one screen."""

from collections.abc import Sequence
from time import perf_counter

from assistant.answer import Answer, Timings
from assistant.assistant import Assistant
from assistant.compose import compose, joined
from assistant.draft import Draft
from assistant.evidence import gather
from assistant.phrases import phrases_of
from assistant.several import understand_each
from assistant.understand import Understanding
from assistant.verify import verify


def ask(
    question: str,
    assistant: Assistant,
    history: Sequence[str] = (),
    language: str | None = None,
) -> Answer:
    """Answer one question from the corpus, or say what the corpus does not state.

    Args:
        question: what the reader wrote, in any of the 24 languages.
        assistant: the opened parts; see `open_assistant`.
        history: the earlier questions of the same conversation, oldest first.
        language: the language to answer in (ISO 639-1); by default the question's own.

    Raises:
        BadQuestion: the question is empty or too long.
    """
    started = perf_counter()
    now = assistant.refreshed()
    parts = understand_each(question, history, now.mind, language)
    understood = parts[0]
    understood_at = perf_counter()
    found = [gather(part, now.catalogue, now.library, now.mind) for part in parts]
    gathered_at = perf_counter()
    phrases = phrases_of(understood.language)
    draft = Draft(phrases, now.words_of(phrases.language), now.catalogue, now.library)
    composed = [compose(*each, draft) for each in zip(parts, found, strict=True)]
    answer = verify(joined(question, composed), now.library.body)
    done = perf_counter()
    return answer.model_copy(
        update={
            "ranking": ranking(answer.practices, understood.needs),
            "confidence": confidence(understood),
            "timings_ms": Timings(
                understand=milliseconds(started, understood_at),
                retrieve=milliseconds(understood_at, gathered_at),
                compose=milliseconds(gathered_at, done),
                total=milliseconds(started, perf_counter()),
            ),
        }
    )


def ranking(chosen: Sequence[str], needs: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """All practices, best first: those of the answer, then the others by how well they fit."""
    return tuple(dict.fromkeys([*chosen, *(practice for practice, _ in needs)]))


def confidence(understood: Understanding) -> float:
    """How sure the reading is: the probability of its kind; for a need also how well one fits."""
    sure = dict(understood.kinds).get(understood.kind, 1.0)
    if understood.kind == "need" and understood.needs:
        sure = min(sure, understood.needs[0][1])
    return round(min(max(sure, 0.0), 1.0), 4)


def milliseconds(start: float, end: float) -> float:
    """The time between two readings of the clock, in milliseconds."""
    return round((end - start) * 1000, 3)
