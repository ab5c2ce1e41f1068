"""Wrong verdicts become a browser of failures: question, answer, faults, quotes in their place."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from evals.markup import Markup, counted, joined, number, tag, whole
from evals.metric_names import (
    METRICS,
    TYPES,
    VARIANTS,
    in_order,
    label_of,
    language_name,
    status_name,
)
from evals.outcomes import Asked, Verdict

MOST = 400
AROUND = 200
BOLD = re.compile(r"\*\*(.+?)\*\*")
# So many failures are printed on paper; the style sheet says the same number.
PRINTED = 30


@dataclass(frozen=True, slots=True)
class Failures:
    """The wrong verdicts that are shown, and how many there are in all."""

    shown: tuple[Verdict, ...]
    total: int


def failures_in(verdicts: Iterable[Verdict], most: int = MOST) -> Failures:
    """Choose which wrong verdicts to show: critical ones first, then of every case in turn.

    They are put in the order of severity, type, case, language and variant.
    """
    wrong = sorted((verdict for verdict in verdicts if not verdict.is_right), key=place_of)
    seen: Counter[str] = Counter()
    ranked: list[tuple[bool, bool, int, int]] = []
    for number_, verdict in enumerate(wrong):
        seen[verdict.outcome.case] += 1
        is_minor, is_variant = verdict.severity != "critical", verdict.outcome.variant != ""
        ranked.append((is_minor, is_variant, seen[verdict.outcome.case], number_))
    chosen = [wrong[place] for *_, place in sorted(ranked)[:most]]
    return Failures(tuple(sorted(chosen, key=place_of)), len(wrong))


def place_of(verdict: Verdict) -> tuple[bool, int, str, str, str]:
    """Where a failure stands in the browser."""
    order = list(TYPES)
    outcome = verdict.outcome
    kind = order.index(verdict.type)
    return verdict.severity != "critical", kind, outcome.case, outcome.language, outcome.variant


def failures_section(failures: Failures, texts: Mapping[str, str]) -> Markup:
    """All failures that are shown, with filters that appear where scripts run."""
    if not failures.total:
        return tag("p", "Every answer is right: there is no failure to show.")
    left_out = failures.total - len(failures.shown)
    told = f"{counted(failures.total, 'answer is wrong', 'answers are wrong')}, variants included."
    if left_out:
        told += (
            f" {whole(len(failures.shown))} are shown here: critical ones first, then plain "
            f"questions of every case in turn. {whole(left_out)} are left out; "
            "they stand in cases.jsonl."
        )
    paper = f"On paper only the first {PRINTED} are listed, without their answers."
    too_many = len(failures.shown) > PRINTED
    return joined(
        tag("p", told, class_="lead"),
        filters(failures.shown),
        tag("p", paper, class_="paper") if too_many else None,
        tag("div", *(failure(verdict, texts) for verdict in failures.shown), id="failures"),
    )


def filters(shown: Sequence[Verdict]) -> Markup:
    """The choices of what to show; hidden until the script takes them into use."""
    languages = sorted({v.outcome.language for v in shown}, key=language_name)
    kinds = in_order([v.type for v in shown], TYPES)
    metrics = in_order(sorted({metric for v in shown for metric in missed(v)}), METRICS)
    return tag(
        "form",
        choice("language", "Language", languages, language_name),
        choice("type", "Case type", kinds, lambda kind: TYPES.get(kind, kind)),
        choice("metric", "Measure missed", metrics, label_of),
        tag("p", id="count", role="status"),
        id="filters",
        aria_label="Filter the failures",
        hidden=True,
    )


def choice(name: str, label: str, values: Sequence[str], named: Callable[[str], str]) -> Markup:
    """One filter, which lets all through at first."""
    options = [tag("option", named(value), value=value) for value in values]
    everything = tag("option", "All", value="")
    return tag("label", f"{label} ", tag("select", everything, *options, name=name))


def missed(verdict: Verdict) -> list[str]:
    """The measures that a verdict is short of."""
    return in_order([m for m, score in verdict.scores.items() if score < 1.0], METRICS)


def failure(verdict: Verdict, texts: Mapping[str, str]) -> Markup:
    """One failure, folded: its case and faults stay in sight."""
    outcome = verdict.outcome
    asked_as = VARIANTS.get(outcome.variant, outcome.variant)
    kind = TYPES.get(verdict.type, verdict.type)
    told = " · ".join(p for p in (kind, language_name(outcome.language), asked_as) if p)
    critical = tag("span", "critical", class_="badge") if verdict.severity == "critical" else None
    heading = tag("h3", outcome.case, " ", critical)
    short = joined(
        heading,
        tag("span", told, class_="told"),
        tag("span", "; ".join(verdict.faults), class_="faults"),
    )
    scores = [
        tag("li", f"{label_of(metric)}: {number(verdict.scores[metric])}")
        for metric in missed(verdict)
    ]
    return tag(
        "details",
        tag("summary", short),
        tag("h4", "What is wrong"),
        tag("ul", *(tag("li", fault) for fault in verdict.faults), class_="red"),
        *(turn_of(turn, place, outcome.turns, texts) for place, turn in enumerate(outcome.turns)),
        *((tag("h4", "Measures missed"), tag("ul", *scores, class_="scores")) if scores else ()),
        class_="failure",
        data_language=outcome.language,
        data_type=verdict.type,
        data_metrics=" ".join(missed(verdict)),
    )


def turn_of(turn: Asked, place: int, turns: Sequence[Asked], texts: Mapping[str, str]) -> Markup:
    """A question with what came back."""
    which = f" {place + 1} of {len(turns)}" if len(turns) > 1 else ""
    parts = [
        tag("h4", f"Question{which}"),
        tag("p", turn.question, class_="question", lang=turn.language, dir="auto"),
    ]
    if turn.answer:
        parts.append(answer_of(turn.answer, texts))
    elif turn.error:
        parts.append(tag("p", f"No answer came: {turn.error}", class_="red"))
    else:
        parts.append(tag("p", "Not judged: this question only leads to the next.", class_="note"))
    return joined(*parts)


def answer_of(answer: Answer, texts: Mapping[str, str]) -> Markup:
    """An answer's text, and each citation in its place."""
    status = f"Answer ({status_name(answer.status)}, in {language_name(answer.language)})"
    cited = [citation_of(citation, texts) for citation in answer.citations]
    listed = [tag("h4", "Citations"), tag("ol", *cited, class_="citations")] if cited else []
    return joined(
        tag("h4", status),
        tag("div", *emboldened(answer.answer), class_="answer", lang=answer.language, dir="auto"),
        *(tag("p", f"Caveat: {text}", lang=answer.language) for text in answer.caveats),
        *listed,
    )


