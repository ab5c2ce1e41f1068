"""The report on a file that was read becomes what staff look at before they publish it."""

import math
from collections.abc import Iterable
from html import escape

from babel.units import format_unit

from assistant.phrases import Phrases
from ingest.report import IntakeReport
from ui.outlined import spoken_in

KILOBYTE, MEGABYTE = 1_000, 1_000_000


def report_html(report: IntakeReport, phrases: Phrases) -> str:
    """Set a report: what was read, then all that somebody should look at."""
    if report.unchanged:
        words = phrases("This file is among the documents already: {title}", title=report.title)
        return f'<p class="p4c-note">{escape(words)}</p>'
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts_of(report, phrases).items()
    )
    return f'<dl class="p4c-facts">{facts}</dl>{warnings_html(report, phrases)}'


def facts_of(report: IntakeReport, phrases: Phrases) -> dict[str, str]:
    """What was read, by name."""
    pages = {phrases("Pages"): str(report.pages)} if report.pages else {}
    return {
        phrases("File"): f"{report.kind} · {size(report.bytes, phrases)}",
        **pages,
        phrases("Passages"): str(len(report.passages)),
        phrases("Languages"): languages(report, phrases),
    }


def size(size_bytes: int, phrases: Phrases) -> str:
    """A file's size as this language writes it; one that is small is rounded up."""
    amount, unit = (
        (round(size_bytes / MEGABYTE, 1), "megabyte")
        if size_bytes >= MEGABYTE
        else (math.ceil(size_bytes / KILOBYTE), "kilobyte")
    )
    return format_unit(amount, f"digital-{unit}", "short", locale=phrases.language)


def languages(report: IntakeReport, phrases: Phrases) -> str:
    """Which languages were found, the most frequent first, each with its passages."""
    return " · ".join(
        f"{spoken_in(code, phrases)}: {count}" for code, count in report.languages.items()
    )


def warnings_html(report: IntakeReport, phrases: Phrases) -> str:
    """Set all that somebody should look at, if there is anything."""
    items = "".join(f"<li>{line}</li>" for line in warnings(report, phrases))
    if not items:
        return ""
    title = escape(phrases("Please note"))
    return f'<div class="p4c-caveats"><p>{title}</p><ul>{items}</ul></div>'


def warnings(report: IntakeReport, phrases: Phrases) -> Iterable[str]:
    """The lines that somebody should look at, as HTML."""
    if report.replaces:
        yield escape(
            phrases("It replaces the version {version} of this document.", version=report.replaces)
        )
    for near in report.near_duplicates:
        share = round(100 * near.share)
        yield escape(
            phrases(
                "{share} % of its text stands already in: {title}", share=share, title=near.title
            )
        )
    if report.disagreements:
        yield escape(
            phrases.count(
                "{n} passage is in a language on which two detectors disagree. It is marked.",
                "{n} passages are in languages on which two detectors disagree. They are marked.",
                report.disagreements,
            )
        )
    if report.recognised:
        yield escape(
            phrases.count(
                "{n} page was a picture and was read by text recognition. Check it.",
                "{n} pages were pictures and were read by text recognition. Check them.",
                len(report.recognised),
            )
        )
    if report.poor_pages:
        told = phrases.count(
            "{n} page could not be read.", "{n} pages could not be read.", len(report.poor_pages)
        )
        yield f"{escape(told)}{details(report.poor_pages, phrases)}"
    for line in report.notes:
        yield escape(phrases.line(line))


def details(lines: Iterable[str], phrases: Phrases) -> str:
    """Set which pages they are, and why, to be opened."""
    items = "".join(f"<li>{escape(phrases.line(line))}</li>" for line in lines)
    return f"<details><summary>…</summary><ul>{items}</ul></details>"
