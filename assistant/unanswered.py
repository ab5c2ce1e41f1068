"""A question without an answer becomes a line for staff: masked, and with nothing on who asked."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer, Status
from assistant.private_file import append_private, read_private, write_private

FILE = "unanswered.jsonl"
SWITCHED_OFF = "unanswered.off"
# What says that a document is missing. What no document is about may be what the next one is about.
KEPT: frozenset[Status] = frozenset({"not_in_corpus", "clarify", "out_of_scope"})
MOST_CHARACTERS = 500
MOST_BYTES = 2_000_000
MASK = "[…]"
ADDRESS = re.compile(r"\S+@\S+|(?<!\w)@\w[\w.]*|\b(?:[a-z]+://|www\.)\S+", re.IGNORECASE)
NUMBER = re.compile(r"(?<!\w)\+?\w{0,4}\d(?:[ ().\-/–]{0,3}\d){6,}\w*")
YEARS = re.compile(r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d")


class Unanswered(BaseModel):
    """A question that the documents hold no answer to; `not_stated` are the fields asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: str
    question: str
    language: str
    status: Status
    not_stated: tuple[str, ...] = ()


def note(home: Path, question: str, answer: Answer) -> None:
    """Keep a question for staff if it has no answer, unless they switched that off.

    Raises:
        Misuse: it cannot be written.
    """
    if answer.status not in KEPT or not is_kept(home):
        return
    line = Unanswered(
        day=datetime.now(UTC).date().isoformat(),
        question=masked(question),
        language=answer.language,
        status=answer.status,
        not_stated=answer.not_stated,
    )
    path = home / FILE
    append_private(path, line.model_dump_json())
    if path.stat().st_size > MOST_BYTES:
        lines = read_private(path).splitlines()
        write_private(path, "\n".join(lines[len(lines) // 2 :]) + "\n")


def masked(question: str) -> str:
    """A question without addresses and long numbers, such as of a telephone; years stay."""
    text = " ".join(question.split())[:MOST_CHARACTERS]
    text = ADDRESS.sub(MASK, text)
    return NUMBER.sub(lambda found: found[0] if YEARS.fullmatch(found[0]) else MASK, text)


def read_unanswered(home: Path) -> list[tuple[Unanswered, int]]:
    """The questions kept, each once with how often it was asked: the most frequent, newest first.

    A line that is none is passed over.

    Raises:
        Misuse: the file cannot be read.
    """
    asked: Counter[str] = Counter()
    latest: dict[str, Unanswered] = {}
    for line in read_private(home / FILE).split("\n"):
        try:
            each = Unanswered.model_validate_json(line)
        except ValidationError:
            continue
        key = f"{each.language} {each.question.casefold()}"
        asked[key] += 1
        latest.pop(key, None)  # so that the newest stands last
        latest[key] = each
    newest_first = list(reversed(latest))
    return [(latest[key], asked[key]) for key in sorted(newest_first, key=lambda key: -asked[key])]


def forget_all(home: Path) -> None:
    """Delete all questions kept.

    Raises:
        Misuse: the file cannot be written.
    """
    write_private(home / FILE, "")


def is_kept(home: Path) -> bool:
    """Whether staff have questions kept; they do until they switch it off."""
    return not (home / SWITCHED_OFF).exists()


def switch(home: Path, on: bool) -> None:
    """Have questions kept from now on, or not.

    Raises:
        Misuse: the folder cannot be written.
    """
    if on:
        (home / SWITCHED_OFF).unlink(missing_ok=True)
    else:
        write_private(home / SWITCHED_OFF, "")
