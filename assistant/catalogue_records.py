"""What may stand in corpus/catalogue: YAML becomes practices, partners and method records."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ingest.languages import LANGUAGES

FORMS = (
    "workshop",
    "questionnaires",
    "concrete",
    "field_testing",
    "adaptation",
    "survey",
    "solutions",
    "platform",
    "programme",
    "training_programme",
    "website",
    "service",
)
"""The words a tester's `how` may use: each needs a phrase in every language."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Record):
    """A verbatim quote: `quote == body[start:end]` of the document as ingested."""

    document: str
    start: int = Field(ge=0)
    end: int
    language: str
    quote: str = Field(min_length=1)

    @field_validator("language")
    @classmethod
    def _is_known(cls, language: str) -> str:
        if language not in LANGUAGES:
            raise ValueError(f"language {language!r} is none of the 24")
        return language

    @model_validator(mode="after")
    def _fits(self) -> "Evidence":
        if self.end - self.start != len(self.quote):
            raise ValueError(
                f"span {self.start}..{self.end} is not as long as the quote {self.quote!r}"
            )
        return self


class Fact(_Record):
    """One field of a record: what the documents say of it, or that they say nothing.

    `nearest` is for a fact that is not stated: what the documents do say that comes closest.
    `note` says why an inferred fact is inferred, or where a stated one ends.
    """

    status: Literal["stated", "inferred", "not_stated"]
    value: str | tuple[str, ...] | None = None
    evidence: tuple[Evidence, ...] = ()
    nearest: tuple[Evidence, ...] = ()
    note: str | None = None

    @model_validator(mode="after")
    def _keeps_its_status(self) -> "Fact":
        if self.status == "not_stated":
            if self.value or self.evidence:
                raise ValueError("a fact that is not stated has neither value nor evidence")
            return self
        if not self.value or not self.evidence or self.nearest:
            raise ValueError(f"a fact that is {self.status} has value and evidence, no nearest")
        if self.status == "inferred" and not self.note:
            raise ValueError("a fact that is inferred has a note that says why")
        return self

    @property
    def is_stated(self) -> bool:
        """Whether a sentence of a document says it."""
        return self.status == "stated"

    @property
    def values(self) -> tuple[str, ...]:
        """The value as a list; empty if it is not stated."""
        if self.value is None:
            return ()
        return (self.value,) if isinstance(self.value, str) else self.value


class Tester(_Record):
    """A partner that plans to test a practice; `status` is that of the link between the two.

    `how` holds words of FORMS.
    """

    partner: str
    status: Literal["stated", "inferred"]
    how: Fact
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    note: str | None = None

    @field_validator("how")
    @classmethod
    def _has_known_forms(cls, how: Fact) -> Fact:
        unknown = [form for form in how.values if form not in FORMS]
        if unknown:
            raise ValueError(f"forms {unknown!r} are none of {', '.join(FORMS)}")
        return how

    @model_validator(mode="after")
    def _says_why(self) -> "Tester":
        if self.status == "inferred" and not self.note:
            raise ValueError("a tester that is inferred has a note that says why")
        return self


class PracticeFacts(_Record):
    """What officials ask of a practice; every field is there, stated or not."""

    summary: Fact
    provider: Fact
    beneficiaries: Fact
    aim: Fact
    access_conditions: Fact
    origin: Fact
    service_type: Fact
    cost: Fact
    duration: Fact
    staff: Fact
    results: Fact
    contact: Fact


class Practice(_Record):
    """One of the good practices; `number` is its place in the document, from 1."""

    id: str
    number: int = Field(ge=1)
    title: Fact
    facts: PracticeFacts
    testers: tuple[Tester, ...]

    def fact(self, field: str) -> Fact:
        """The fact of a field by its name, one of PracticeFacts."""
        return getattr(self.facts, field)

    def stated(self) -> frozenset[str]:
        """The fields that the documents speak of; "testers" if a plan names or resembles it."""
        fields = {name for name in type(self.facts).model_fields if self.fact(name).evidence}
        return frozenset(fields | ({"testers"} if self.testers else set()))


class Half(_Record):
    """The paragraph of a partner in one language: `body[start:end]` of the document."""

    document: str
    language: str
    start: int = Field(ge=0)
    end: int


class PlannedTest(_Record):
    """What a partner plans to test, by the words of the text.

    `practice` is None, and `status` not_stated, where the text gives no ground to name one.
    `detail` is what the text says of this test alone.
    """

    label: str
    practice: str | None
    status: Literal["stated", "inferred", "not_stated"]
    detail: Fact
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    note: str | None = None

    @model_validator(mode="after")
    def _keeps_its_status(self) -> "PlannedTest":
        if (self.practice is None) != (self.status == "not_stated"):
            raise ValueError("practice is null exactly where status is not_stated")
        if self.status != "stated" and not self.note:
            raise ValueError(f"a test whose link is {self.status} has a note that says why")
        return self


class PartnerFacts(_Record):
    """What officials ask of a partner; every field is there, stated or not.

    `services` are the names of what it tests; `with_whom` is with whom or for whom.
    """

    organisation: Fact
    plan: Fact
    services: Fact
    how: Fact
    with_whom: Fact
    purpose: Fact
    start_date: Fact
    duration: Fact
    cost: Fact
    results: Fact
    contact: Fact
    number_of_participants: Fact


class Difference(_Record):
    """Where the two halves of a partner's text do not say the same; evidence: English, other."""

    id: str
    about: str
    note: str
    evidence: tuple[Evidence, Evidence]


class Partner(_Record):
    """A partner and its plan, which stands in the document in two languages."""

    id: str
    name: Fact
    country: Fact
    region: Fact
    halves: tuple[Half, ...] = Field(min_length=1)
    tests: tuple[PlannedTest, ...]
    facts: PartnerFacts
    differences: tuple[Difference, ...]

    def touched(self) -> tuple[str, ...]:
        """The practices that its plan touches: those it names, then those it resembles."""
        named = [t.practice for t in self.tests if t.practice and t.status == "stated"]
        likened = [t.practice for t in self.tests if t.practice and t.status == "inferred"]
        return tuple(dict.fromkeys([*named, *likened]))

    def fact(self, field: str) -> Fact:
        """The fact of a field by its name: country, region, or one of PartnerFacts."""
        return getattr(self if field in {"name", "country", "region"} else self.facts, field)


class Point(_Record):
    """A part of a method record: a criterion, a sub-point, a service type."""

    id: str
    text: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class MethodRecord(_Record):
    """Something the project says of itself; `number` is there for counts only."""

    id: str
    kind: Literal["objective", "definition", "count", "attribute", "form", "process", "term"]
    title: str
    fact: Fact
    number: int | None = None
    points: tuple[Point, ...] = ()

    @model_validator(mode="after")
    def _counts(self) -> "MethodRecord":
        stated_count = self.kind == "count" and self.fact.status != "not_stated"
        if stated_count != (self.number is not None):
            raise ValueError("a number stands in a count, and in every count that is not silent")
        return self


class Subject(_Record):
    """What some practices have to do with, by our own sorting."""

    id: str
    practices: tuple[str, ...] = Field(min_length=1)


class NotFact(Evidence):
    """A stretch of a document that states nothing, and why: a heading, the opening of a list."""

    reason: str
