"""The files of corpus/catalogue become one Catalogue: checked, in document order, kept by id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import ValidationError

from assistant.catalogue_records import (
    FORMS,
    Difference,
    Evidence,
    Fact,
    Half,
    MethodRecord,
    NotFact,
    Partner,
    PartnerFacts,
    PlannedTest,
    Point,
    Practice,
    PracticeFacts,
    Subject,
    Tester,
)
from assistant.catalogue_spans import check_half, check_quotes
from ingest.errors import BadCatalogue

__all__ = [
    "FORMS",
    "Catalogue",
    "Difference",
    "Evidence",
    "Fact",
    "Half",
    "MethodRecord",
    "NotFact",
    "Partner",
    "PartnerFacts",
    "PlannedTest",
    "Point",
    "Practice",
    "PracticeFacts",
    "Subject",
    "Tester",
    "load_catalogue",
    "read_catalogue",
]

_PRACTICES, _PARTNERS, _METHOD = "practices.yaml", "partners.yaml", "method.yaml"
_NOT_FACTS, _SUBJECTS = "not_facts.yaml", "subjects.yaml"

# The C parser reads the five files in 0.06 s, the Python one in 0.5 s; both load plain data only.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_AnyRecord = TypeVar("_AnyRecord", Practice, Partner, MethodRecord, NotFact, Subject)
_WithId = TypeVar("_WithId", Practice, Partner, MethodRecord, Subject)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All records by id, in the order of the document."""

    practices: Mapping[str, Practice]
    partners: Mapping[str, Partner]
    method: Mapping[str, MethodRecord]
    not_facts: tuple[NotFact, ...]
    subjects: Mapping[str, Subject]

    def practice(self, practice_id: str) -> Practice:
        """The practice of this id; KeyError if there is none."""
        return self.practices[practice_id]

    def partner(self, partner_id: str) -> Partner:
        """The partner of this id; KeyError if there is none."""
        return self.partners[partner_id]

    def testers_of(self, practice_id: str) -> tuple[Tester, ...]:
        """Who plans to test a practice: stated links first."""
        testers = self.practices[practice_id].testers
        return tuple(sorted(testers, key=lambda tester: tester.status != "stated"))

    def tests_of(self, partner_id: str) -> tuple[PlannedTest, ...]:
        """What a partner plans to test, in the order of its text."""
        return self.partners[partner_id].tests

    def point(self, point_id: str) -> Point:
        """The point of a method record; KeyError if there is none."""
        return {point.id: point for record in self.method.values() for point in record.points}[
            point_id
        ]


def load_catalogue(corpus: Path, bodies: Mapping[str, str]) -> Catalogue:
    """Read the five files of `corpus/catalogue` and check every record against the documents.

    Args:
        corpus: the corpus folder.
        bodies: the text of each document as ingested, by document id.

    Raises:
        BadCatalogue: a file cannot be read, a field is missing or wrong, a quote is not at its
            span, an id is unknown or given twice, or practices and partners disagree about tests.
    """
    catalogue = read_catalogue(corpus)
    for number, not_fact in enumerate(catalogue.not_facts, start=1):
        check_quotes(not_fact, f"{_NOT_FACTS}, record {number}", bodies)
    for file, records in (
        (_PRACTICES, catalogue.practices),
        (_PARTNERS, catalogue.partners),
        (_METHOD, catalogue.method),
    ):
        for record_id, record in records.items():
            check_quotes(record, f"{file}, {record_id}", bodies)
    for partner in catalogue.partners.values():
        for half in partner.halves:
            check_half(half, partner, f"{_PARTNERS}, {partner.id}", bodies)
    return catalogue


def read_catalogue(corpus: Path) -> Catalogue:
    """Read the five files of `corpus/catalogue` without looking at the documents.

    Raises:
        BadCatalogue: as `load_catalogue`, but for quotes.
    """
    folder = corpus / "catalogue"
    practices = _by_id(_PRACTICES, _read(folder / _PRACTICES, Practice))
    partners = _by_id(_PARTNERS, _read(folder / _PARTNERS, Partner))
    method = _by_id(_METHOD, _read(folder / _METHOD, MethodRecord))
    not_facts = tuple(_read(folder / _NOT_FACTS, NotFact))
    _check_links(practices, partners)
    subjects = _by_id(_SUBJECTS, _read(folder / _SUBJECTS, Subject))
    for subject in subjects.values():
        for unknown in sorted({*subject.practices} - practices.keys()):
            problem = f"{_SUBJECTS}, {subject.id}, practices: no practice {unknown!r}."
            raise BadCatalogue(f"{problem} Correct the id.")
    return Catalogue(practices, partners, method, not_facts, subjects)


def _read(path: Path, kind: type[_AnyRecord]) -> list[_AnyRecord]:
    try:
        found: object = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except (OSError, UnicodeDecodeError) as error:
        raise BadCatalogue(f"{path}: cannot be read ({error}). Put the file back.") from error
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise BadCatalogue(f"{path.name}: not YAML: {reason}. Correct that line.") from error
    if not isinstance(found, list) or not found:
        raise BadCatalogue(f"{path.name}: no list of records. Begin each record with `- `.")
    return [
        _validated(item, kind, path.name, number)
        for number, item in enumerate(cast("list[object]", found), start=1)
    ]


def _validated(item: object, kind: type[_AnyRecord], file: str, number: int) -> _AnyRecord:
    try:
        return kind.model_validate(item)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = cast("dict[str, Any]", item).get("id") if isinstance(item, dict) else None
        field = ".".join(str(part) for part in first["loc"])
        place = ", ".join(part for part in (file, name or f"record {number}", field) if part)
        reason = first["msg"].removeprefix("Value error, ")
        remedy = {
            "missing": "Add the field; what no document states is `{status: not_stated}`",
            "extra_forbidden": "Remove the field or correct its name",
        }.get(first["type"], "Correct it")
        raise BadCatalogue(f"{place}: {reason}. {remedy}.") from error


def _by_id(file: str, records: Iterable[_WithId]) -> dict[str, _WithId]:
    found: dict[str, _WithId] = {}
    for record in records:
        if record.id in found:
            raise BadCatalogue(f"{file}, {record.id}, id: stands twice. Rename one record.")
        found[record.id] = record
    return found


def _check_links(practices: Mapping[str, Practice], partners: Mapping[str, Partner]) -> None:
    testers = {
        (practice.id, tester.partner): tester.status
        for practice in practices.values()
        for tester in practice.testers
    }
    tests = {
        (test.practice, partner.id): test.status
        for partner in partners.values()
        for test in partner.tests
        if test.practice is not None
    }
    for practice_id, partner_id in testers:
        if partner_id not in partners:
            raise BadCatalogue(
                f"{_PRACTICES}, {practice_id}, testers: no partner {partner_id!r}. Correct the id."
            )
    for practice_id, partner_id in tests:
        if practice_id not in practices:
            raise BadCatalogue(
                f"{_PARTNERS}, {partner_id}, tests: no practice {practice_id!r}. Correct the id."
            )
    for link in sorted(testers.keys() | tests.keys()):
        if testers.get(link) != tests.get(link):
            practice_id, partner_id = link
            raise BadCatalogue(
                f"{_PRACTICES}, {practice_id}, testers: {partner_id!r} is "
                f"{testers.get(link, 'absent')} here and {tests.get(link, 'absent')} in "
                f"{_PARTNERS}. Make the two agree."
            )
