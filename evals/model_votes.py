"""A claim with its quotes becomes three votes of a model, and a verdict by their majority."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.cases import Frozen

PROMPT = Path(__file__).parent / "judge_prompt.txt"
VOTES = 3
MOST_OF_A_REASON = 300
# Some models think aloud first, or fence their JSON: neither changes what they say.
THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
FENCE = re.compile(r"\A```(?:json)?\s*\n(.*)\n\s*```\Z", re.DOTALL)

Finding = Literal["supported", "unsupported", "error"]
Fault = Literal["", "no reply", "unreadable"]


class NoReply(Exception):
    """A model gave no reply to one request; the reason in words."""


class CitedClaim(Frozen):
    """What one claim of an answer says, and the quotes that it cites.

    `before` is the leading sentence of the same answer, without which an item of a list says
    little; empty for that sentence itself.
    """

    text: str
    before: str = ""
    language: str
    quotes: tuple[str, ...]


class Vote(Frozen):
    """One reply: whether the claim is supported, None where the reply said neither."""

    supported: bool | None
    why: str
    fault: Fault = ""


class Judgement(Frozen):
    """A claim with the votes of one model. `key` tells claim, model and prompt from all others."""

    key: str
    model: str
    claim: CitedClaim
    votes: tuple[Vote, ...]

    @property
    def finding(self) -> Finding:
        """What most votes say; an error where no side has a majority of all votes."""
        counts = Counter(vote.supported for vote in self.votes)
        if 2 * counts[True] > len(self.votes):
            return "supported"
        if 2 * counts[False] > len(self.votes):
            return "unsupported"
        return "error"

    @property
    def is_unanimous(self) -> bool:
        """Whether every vote was read and all say the same."""
        return {vote.supported for vote in self.votes} in ({True}, {False})

    @property
    def is_open(self) -> bool:
        """Whether it is worth asking again: undecided, and some request got no reply."""
        return self.finding == "error" and any(v.fault == "no reply" for v in self.votes)

    @property
    def is_silence(self) -> bool:
        """Whether no request got a reply."""
        return all(vote.fault == "no reply" for vote in self.votes)


class Reply(BaseModel):
    """What a model must reply with; what it adds besides is passed over."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    supported: bool
    why: str


@dataclass(frozen=True)
class Model:
    """A model that can be asked: `complete` takes instructions, material and a seed.

    `complete` raises NoReply. `place` is its address, for people.
    """

    name: str
    place: str
    complete: Callable[[str, str, int], str]


def prompt_text() -> str:
    """The instructions that every vote is asked with."""
    return PROMPT.read_text(encoding="utf-8")


def prompt_sha256() -> str:
    """What tells this version of the instructions from all others."""
    return hashlib.sha256(prompt_text().encode()).hexdigest()


def key_of_claim(claim: CitedClaim, model: str) -> str:
    """What tells a claim, asked of a model with the instructions of today, from all others."""
    told = json.dumps([model, prompt_sha256(), claim.model_dump()], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def judgement_of(claim: CitedClaim, model: Model) -> Judgement:
    """Ask a model three times, one after the other."""
    votes = tuple(vote(claim, model, number) for number in range(VOTES))
    key = key_of_claim(claim, model.name)
    return Judgement(key=key, model=model.name, claim=claim, votes=votes)


def vote(claim: CitedClaim, model: Model, number: int) -> Vote:
    """Ask a model once; a request that fails is a vote too."""
    try:
        text = model.complete(prompt_text(), material(claim, number), number)
    except NoReply as error:
        return Vote(supported=None, why=shortened(str(error)), fault="no reply")
    return read_reply(text)


def material(claim: CitedClaim, number: int) -> str:
    """What is to be judged, as JSON: no text in it can end early and pass for instructions.

    Votes differ in the order of the quotes and of the parts, since models lean to what comes
    first or last; the content is the same.
    """
    turn = number % max(1, len(claim.quotes))
    parts: list[tuple[str, str | tuple[str, ...]]] = [
        ("before", claim.before),
        ("claim", claim.text),
        ("claim_language", claim.language),
        ("quotes", claim.quotes[turn:] + claim.quotes[:turn]),
    ]
    return json.dumps(dict(parts[-number:] + parts[:-number]), ensure_ascii=False)


def read_reply(text: str) -> Vote:
    """Read what a model replied; all but the JSON object asked for is unreadable."""
    told = THOUGHT.sub("", text).strip()
    fenced = FENCE.match(told)
    try:
        reply = Reply.model_validate_json(fenced[1] if fenced else told)
    except ValidationError:
        return Vote(supported=None, why=shortened(text), fault="unreadable")
    return Vote(supported=reply.supported, why=shortened(reply.why))


def shortened(text: str) -> str:
    """A text on one line, cut where it goes on and on, and without halves of characters."""
    told = " ".join(text.split())[:MOST_OF_A_REASON]
    return told.encode("utf-8", "replace").decode("utf-8")
