"""A question and what was answered become a case, once a person says what is right."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Status
from evals.cases import Case, CaseType, Gold, Place, Turn
from evals.golden_set import GOLDEN
from evals.likeness import folded

ADDED = "added.jsonl"
LONGEST_ID = 48


@dataclass(frozen=True, slots=True)
class Expected:
    """What a person says is right; what is None is taken from the answer."""

    type: CaseType
    status: Status | None = None
    practices: tuple[str, ...] | None = None
    partners: tuple[str, ...] | None = None


def case_from(
    answer: Answer, history: Sequence[str], expected: Expected, taken: Collection[str] = ()
) -> Case:
    """Make a case of one answer: its places are to be quoted again, its records named again.

    Where the person corrects the answer, its quotes are not demanded.

    Args:
        answer: what was answered.
        history: the earlier questions of the conversation, oldest first.
        expected: what is right.
        taken: ids that other cases have.
    """
    status = expected.status or answer.status
    practices = answer.practices if expected.practices is None else expected.practices
    partners = answer.partners if expected.partners is None else expected.partners
    is_as_answered = (status, practices, partners) == (
        answer.status,
        answer.practices,
        answer.partners,
    )
    gold = Gold(
        status=(status,),
        practices=tuple((id_,) for id_ in practices) if status == "answered" else (),
        partners=partners if status == "answered" else (),
        cites=places_of(answer) if is_as_answered and status == "answered" else (),
        not_stated=answer.not_stated if status == "not_in_corpus" else (),
    )
    language = answer.language
    turns = [Turn(questions={language: question}) for question in history]
    return Case(
        id=free_id(answer.question, taken),
        type=expected.type,
        turns=(*turns, Turn(questions={language: answer.question}, gold=gold)),
        checked=(language,),
        note="added from the chat",
    )


def places_of(answer: Answer) -> tuple[tuple[Place, ...], ...]:
    """Each citation as a place that is to be cited again."""
    return tuple(
        (
            Place(
                document=citation.document,
                start=citation.locator.start,
                end=citation.locator.end,
                quote=citation.quote,
            ),
        )
        for citation in answer.citations
    )


def free_id(question: str, taken: Collection[str]) -> str:
    """An id made of the question's words that no other case has."""
    words = re.sub(r"[^a-z0-9]+", "-", folded(question))[:LONGEST_ID].strip("-")
    stem = f"added-{words}" if words else "added"
    number = 1
    while (id_ := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return id_


def add_case(case: Case, folder: Path = GOLDEN) -> Path:
    """Add a case to the set, as the last line of its own file; that file."""
    path = folder / ADDED
    with path.open("a", encoding="utf-8") as file:
        file.write(case.model_dump_json(exclude_defaults=True) + "\n")
    return path