def emboldened(text: str) -> Iterator[str]:
    """A text with what stands between ** set in bold; other Markdown is left to be read."""
    for place, part in enumerate(BOLD.split(text)):
        yield tag("strong", part) if place % 2 else part


def citation_of(citation: Citation, texts: Mapping[str, str]) -> Markup:
    """A citation: its place in words, and the quote marked in what stands around it."""
    at = citation.locator
    page = f", page {at.page}" if at.page is not None else ""
    section = f", {at.section}" if at.section else ""
    where = f"[{citation.marker}] {citation.title}{page}{section}, characters {at.start}–{at.end}"
    return tag("li", tag("p", where, class_="where"), *quote_in(citation, texts))


def quote_in(citation: Citation, texts: Mapping[str, str]) -> list[Markup]:
    """The quote marked in its passage, or in red words why it cannot be."""
    body, at = texts.get(citation.document), citation.locator
    if body is None:
        said = f"There is no document {citation.document}; the quote has no source:"
        return [tag("p", said, class_="red"), quoted(citation.quote, citation.language)]
    if not 0 <= at.start <= at.end:
        said = "The place is no place in the document; the quote is:"
        return [tag("p", said, class_="red"), quoted(citation.quote, citation.language)]
    if citation.quote and body[at.start : at.end] == citation.quote:
        return [tag("blockquote", *around(body, at.start, at.end), dir="auto")]
    return [
        tag("p", "The quote is not verbatim. It says:", class_="red"),
        quoted(citation.quote, citation.language),
        tag("p", "The document says at that place:", class_="red"),
        tag("blockquote", *around(body, at.start, at.end), dir="auto"),
    ]


def quoted(quote: str, language: str) -> Markup:
    """A quote by itself."""
    return tag("blockquote", quote or "(nothing)", lang=language, dir="auto")


def around(body: str, start: int, end: int) -> list[str]:
    """A stretch of a text marked, with what stands before and after it."""
    first, last = max(0, start - AROUND), min(len(body), end + AROUND)
    return [
        ("… " if first else "") + body[first:start],
        tag("mark", body[start:end]),
        body[end:last] + (" …" if last < len(body) else ""),
    ]
