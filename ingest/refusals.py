"""A reason not to read a file becomes a line that tells a person what to do.

The child process imports it, which must start quickly: nothing of ours that is slow is imported.
"""

from typing import Literal, TypeAlias

from ingest.wording import Notice

MAX_PAGES = 3_000
MAX_CHARS = 20_000_000

Failure: TypeAlias = Literal[
    "encrypted", "damaged", "empty", "no text", "too large", "too many pages", "bomb", "broken off"
]

REMEDIES: dict[Failure, Notice] = {
    "encrypted": Notice("is encrypted. Save a copy without password and add that."),
    "damaged": Notice("is damaged. Get it again, or save it again from the program that made it."),
    "empty": Notice("is empty. Get it again."),
    "no text": Notice("no text. Put text into it, or remove it."),
    "too large": Notice("has more than {most} characters. Split it.", most=MAX_CHARS),
    "too many pages": Notice("has more than {most} pages. Split it.", most=MAX_PAGES),
    "bomb": Notice(
        "would unpack to far more than its size. Save it again from the program that made it."
    ),
    "broken off": Notice(
        "could not be read to its end: it takes too long, too much memory, or is badly damaged. "
        "Save it again from the program that made it."
    ),
}

# What libraries let through from damaged files, besides their own errors.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # too deep, or not implemented
    TypeError,
    ValueError,
)


class Refused(Exception):
    """A parser does not read a file, and names the reason."""

    def __init__(self, why: Failure) -> None:
        super().__init__(why)
        self.why: Failure = why
