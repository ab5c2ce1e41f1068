"""The files of a golden set become checked cases: known ids, quotes in place, nothing twice."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.catalogue import Catalogue
from assistant.kinds import FIELDS
from evals.cases import Case, Gold, read_record
from evals.likeness import folded, near_twins
from ingest.documents import describe
from ingest.errors import Misuse
from ingest.readers import read

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class GoldenSet:
    """The cases of a folder by id. `stale` are those with a quote that is no longer in place."""

    cases: Mapping[str, Case]
    stale: tuple[str, ...]
    sha256: str
    folder: Path

    def planted(self) -> tuple[Path, ...]:
        """The documents that some case wants added before it is asked."""
        names = sorted({case.planted for case in self.cases.values() if case.planted})
        return tuple(self.folder / "planted" / name for name in names)


def load_golden_set(
    folder: Path,
    catalogue: Catalogue,
    bodies: Mapping[str, str],
    examples: Mapping[str, Sequence[str]],
) -> GoldenSet:
    """Read and check all `*.jsonl` of a folder.

    Args:
        folder: holds the files and `planted/`.
        catalogue: what ids are checked against.
        bodies: each document's text as ingested, by id, which quotes are checked against.
        examples: by language, what the assistant learned from and must not be asked.

    Raises:
        Misuse: nothing is there, or a line is wrong; it is named by file, number, case and field.
    """
    cases: dict[str, Case] = {}
    places: dict[str, str] = {}
    digest = hashlib.sha256()
    for path, number, line in lines_of(folder):
        digest.update(f"{path.name}\n{line}\n".encode())
        where = f"{path}, line {number}"
        case = read_case(line, where)
        if case.id in places:
            raise Misuse(f"{where}, {case.id}: stands in {places[case.id]} too. Give one id once.")
        check_ids(case, catalogue, where)
        check_planted(case, folder, where)
        cases[case.id], places[case.id] = case, where
    if not cases:
        raise Misuse(f"{folder}: holds no cases. Name a folder with *.jsonl files of them.")
    check_likeness(cases.values(), places, examples)
    texts = {**planted_bodies(folder), **bodies}
    stale = tuple(case.id for case in cases.values() if is_stale(case, texts))
    return GoldenSet(cases, stale, digest.hexdigest(), folder)


def lines_of(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """Every line of every file of a folder, with its place; blank ones left out.

    Raises:
        Misuse: a file cannot be read.
    """
    for path in sorted(folder.glob("*.jsonl")):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problem = f"{path}: cannot be read ({error}). Save it as JSON lines in UTF-8."
            raise Misuse(problem) from error
        # Not splitlines(): a question may hold U+2028 and its like, which JSON leaves as they are.
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield path, number, line


def read_case(line: str, where: str) -> Case:
    """Read one line.

    Raises:
        Misuse: it is no case; the field is named.
    """
    return read_record(Case, line, where)


def golds(case: Case) -> Iterator[Gold]:
    """What the turns of a case are judged by."""
    return (turn.gold for turn in case.turns if turn.gold)


def check_ids(case: Case, catalogue: Catalogue, where: str) -> None:
    """Refuse ids that the catalogue does not have, and answers that nothing is demanded of.

    Raises:
        Misuse: naming case, field and id.
    """
    points = {point.id for record in catalogue.method.values() for point in record.points}
    partners, practices = catalogue.partners.keys(), catalogue.practices.keys()
    method = catalogue.method.keys() | points
    for gold in golds(case):
        records = [nugget.value for nugget in gold.nuggets if nugget.kind == "record"]
        for field, ids, known in (
            ("practices", [id_ for group in gold.practices for id_ in group], practices),
            ("partners", gold.partners, partners),
            ("also", gold.also, practices | partners),
            ("nearest", gold.nearest, practices | partners | method),
            ("nuggets", records, practices | partners | method),
            ("not_stated", gold.not_stated, {*FIELDS.values(), "testers"}),
        ):
            unknown = [id_ for id_ in ids if id_ not in known]
            if unknown:
                problem = f"{where}, {case.id}, {field}: {unknown[0]!r} is in no catalogue."
                raise Misuse(f"{problem} Correct it.")
        demands = gold.practices or gold.partners or gold.cites or gold.nuggets or gold.caveat
        if gold.status == ("answered",) and not demands and case.type != "small_talk":
            problem = f"{where}, {case.id}: nothing is demanded of its answer."
            raise Misuse(f"{problem} Give practices, partners, cites or nuggets.")


def check_planted(case: Case, folder: Path, where: str) -> None:
    """Refuse a case whose planted document is not there.

    Raises:
        Misuse: naming case and file.
    """
    if case.planted and not (folder / "planted" / case.planted).is_file():
        problem = f"{where}, {case.id}, planted: there is no {case.planted!r} in planted/."
        raise Misuse(f"{problem} Correct it.")


def planted_bodies(folder: Path) -> dict[str, str]:
    """The text of each planted document as it is ingested, by the id that it will have.

    Raises:
        CannotRead: one cannot be read.
    """
    documents = [describe(path) for path in sorted((folder / "planted").glob("*.*"))]
    return {document.id: read(document).body for document in documents}


def is_stale(case: Case, bodies: Mapping[str, str]) -> bool:
    """Whether a quote of a case is no longer what stands at its place."""
    places = [
        place
        for gold in golds(case)
        for place in [*(place for group in gold.cites for place in group), *gold.caveat_cites]
    ]
    return any(
        bodies.get(place.document, "")[place.start : place.end] != place.quote for place in places
    )


def check_likeness(
    cases: Collection[Case], places: Mapping[str, str], examples: Mapping[str, Sequence[str]]
) -> None:
    """Refuse cases that ask nearly the same, and questions that the assistant learned from.

    Raises:
        Misuse: naming both cases, or the case and the language of the example.
    """
    for language in sorted({language for case in cases for language in case.languages}):
        told = {
            case.id: "\n".join(turn.question(language)[0] for turn in case.turns)
            for case in cases
            if language in case.languages
        }
        learned = {folded(example) for example in examples.get(language, ())}
        for id_, text in told.items():
            if folded(text) in learned:
                problem = f"{places[id_]}, {id_}: the assistant learned from this very question"
                raise Misuse(f"{problem} ({language}). Ask it in other words.")
        twins = next(near_twins(told), None)
        if twins:
            first, second = twins
            problem = f"{places[second]}, {second}: asks nearly the same as {first} ({language})."
            raise Misuse(f"{problem} Reword or remove one.")
