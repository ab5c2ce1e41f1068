"""What staff ask for becomes work in a thread of the server, which goes on whatever is clicked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Generic, TypeVar

from ingest.errors import P4CError

Progress = Callable[[str, int, int], None]
Result = TypeVar("Result")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WorkState:
    """How far a work is: its stage, and how much of that is done, if that can be told.

    `problem` is one line for the person where it failed; empty where the log tells of a bug.
    """

    stage: str = "waiting"
    done: int = 0
    total: int = 0
    is_over: bool = False
    problem: str | None = None


class Work(Generic[Result]):
    """One work: watched by its state, until `result` holds what came of it."""

    def __init__(self, do: Callable[[Progress], Result], turn: Lock) -> None:
        """Begin it in a thread of its own, when it has the turn."""
        self._do, self._turn = do, turn
        self.state = WorkState()
        self.result: Result | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is over, or at most so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        problem = None
        with self._turn:
            try:
                self.result = self._do(self._hear)
            except P4CError as error:
                problem = error.line
            except Exception:  # a bug must not leave the page waiting for ever
                log.exception("a work of staff broke")
                problem = ""
        self.state = WorkState("over", is_over=True, problem=problem)

    def _hear(self, stage: str, done: int, total: int) -> None:
        self.state = WorkState(stage, done, total)


class Workshop:
    """The works of this process: one file is read at a time, and one change made at a time.

    So several members of staff neither take the machine from those who ask nor wait in vain for
    the lock of the corpus.
    """

    def __init__(self) -> None:
        self._reading, self._writing = Lock(), Lock()

    def read(self, do: Callable[[Progress], Result]) -> Work[Result]:
        """Begin a work that changes nothing."""
        return Work(do, self._reading)

    def change(self, do: Callable[[Progress], Result]) -> Work[Result]:
        """Begin a work that changes documents."""
        return Work(do, self._writing)
