"""Evidence on the project's method becomes claims: objective, definition, selection, counts."""

from collections.abc import Iterable

from assistant.catalogue import Evidence, MethodRecord
from assistant.draft import Draft

OBJECTIVE = ("project-objective", "project-aim-platform", "project-outcome")
COUNTS = ("services-recorded", "practices-selected", "minimum-per-partner")
ATTRIBUTES = (
    "attribute-cis",
    "attribute-das",
    "attribute-enterprises",
    "attribute-repeatability",
    "attribute-efficiency",
)
FORMS = ("concrete-implementation", "workshops")
TERMS = ("term-da", "term-ci", "project-name")


def translation(draft: Draft, record: str) -> str:
    """What a method record or point says, in the reader's language."""
    return draft.gloss(draft.words.method[record])


def say_records(draft: Draft, first: str, others: Iterable[str]) -> None:
    """Say one method record as the answer and further ones after it."""
    draft.say(translation(draft, first), draft.catalogue.method[first].fact.evidence, shape="lead")
    for record in others:
        draft.say(translation(draft, record), draft.catalogue.method[record].fact.evidence)


def say_points(draft: Draft, record: MethodRecord) -> None:
    """List the points of a method record, each with its quote."""
    for point in record.points:
        draft.say(translation(draft, point.id), point.evidence, shape="item")


def say_objective(draft: Draft) -> None:
    """Say what the project is for and what it will produce."""
    first, *others = OBJECTIVE
    say_records(draft, first, others)


def say_definition(draft: Draft) -> None:
    """Say what a good practice is, with its three criteria."""
    definition = draft.catalogue.method["good-practice-definition"]
    say_records(draft, definition.id, ())
    say_points(draft, definition)
    proved = "proved-successful"
    draft.say(translation(draft, proved), draft.catalogue.method[proved].fact.evidence)


def say_service_types(draft: Draft) -> None:
    """Name the four types of services, and that no practice is assigned to one."""
    types = draft.catalogue.method["service-types"]
    draft.say(draft.phrases("The definition names these types of services:"), shape="lead")
    say_points(draft, types)
    draft.caveat(
        draft.phrases("The documents do not explain these types and assign no practice to one.")
    )


def say_selection(draft: Draft) -> None:
    """Say how the practices were selected: who evaluated, how many, on which attributes."""
    say_records(draft, "services-recorded", ("evaluated-by",))
    draft.say(draft.phrases("The attributes of the evaluation:"))
    for attribute in ATTRIBUTES:
        record = draft.catalogue.method[attribute]
        draft.say(translation(draft, attribute), evidence_of(record), shape="item")
    say_records_after(draft, ("practices-selected", "minimum-per-partner"))


def say_records_after(draft: Draft, records: Iterable[str]) -> None:
    """Say method records as running text."""
    for record in records:
        draft.say(translation(draft, record), draft.catalogue.method[record].fact.evidence)


def evidence_of(record: MethodRecord) -> tuple[Evidence, ...]:
    """The quotes of a record without those that lie within another one of it."""
    quotes = record.fact.evidence
    return tuple(
        quote
        for quote in quotes
        if not any(
            other is not quote and other.start <= quote.start and quote.end <= other.end
            for other in quotes
        )
    )


def say_counts(draft: Draft) -> None:
    """Say how many practices were recorded, selected and picked by each partner."""
    first, *others = COUNTS
    say_records(draft, first, others)


def say_forms(draft: Draft) -> None:
    """Say in which forms practices are tested."""
    draft.say(
        draft.phrases("The practices are to be tested in the field, in two forms:"), shape="lead"
    )
    for form in FORMS:
        record = draft.catalogue.method[form]
        draft.say(translation(draft, form), evidence_of(record), shape="item")


def say_terms(draft: Draft) -> None:
    """Say what the abbreviations stand for."""
    for term in TERMS:
        record = draft.catalogue.method[term]
        draft.say(translation(draft, term), evidence_of(record), shape="item")
