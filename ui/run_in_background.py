"""An evaluation becomes a thread of the server that can be watched and stopped, one at a time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Literal

from ingest.errors import P4CError

Phase = Literal["idle", "opening", "asking", "scoring", "done", "stopped", "failed"]
BUSY: tuple[Phase, ...] = ("opening", "asking", "scoring")
Progress = Callable[[int, int], None]
Evaluate = Callable[[Progress], Path]

log = logging.getLogger(__name__)


class Stopped(P4CError):
    """Somebody stopped the run."""


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run is. `reason` is why it failed, or None where the log tells of a bug."""

    phase: Phase = "idle"
    done: int = 0
    total: int = 0
    folder: Path | None = None
    reason: str | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the run still goes on."""
        return self.phase in BUSY


class BackgroundRun:
    """The one run of this process; all sessions see the same."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state = RunState()
        self._stop = Event()
        self._thread: Thread | None = None

    @property
    def state(self) -> RunState:
        """How far the run is; "idle" if none was started yet."""
        return self._state

    def start(self, evaluate: Evaluate) -> bool:
        """Begin a run, unless one goes on already; whether it was begun.

        Args:
            evaluate: asks and scores; it is given what hears of its progress, and gives the
                folder of the run.
        """
        with self._lock:
            if self._state.is_busy:
                return False
            self._stop.clear()
            self._state = RunState("opening")
            self._thread = Thread(target=self._run, args=(evaluate,), daemon=True)
            self._thread.start()
        return True

    def stop(self) -> None:
        """Stop the run after the questions that are being asked; it can go on later."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the run has ended, or at most so long."""
        if self._thread:
            self._thread.join(seconds)

    def _run(self, evaluate: Evaluate) -> None:
        try:
            folder = evaluate(self._hear)
            self._state = replace(self._state, phase="done", folder=folder)
        except Stopped:
            self._state = replace(self._state, phase="stopped")
        except P4CError as error:
            self._state = replace(self._state, phase="failed", reason=error.line)
        except Exception:  # a bug must not leave the page waiting for ever
            log.exception("an evaluation broke")
            self._state = replace(self._state, phase="failed")

    def _hear(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Stopped("eval: was stopped. Start it again to go on.")
        phase: Phase = "asking" if done < total else "scoring"
        self._state = RunState(phase, done, total)
