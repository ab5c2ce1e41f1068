"""Answers and cases made by hand, and the sources that they are checked against."""

import pytest

from assistant.answer import Answer, Citation, Claim, as_markdown
from assistant.catalogue import load_catalogue
from assistant.lexicon import load_lexicon
from evals.cases import Case
from evals.outcomes import Asked, Outcome
from evals.sources import Sources
from ingest.located import Locator
from tests.conftest import CORPUS

DOCUMENT = "pooling4clusters"


@pytest.fixture(scope="session")
def sources():
    """The real catalogue, language files and document."""
    path = CORPUS / "documents" / "pooling4clusters.txt"
    bodies = {DOCUMENT: path.read_text(encoding="utf-8")}
    return Sources(load_catalogue(CORPUS, bodies), bodies, load_lexicon(CORPUS))


@pytest.fixture(scope="session")
def cite(sources):
    """A citation of a stretch of the real document."""

    def cite(snippet, marker=1, **changes):
        start = sources.bodies[DOCUMENT].index(snippet)
        place = Locator(page=None, section=None, start=start, end=start + len(snippet))
        citation = Citation(
            marker=marker,
            document=DOCUMENT,
            title="Pooling",
            language="en",
            locator=place,
            quote=snippet,
        )
        return citation.model_copy(update=changes)

    return cite


@pytest.fixture
def an_answer():
    """An answer of some claims: pairs of text and markers, or texts."""

    def an_answer(*claims, citations=(), **changes):
        made = tuple(
            Claim(text=claim) if isinstance(claim, str) else Claim(text=claim[0], markers=claim[1])
            for claim in claims
        )
        told = {"question": "Q?", "language": "en", "status": "answered"}
        return Answer.model_validate(
            told
            | {"claims": made, "answer": as_markdown(made), "citations": tuple(citations)}
            | changes
        )

    return an_answer


def a_case(gold=None, **changes):
    turn = {"questions": {"en": "Q?"}, "gold": {"status": ["answered"]} | (gold or {})}
    return Case.model_validate({"id": "a", "type": "lookup", "turns": [turn]} | changes)


def an_outcome(*answers, case="a", language="en", variant="", **changes):
    turns = tuple(
        Asked(question="Q?", language=language, answer=answer, milliseconds=10.0, **changes)
        for answer in answers
    )
    return Outcome(case=case, language=language, variant=variant, turns=turns)
