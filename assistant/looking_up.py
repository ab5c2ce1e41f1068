"""Words that staff look for become the passages that are nearest to them, in any language."""

from assistant.assistant import Parts
from assistant.understand import READ_CHARACTERS
from index.snapshot import Hit
from ingest.decoding import clean
from ingest.languages import identify


def look_up(words: str, now: Parts, most: int) -> list[Hit]:
    """Find passages, best first; none for words that hold nothing.

    Args:
        words: a question, or words that stand in a document.
        now: the parts of the assistant as of now.
        most: how many passages at most.
    """
    text = clean(words).strip()[:READ_CHARACTERS]
    if not text:
        return []
    guess = identify(text)
    language = guess.language if guess.sure else None
    vector = now.mind.learned.neutral(now.mind.embed(text), language)
    return now.library.search(vector, text, most, language)
