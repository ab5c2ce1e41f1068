"""An answer becomes one that its sources hold: what they do not hold is taken out."""

import re
from collections.abc import Callable

from assistant.answer import Answer, Citation, Claim, as_markdown

NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?")
MARKER = re.compile(r"\[(\d+)\]")


def verify(answer: Answer, body: Callable[[str], str]) -> Answer:
    """Drop citations whose quote is not verbatim, claims left without one, and loose numbers.

    `body` gives a document's text as ingested. A claim that points to quotes may hold only
    numbers that stand in them, in the question, or that count what it lists. An answer that
    loses its leading claim this way turns into a silence rather than a half-truth.
    """
    good = {c.marker: c for c in answer.citations if is_verbatim(c, body(c.document))}
    kept = tuple(claim for claim in answer.claims if holds(claim, good, answer))
    if len(kept) == len(answer.claims) and len(good) == len(answer.citations):
        return answer
    lost_lead = bool(answer.claims) and answer.claims[0] not in kept
    status = "not_in_corpus" if lost_lead and answer.status == "answered" else answer.status
    used = {marker for claim in kept for marker in claim.markers} | markers_in(answer.caveats)
    return answer.model_copy(
        update={
            "claims": kept,
            "answer": as_markdown(kept),
            "citations": tuple(good[marker] for marker in sorted(good) if marker in used),
            "caveats": tuple(c for c in answer.caveats if markers_in((c,)) <= set(good)),
            "status": status,
        }
    )


def is_verbatim(citation: Citation, body: str) -> bool:
    """Whether the quote is exactly what stands at its place."""
    place = citation.locator
    return body[place.start : place.end] == citation.quote and bool(citation.quote.strip())


def markers_in(texts: tuple[str, ...]) -> set[int]:
    """All [n] markers of some texts."""
    return {int(number) for text in texts for number in MARKER.findall(text)}


def holds(claim: Claim, good: dict[int, Citation], answer: Answer) -> bool:
    """Whether every marker of a claim has a good quote, and every number a source."""
    if not set(claim.markers) <= set(good):
        return False
    if not claim.markers:
        return True
    sources = " ".join([answer.question, *(good[marker].quote for marker in claim.markers)])
    allowed = set(NUMBER.findall(sources)) | {str(n) for n in countable(claim, answer)}
    return set(NUMBER.findall(claim.text)) <= allowed


def countable(claim: Claim, answer: Answer) -> set[int]:
    """The numbers that a claim may hold because it counts what the answer lists."""
    items = sum(1 for other in answer.claims if other.shape == "item")
    return {items, len(answer.practices), len(answer.partners), len(claim.markers)}
