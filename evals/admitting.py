"""A case that a person made joins the golden set, unless the set could not be read with it."""

from collections.abc import Collection, Iterable
from pathlib import Path

from assistant.catalogue import Catalogue
from evals.adding import ADDED, add_case
from evals.cases import Case
from evals.golden_set import check_ids, check_likeness, lines_of, read_case
from ingest.errors import Misuse


def cases_in(folder: Path) -> list[Case]:
    """The cases of a golden folder, unchecked.

    Raises:
        Misuse: a file cannot be read, or a line is no case.
    """
    return [read_case(line, f"{path}, line {number}") for path, number, line in lines_of(folder)]


def admit(case: Case, folder: Path, catalogue: Catalogue, examples: Iterable[str]) -> Path:
    """Add a case to the set; the file that it is in.

    Args:
        case: told in one language.
        folder: the golden folder.
        catalogue: what ids are checked against.
        examples: what the assistant learned from in the language of the case.

    Raises:
        Misuse: the case asks what another asks or the assistant learned from, demands nothing,
            names what no catalogue holds, or the folder cannot be written.
    """
    check(case, cases_in(folder), folder, catalogue, examples)
    try:
        return add_case(case, folder)
    except OSError as error:
        problem = f"{folder / ADDED}: cannot be written ({error.strerror})."
        raise Misuse(f"{problem} Make the folder writable.") from error


def check(
    case: Case,
    others: Collection[Case],
    folder: Path,
    catalogue: Catalogue,
    examples: Iterable[str],
) -> None:
    """Refuse a case that the loader would refuse the whole set for.

    Raises:
        Misuse: naming what is wrong.
    """
    new = f"{folder / ADDED}, new case"
    check_ids(case, catalogue, new)
    language = case.languages[0]
    alike = [other for other in others if language in other.languages]
    places = {other.id: other.id for other in alike} | {case.id: new}
    told = [only_in(other, language) for other in alike]
    check_likeness([*told, case], places, {language: list(examples)})


def only_in(case: Case, language: str) -> Case:
    """A case as told in one language: in others it cannot be like one that is told in this."""
    turns = [
        turn
        if turn.asked_in
        else turn.model_copy(update={"questions": {language: turn.questions[language]}})
        for turn in case.turns
    ]
    return case.model_copy(update={"turns": tuple(turns)})
