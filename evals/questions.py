"""Questions with what a right answer holds become a verdict on each answer, and shares by type."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer, Status
from ingest.errors import Misuse

Ask = Callable[[str, Sequence[str]], Answer]
REFUSALS = ("not_stated", "false_premise", "off_subject")


class Case(BaseModel):
    """One question, told in several languages, and what every right answer to it holds.

    `practices_first` are the ids of which one must come first; `practices`, `partners`,
    `numbers` and `not_stated` must all be there; each of `cites`, and one of `cites_any`, must
    overlap with a quote.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    type: str
    questions: dict[str, str]
    history: dict[str, tuple[str, ...]] = {}
    status: tuple[Status, ...]
    practices_first: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    cites_any: tuple[str, ...] = ()
    not_stated: tuple[str, ...] = ()
    split: Literal["dev", "held"] = "dev"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer judged: `faults` names what is wrong with it, and is empty if nothing is."""

    case: Case
    language: str
    answer: Answer
    faults: tuple[str, ...]


def load_cases(path: Path) -> list[Case]:
    """Read cases from JSON lines.

    Raises:
        Misuse: the file cannot be read, a line is wrong, or there are none; the message names
            file and line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = f"{path}: cannot be read ({error}). Name a file of JSON lines in UTF-8."
        raise Misuse(problem) from error
    cases: list[Case] = []
    # Not splitlines(): a question may hold U+2028 and its like, which JSON leaves as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            place = ", ".join([f"line {number}", ".".join(map(str, first["loc"]))]).rstrip(", ")
            raise Misuse(f"{path}, {place}: {first['msg']}. Correct it.") from error
    if not cases:
        raise Misuse(f"{path}: holds no questions. Name a file with some.")
    return cases


def judge(cases: Iterable[Case], ask: Ask) -> Iterator[Verdict]:
    """Ask every case in every language it is told in, and judge the answers."""
    for case in cases:
        for language, question in case.questions.items():
            answer = ask(question, case.history.get(language, ()))
            yield Verdict(case, language, answer, tuple(faults_of(case, answer)))


def faults_of(case: Case, answer: Answer) -> Iterator[str]:
    """Name what is wrong with an answer."""
    if answer.status not in case.status:
        yield f"status {answer.status}"
    if case.practices_first and answer.practices[:1] not in [(p,) for p in case.practices_first]:
        yield f"first practice {answer.practices}"
    for name in ("practices", "partners", "not_stated"):
        missing = set(getattr(case, name)) - set(getattr(answer, name))
        if missing:
            yield f"{name} without {sorted(missing)}"
    yield from missing_quotes(case, answer)


def missing_quotes(case: Case, answer: Answer) -> Iterator[str]:
    """Name the numbers and snippets of the document that an answer should hold and does not."""
    for number in case.numbers:
        texts = [re.sub(r"\[\d+\]", "", answer.answer), *(c.quote for c in answer.citations)]
        if not any(says_number(text, number) for text in texts):
            yield f"number {number} missing"
    for snippet in case.cites:
        if not quotes(answer, snippet):
            yield f"no quote of {snippet[:40]!r}"
    if case.cites_any and not any(quotes(answer, snippet) for snippet in case.cites_any):
        yield f"no quote of any {case.cites_any[0][:40]!r}"


def says_number(text: str, number: str) -> bool:
    """Whether a number stands in a text by itself, not as part of a longer one."""
    return re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text) is not None


def quotes(answer: Answer, snippet: str) -> bool:
    """Whether a citation holds a snippet of the document, or a part of it."""
    return any(snippet in c.quote or c.quote in snippet for c in answer.citations)


def shares(verdicts: Iterable[Verdict]) -> dict[str, float]:
    """The share of faultless answers by type, and the two rates of refusal.

    `refused`: of the questions that nothing answers, those refused; `wrongly refused`: of the
    answerable ones, those not answered.
    """
    right: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        kind = verdict.case.type
        right[kind].append(not verdict.faults)
        if kind in REFUSALS:
            refused = verdict.answer.status in {"not_in_corpus", "out_of_scope"}
            right["refused"].append(refused)
        elif verdict.case.status == ("answered",):
            right["wrongly refused"].append(verdict.answer.status != "answered")
    return {name: sum(values) / len(values) for name, values in right.items()}


def as_lines(verdicts: Sequence[Verdict]) -> list[str]:
    """The shares with their n, and a line for each fault."""
    lines = [f"{name:18} {share:.3f}" for name, share in sorted(shares(verdicts).items())]
    lines.append(json.dumps({"n": len(verdicts)}))
    for verdict in verdicts:
        if verdict.faults:
            question = verdict.case.questions[verdict.language]
            what = "; ".join(verdict.faults)
            lines.append(f"{verdict.case.id} {verdict.language}: {question} -> {what}")
    return lines
