"""A line of a golden file becomes a case: what is asked, and what every right answer holds."""

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.answer import Status
from ingest.errors import Misuse
from ingest.languages import LANGUAGES

CaseType = Literal[
    "lookup",
    "need",
    "partner",
    "testers",
    "method",
    "list",
    "compare",
    "caveat",
    "follow_up",
    "not_stated",
    "false_premise",
    "off_subject",
    "vague",
    "hostile",
    "small_talk",
    "document",
]
# Types whose right answer is a refusal: an answer to one of these is a hallucination.
UNANSWERABLE: tuple[CaseType, ...] = ("not_stated", "false_premise", "off_subject")
REFUSED: tuple[Status, ...] = ("not_in_corpus", "out_of_scope")
ANY = "any"


class Frozen(BaseModel):
    """A record of the golden set: it does not change, and unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Record = TypeVar("Record", bound=Frozen)


def read_record(kind: type[Record], line: str, where: str) -> Record:
    """Read one line of a golden file; `where` names file and line.

    Raises:
        Misuse: it is no such record; the field is named.
    """
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ", ".join([where, ".".join(map(str, first["loc"]))]).rstrip(", ")
        raise Misuse(f"{place}: {first['msg']}. Correct it.") from error


class Place(Frozen):
    """A stretch of a document that an answer should cite: `quote` is its text[start:end]."""

    document: str
    start: int
    end: int
    quote: str


class Nugget(Frozen):
    """One thing that a right answer says; without the vital ones it is not right.

    A `record` is named by its id, a `number` or a `name` by `value`. A `phrase` is said if one of
    the wordings in `wordings` for the answer's language (or for `any`) stands in the answer.
    """

    kind: Literal["record", "number", "name", "phrase"]
    value: str = ""
    wordings: dict[str, tuple[str, ...]] = {}
    vital: bool = True

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "Nugget":
        if self.kind == "phrase" and not self.wordings:
            raise ValueError("a phrase needs wordings")
        if self.kind != "phrase" and not self.value:
            raise ValueError(f"a {self.kind} needs a value")
        return self


class Gold(Frozen):
    """What every right answer holds.

    Of each group in `practices` and in `cites`, one must be there; all `partners` must. With
    `exact`, nothing else may be listed. `also` are ids that may be there besides. A `caveat`
    must be given, and the places in `caveat_cites` cited, where it says so. A refusal should
    name or quote one of `nearest` (ids of records). `forbid` are wordings, by language of the
    answer or for `any`, that no answer may hold outside a quote.
    """

    status: Annotated[tuple[Status, ...], Field(min_length=1)]
    practices: tuple[tuple[str, ...], ...] = ()
    partners: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    exact: bool = False
    cites: tuple[tuple[Place, ...], ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    forbid: dict[str, tuple[str, ...]] = {}
    caveat: bool = False
    caveat_cites: tuple[Place, ...] = ()
    not_stated: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


class Turn(Frozen):
    """One question of a conversation, by language. Without `gold` its answer is not judged.

    `asked_in` is a language that this turn is asked in whatever the others are in.
    """

    questions: dict[str, str]
    gold: Gold | None = None
    asked_in: str | None = None

    def question(self, language: str) -> tuple[str, str]:
        """The question for a reader of a language, and the language that it is in."""
        spoken = self.asked_in or language
        return self.questions[spoken], spoken


class Case(Frozen):
    """A conversation of one or more turns, told in several languages.

    `checked` are the languages whose wording a person has checked; all others are machine-made.
    `planted` names a document of `golden/planted/` that is added before this case is asked.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    type: CaseType
    severity: Literal["normal", "critical"] = "normal"
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
    checked: tuple[str, ...] = ()
    planted: str | None = None
    note: str = ""

    @model_validator(mode="after")
    def _is_told_whole_in_each_language(self) -> "Case":
        for number, turn in enumerate(self.turns, 1):
            unknown = set(turn.questions) - LANGUAGES.keys()
            if unknown:
                raise ValueError(f"turn {number}: {sorted(unknown)[0]!r} is no official language")
            if turn.asked_in is None and set(turn.questions) != set(self.languages):
                raise ValueError(f"turn {number}: is not told in the same languages as turn 1")
            if turn.asked_in is not None and turn.asked_in not in turn.questions:
                raise ValueError(f"turn {number}: has no question in {turn.asked_in!r}")
        if self.turns[-1].gold is None:
            raise ValueError("the last turn needs gold")
        return self

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the case is told in."""
        told = next((turn for turn in self.turns if turn.asked_in is None), self.turns[0])
        return tuple(told.questions)

    @property
    def is_answerable(self) -> bool:
        """Whether every turn that is judged should be answered, and nothing else."""
        return all(turn.gold is None or turn.gold.status == ("answered",) for turn in self.turns)
