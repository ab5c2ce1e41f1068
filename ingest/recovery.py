"""A change becomes one that is done, whole: at once, or by whoever comes after a crash.

It is laid out beside the corpus, noted as begun, performed, noted as done. Whoever takes the lock
next first does what was begun and not done, and throws away what was not begun.
"""

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ingest import staging
from ingest.errors import CannotChange
from ingest.journal import Change, append, read_journal
from ingest.queueing import in_turn
from ingest.staging import Layout
from ingest.wording import Notice, reason_of

PATIENCE_S = 60.0


@contextmanager
def changing(
    corpus: Path, home: Path, patience_s: float = PATIENCE_S
) -> Generator[tuple[Change, ...]]:
    """Be the only one who changes a corpus; gives what a crash had left and is done now.

    Raises:
        Busy: others change it, for longer than `patience_s`.
        CannotChange: the journal cannot be read or written, or what was begun cannot be done yet.
    """
    with ExitStack() as turn:
        try:
            doing = Notice("changing the documents")
            turn.enter_context(in_turn(home, "corpus", doing, patience_s))
        except OSError as error:
            raise _refused(home, error) from error
        yield _finish_all(corpus, home)


def recover(corpus: Path, home: Path, patience_s: float = PATIENCE_S) -> tuple[Change, ...]:
    """Do what was begun and not done; without anything to do, nothing is written.

    Raises:
        Busy, CannotChange: as `changing`.
    """
    if not needs_recovery(corpus, home):
        return ()
    with changing(corpus, home, patience_s) as done:
        return done


def needs_recovery(corpus: Path, home: Path) -> bool:
    """Tell whether a crash left something, or a change is being made this moment.

    Raises:
        CannotChange: the journal cannot be read.
    """
    return bool(read_journal(home).half_done() or staging.layouts(corpus))


def make(corpus: Path, home: Path, change: Change, lay_out: Callable[[Layout], None]) -> None:
    """Make a change; only while `changing`.

    Raises:
        CannotChange: the disk refuses. Nothing was changed, unless the line says that it was begun.
    """
    layout = Layout(corpus, change.id)
    try:
        lay_out(layout)
        layout.seal()
        append(home, change)
    except OSError as error:
        layout.discard()
        raise _refused(corpus, error) from error
    except BaseException:
        layout.discard()
        raise
    _finish(corpus, home, change)


def _finish_all(corpus: Path, home: Path) -> tuple[Change, ...]:
    finished = tuple(_finish(corpus, home, c) for c in read_journal(home).half_done())
    for left_over in staging.layouts(corpus):
        staging.discard(corpus, left_over)
    return finished


def _finish(corpus: Path, home: Path, change: Change) -> Change:
    try:
        # Without its layout a change never came to be: the disk refused to keep the line for
        # certain, which was then there all the same.
        state = "done" if staging.perform(corpus, change.id) else "given up"
        ended = change.model_copy(update={"state": state})
        append(home, ended)
    except OSError as error:
        raise CannotChange(
            "{document}: the change was begun and waits ({reason}). Check rights and space of "
            "{corpus} and {home}, then run p4c sync: it will be done.",
            document=change.document,
            reason=reason_of(error),
            corpus=corpus,
            home=home,
        ) from error
    staging.discard(corpus, change.id)
    return ended


def _refused(where: Path, error: OSError) -> CannotChange:
    return CannotChange(
        "{folder}: {reason}, so nothing was changed. Check the folder's rights and space.",
        folder=where,
        reason=reason_of(error),
    )
