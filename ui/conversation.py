"""A reader's questions become turns, each answered once and kept, whatever is clicked meanwhile."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, Citation
from assistant.ask import ask
from assistant.assistant import Assistant
from ingest.errors import P4CError
from ingest.languages import identify
from ui.feedback import Thumb
from ui.quotes import Excerpt, excerpt

# Earlier questions that a new one is read in the light of; older ones no longer matter.
REMEMBERED = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and by marker the excerpts that its citations open."""

    answer: Answer
    excerpts: dict[int, Excerpt]


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer: `reason` is one line for the reader, or None where the log tells of a bug."""

    reason: str | None


@dataclass
class Turn:
    """A question and, once there is one, its reply.

    `language` is the one to answer in, or None for the question's own. `thumb` is what the reader
    thought of the reply, if that was said.
    """

    question: str
    language: str | None
    outcome: Reply | Failure | None = None
    thumb: Thumb | None = None

    def settle(self, assistant: Assistant, history: Sequence[str]) -> None:
        """Answer the question, if it has not been.

        The outcome is kept here before anything is drawn: a click meanwhile stops the page's
        script at its next drawing and starts it anew, and the new run finds it.
        """
        if self.outcome is None:
            self.outcome = reply_or_failure(self.question, assistant, history, self.language)


@dataclass
class Conversation:
    """The turns of one reader, oldest first."""

    turns: list[Turn] = field(default_factory=list[Turn])

    def put(self, question: str, page_language: str) -> None:
        """Add a question; it is answered when the page is drawn."""
        self.turns.append(Turn(question, answer_language(question, page_language)))

    def again(self, language: str) -> None:
        """Have the last question answered once more, in another language."""
        self.turns[-1] = Turn(self.turns[-1].question, language)

    def history(self, turn: Turn) -> list[str]:
        """The questions before a turn, oldest first."""
        earlier = self.turns[: next(n for n, other in enumerate(self.turns) if other is turn)]
        return [other.question for other in earlier][-REMEMBERED:]


def answer_language(question: str, page_language: str) -> str | None:
    """The page's language for a question that does not show its own, such as a name."""
    return None if identify(question).sure else page_language


def reply_or_failure(
    question: str, assistant: Assistant, history: Sequence[str], language: str | None
) -> Reply | Failure:
    """Ask, and keep what came of it: an answer, a reason that a reader can act on, or a bug."""
    try:
        answer = ask(question, assistant, history, language)
        return Reply(answer, excerpts_of(answer.citations, assistant))
    except P4CError as error:
        return Failure(error.line)
    except Exception:  # a bug must not take the conversation with it
        log.exception("a question could not be answered")
        return Failure(None)


def excerpts_of(citations: Sequence[Citation], assistant: Assistant) -> dict[int, Excerpt]:
    """Cut what each citation opens out of its document, as it is now; it may be gone by now."""
    library = assistant.refreshed().library
    bodies = {document.id: library.body(document.id) for document in library.documents()}
    return {c.marker: excerpt(c, bodies.get(c.document, "")) for c in citations}
