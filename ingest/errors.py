"""Every error that a person may read, and what each one asks the person to do.

P4CError                 something failed; exit code 1
├── CannotRead           a document cannot be read: fix or replace that file
├── BadCatalogue         a catalogue or language file is wrong: correct the field
├── MissingCorpus        the corpus folder is not there: set P4C_CORPUS
├── CannotEmbed          the model cannot be made or opened: reinstall, or set P4C_EMBEDDING
├── CannotChange         a document cannot be added, replaced or removed: do what the line says
├── CannotIndex          the index cannot be built or written: free the folder named, then sync
├── Busy                 another process is writing: wait, then try again
├── CannotJudge          the model that judges does not reply: start it, or set P4C_JUDGE_URL
├── CannotServe          the chat cannot be served: choose another port or address
└── Misuse               the call itself is wrong; exit code 2
    ├── BadSettings      a P4C_* variable or an option is wrong: correct it
    ├── BadQuestion      a question cannot be used: ask it differently
    └── UnknownDocument  no document, or no version, has this id: see `p4c docs`, `p4c history`
"""

from ingest.wording import Notice, reason_of


class P4CError(Exception):
    """A failure with one line for the person: where, what, what to do.

    The line is in English; where pages shall say it in the reader's language, it is given as a
    phrase and its values: `CannotRead("{file}: is empty. Get it again.", file=name)`.
    """

    exit_code = 1

    def __init__(self, phrase: str, /, **values: object) -> None:
        super().__init__(phrase)
        self.line = phrase if isinstance(phrase, Notice) else Notice(phrase, **values)

    def __str__(self) -> str:
        """The line in English."""
        return str(self.line)


class CannotRead(P4CError):
    """A document cannot be read."""


class BadCatalogue(P4CError):
    """A catalogue or language file breaks its own rules."""


class MissingCorpus(P4CError):
    """The corpus folder does not exist or holds no documents folder."""


class CannotEmbed(P4CError):
    """The embedding model cannot be prepared or opened."""


class CannotChange(P4CError):
    """A document cannot be added, replaced, removed or restored; it is as it was."""


class CannotIndex(P4CError):
    """The index cannot be built, written or opened."""


class Busy(P4CError):
    """Another process holds the writer's lock."""


class CannotJudge(P4CError):
    """The model that is asked to judge does not reply."""


class CannotServe(P4CError):
    """The web chat cannot be started."""


class Misuse(P4CError):
    """The call itself is wrong."""

    exit_code = 2


class BadSettings(Misuse):
    """A setting has an unusable value, or no such setting exists."""


class BadQuestion(Misuse):
    """A question is empty, too long, or not text."""


class UnknownDocument(Misuse):
    """No document of the corpus, or no version of it, has this id."""


def is_refused(file: str, problem: Notice) -> CannotRead:
    """Say of a file what is wrong with it, and what to do."""
    return CannotRead("{file}: {problem}", file=file, problem=problem)


def is_too_large(file: str, most: int) -> CannotRead:
    """Say of a file that it has more bytes than are read."""
    return CannotRead("{file}: is larger than {most} bytes. Split it.", file=file, most=most)


def may_not_be_read(file: object, error: OSError) -> CannotRead:
    """Say of a file that the system does not give it."""
    return CannotRead(
        "{file}: {reason}. Check that it may be read.", file=file, reason=reason_of(error)
    )


def cannot_be_written(file: object, error: OSError) -> CannotChange:
    """Say of a file or folder that the system does not take it."""
    return CannotChange(
        "{file}: cannot be written ({reason}). Check the folder's rights and space.",
        file=file,
        reason=reason_of(error),
    )
