"""A summary, a gate's report and verdicts become one HTML page that needs no network."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.gate import GateReport
from evals.markup import Markup, joined, tag
from evals.outcomes import Verdict
from evals.report_failures import Failures, failures_in, failures_section
from evals.report_figures import (
    confusion_section,
    languages_section,
    latency_section,
    risk_section,
    types_section,
    variants_section,
)
from evals.report_gate import day, flips_section, gate_section, verdict
from evals.report_limits import limits_section
from evals.summary import Summary

FILE = "report.html"
HERE = Path(__file__).parent
TITLE = "Answer quality of the good practices assistant"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page: what links to it, its heading, and what it holds."""

    id: str
    heading: str
    content: Markup


def write_report(
    folder: Path,
    summary: Summary,
    gate: GateReport | None,
    baseline: Summary | None,
    verdicts: Iterable[Verdict],
    texts: Mapping[str, str],
) -> Path:
    """Write the report of a run into its folder, and return its path.

    Args:
        folder: the run's folder; it exists.
        summary: the run's figures.
        gate: the gate's verdict on it; None where there is no baseline.
        baseline: the figures of the run that was blessed.
        verdicts: all verdicts of the run, right ones too, in any order.
        texts: each document's text as ingested, by id, which quotes are shown in.
    """
    sections = sections_of(summary, gate, baseline, failures_in(verdicts), texts)
    path = folder / FILE
    path.write_text(page(summary, sections), encoding="utf-8")
    return path


def sections_of(
    summary: Summary,
    gate: GateReport | None,
    baseline: Summary | None,
    failures: Failures,
    texts: Mapping[str, str],
) -> list[Section]:
    """The sections of the page in their order."""
    return [
        Section("verdict", "Verdict", verdict(summary, gate)),
        Section("gate", "The gate", gate_section(gate)),
        Section("languages", "Languages and measures", languages_section(summary)),
        Section("types", "Case types", types_section(summary)),
        Section("variants", "Variants of a question", variants_section(summary)),
        Section("risk", "Risk and coverage", risk_section(summary.risk)),
        Section("refusals", "Refusals", confusion_section(summary.confusion)),
        Section("runs", "Run against run", flips_section(summary, gate, baseline)),
        Section("time", "Time to answer", latency_section(summary.latency)),
        Section("wrong", "Failures", failures_section(failures, texts)),
        Section("limits", "Limits", limits_section(summary)),
    ]


def page(summary: Summary, sections: list[Section]) -> str:
    """The whole page, with its style and its script in it."""
    script = (HERE / "report.js").read_text(encoding="utf-8")
    style = (HERE / "report.css").read_text(encoding="utf-8")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy(script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{TITLE}, {day(summary.manifest.started)}"),
        tag("style", Markup(style)),
    )
    body = tag(
        "body",
        tag("a", "Skip to the verdict", href="#verdict", class_="skip"),
        tag(
            "header",
            tag("p", "POOLING4CLUSTERS", class_="project"),
            tag("h1", TITLE),
            tag("p", f"Run {summary.manifest.run}", class_="note"),
        ),
        contents(sections),
        tag("main", *(section_of(one, n) for n, one in enumerate(sections, 1)), id="main"),
        tag("footer", tag("p", "Made by p4c eval. This page is one file and needs no network.")),
        tag("script", Markup(script)),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def policy(script: str) -> str:
    """What the page may do: nothing but its own style, and this very script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def contents(sections: list[Section]) -> Markup:
    """Links to all sections."""
    links = [tag("li", tag("a", one.heading, href=f"#{one.id}")) for one in sections]
    return tag("nav", tag("ol", *links), aria_label="Contents")


def section_of(one: Section, place: int) -> Markup:
    """A section under its numbered heading, which names it to a screen reader."""
    heading = tag("h2", f"{place} ", one.heading, id=f"{one.id}-heading")
    inner = joined(heading, one.content)
    return tag("section", inner, id=one.id, tabindex="-1", aria_labelledby=f"{one.id}-heading")
