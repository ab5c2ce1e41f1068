"""What a person is told becomes a line in English that knows the phrase it was made of.

The child process that parses imports it, which must start quickly: it imports nothing of ours.
"""

import errno
from collections.abc import Mapping
from typing import Any, Self


class Notice(str):
    """A line in English; pages say its phrase in the reader's language, with the same values.

    Where a line is made, its phrase stands as it is, so that `make phrases` finds it. A value is a
    name, a number, or a line that is translated as well.
    """

    phrase: str
    values: Mapping[str, object]

    def __new__(cls, phrase: str, /, **values: object) -> Self:
        """Put the values into the phrase; numbers are written as English writes them."""
        shown = {key: _shown(value) for key, value in values.items()}
        line = super().__new__(cls, phrase.format(**shown) if values else phrase)
        line.phrase, line.values = phrase, values
        return line


def _shown(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value


def kept(value: object, validate: Any) -> str:  # noqa: ANN401 (pydantic's own)
    """Let a field of a record hold lines as they are: pydantic would make bare text of them."""
    return value if isinstance(value, Notice) else validate(value)


# What the system says most often when it refuses a file.
_REASONS = {
    errno.ENOSPC: Notice("No space left on device"),
    errno.EACCES: Notice("Permission denied"),
    errno.EROFS: Notice("Read-only file system"),
    errno.ENOENT: Notice("No such file or directory"),
}


def reason_of(error: OSError) -> str:
    """Say why the system refuses; what it says seldom is in its own words."""
    known = _REASONS.get(error.errno or 0)
    said = error.strerror or type(error).__name__
    return known if known and known == said else said
