"""A text that asks several things becomes its questions, each understood after the one before."""

from collections.abc import Sequence

from assistant.understand import Mind, Understanding, clean, topic_of, understand_one
from assistant.understand import topic_after as after
from ingest.sentences import sentence_spans

# In Greek a semicolon asks.
ASKING = {"el": "?;;"}
MOST = 3
# A question of fewer words leans on the one before it: "By what factor?" asks nothing of its own.
LEAST_WORDS = 4
# What such a part may be taken for without telling anything by itself.
NOTHING = frozenset({"vague", "off_subject", "greeting", "about"})


def understand_each(
    question: str, history: Sequence[str], mind: Mind, chosen: str | None = None
) -> tuple[Understanding, ...]:
    """Understand what was asked, as one question, or as several if they ask different things.

    Raises:
        BadQuestion: the question is empty or too long.
    """
    topic = topic_of(history, mind, chosen)
    whole = understand_one(question, topic, mind, chosen)
    parts: list[Understanding] = []
    for text in questions_in(clean(question), whole.asked_in):
        parts.append(understand_one(text, topic, mind, chosen or whole.language))
        topic = after(parts[-1], topic, mind)
    different = {(part.kind, part.practices, part.partners) for part in parts}
    if len(different) < 2 or any(part.kind in NOTHING for part in parts):
        return (whole,)
    return tuple(parts)


def questions_in(text: str, language: str | None) -> list[str]:
    """The questions of a text, each with the sentences before it; none if it asks only one."""
    asked: list[str] = []
    start = 0
    for first, last in sentence_spans(text, language):
        if text[first:last].rstrip("\"'”»“ ").endswith(tuple(ASKING.get(language or "", "?"))):
            asked.append(text[start:last].strip())
            start = last
    enough = all(len(part.split()) >= LEAST_WORDS for part in asked)
    return asked if 1 < len(asked) <= MOST and enough else []
