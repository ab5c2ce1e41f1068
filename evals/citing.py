"""Citations become scores: whether they exist, are verbatim, cover the claims, and fit the gold."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Answer, Citation
from evals.cases import Gold, Place
from evals.sources import Sources

MARKER = re.compile(r"\[(\d+)\]")
STATES = re.compile(r"\*\*|\d")


def citing_scores(answer: Answer, gold: Gold, sources: Sources) -> Iterator[tuple[str, float]]:
    """Score an answer's citations; metrics that do not apply are left out.

    After ALCE (Gao et al. 2023, EMNLP), with ids that do not exist kept in the denominator:

    - validity: markers in the answer that have a citation in an existing document / markers.
    - fidelity: citations whose quote is exactly text[start:end] of the document / citations.
    - coverage: claims with a valid marker / claims that state something (they hold a marker, a
      name or a number). Only for answers, not for refusals and questions back.
    - gold_recall: groups of expected places of which one is quoted / groups.
    - gold_precision: citations that touch an expected place or rest on an expected record /
      citations.
    """
    known = {c.marker for c in answer.citations if c.document in sources.bodies}
    markers = [*(m for claim in answer.claims for m in claim.markers), *in_text(answer)]
    if markers:
        yield "validity", share(marker in known for marker in markers)
    if answer.citations:
        yield "fidelity", share(is_verbatim(c, sources) for c in answer.citations)
    stating = [claim for claim in answer.claims if claim.markers or STATES.search(claim.text)]
    if answer.status == "answered" and stating:
        yield "coverage", share(bool(set(claim.markers) & known) for claim in stating)
    yield from gold_scores(answer, gold, sources)


def gold_scores(answer: Answer, gold: Gold, sources: Sources) -> Iterator[tuple[str, float]]:
    """Score citations against the places and records that are expected."""
    if gold.cites:
        yield (
            "gold_recall",
            share(
                any(touches(c, place) for place in group for c in answer.citations)
                for group in gold.cites
            ),
        )
    records = [*(id_ for group in gold.practices for id_ in group), *gold.partners, *gold.also]
    wanted = [place for group in gold.cites for place in group] + list(gold.caveat_cites)
    if (records or wanted) and answer.citations and answer.status == "answered":
        wanted += [
            Place(document=e.document, start=e.start, end=e.end, quote=e.quote)
            for record in records
            for e in sources.evidence_of(record)
        ]
        yield (
            "gold_precision",
            share(any(touches(c, place) for place in wanted) for c in answer.citations),
        )


def in_text(answer: Answer) -> list[int]:
    """The markers that the answer's Markdown and its caveats hold."""
    return [int(n) for text in (answer.answer, *answer.caveats) for n in MARKER.findall(text)]


def is_verbatim(citation: Citation, sources: Sources) -> bool:
    """Whether a quote is exactly what stands at its place."""
    body = sources.bodies.get(citation.document, "")
    place = citation.locator
    return bool(citation.quote.strip()) and body[place.start : place.end] == citation.quote


def touches(citation: Citation, place: Place) -> bool:
    """Whether a citation and an expected place share some text of one document."""
    at = citation.locator
    return citation.document == place.document and at.start < place.end and place.start < at.end


def quotes_record(answer: Answer, record: str, sources: Sources) -> bool:
    """Whether a citation touches what a record rests on."""
    return any(
        citation.document == e.document
        and citation.locator.start < e.end
        and e.start < citation.locator.end
        for citation in answer.citations
        for e in sources.evidence_of(record)
    )


def share(holds: Iterator[bool] | Sequence[bool]) -> float:
    """The share of those that hold."""
    values = list(holds)
    return sum(values) / len(values)
