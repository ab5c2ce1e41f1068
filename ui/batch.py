"""A file of JSON lines becomes answers, a line each; a bad line becomes an error line."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import BadQuestion, BadSettings, Misuse
from ingest.languages import LANGUAGES

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class BatchLine(BaseModel):
    """One line of a batch file: a question, its id, and the earlier questions of its talk."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int | None = None
    question: str
    history: tuple[str, ...] = ()
    lang: str | None = Field(default=None)


def check_language(lang: str | None) -> None:
    """Refuse a language that is not one of the 24.

    Raises:
        BadSettings: naming the languages that there are.
    """
    if lang is not None and lang not in LANGUAGES:
        raise BadSettings(f"--lang {lang!r}: is none of {' '.join(LANGUAGES)}. Choose one of them.")


def read_lines(batch: Path) -> list[tuple[int, str]]:
    """The lines of a batch file with their numbers, blank ones left out.

    Raises:
        Misuse: the file cannot be read or is not UTF-8.
    """
    try:
        raw = sys.stdin.buffer.read() if str(batch) == "-" else batch.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise Misuse(f"{batch}: cannot be read ({error.strerror}). Check the path.") from error
    except UnicodeDecodeError as error:
        raise Misuse(f"{batch}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    return [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def answer_line(
    number: int, line: str, assistant: "Assistant", lang: str | None
) -> tuple[str, bool]:
    """Answer one line of a batch as JSON text; a bad line gives an error object with its number."""
    from assistant.ask import ask as ask_assistant

    asked: BatchLine | None = None
    try:
        asked = BatchLine.model_validate(json.loads(line))
        check_language(asked.lang)
        answer = ask_assistant(asked.question, assistant, asked.history, asked.lang or lang)
    except json.JSONDecodeError as error:
        problem = f"is not JSON ({error.msg}). Write one object a line."
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        problem = f"{field}: {first['msg']}. Correct this field."
    except (BadQuestion, BadSettings) as error:
        problem = str(error)
    else:
        record: dict[str, Any] = json.loads(answer.contract_json())
        return json.dumps({**record, "id": asked.id}, ensure_ascii=False), True
    failure = {"id": asked.id if asked else None, "line": number, "error": problem}
    return json.dumps(failure, ensure_ascii=False), False
