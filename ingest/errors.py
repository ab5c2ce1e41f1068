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


class P4CError(Exception):
    """A failure with one line for the person: where, what, what to do."""

    exit_code = 1


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
