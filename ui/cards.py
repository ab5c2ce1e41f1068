"""A turn of the conversation becomes its card: question, answer, caveats, sources, as safe HTML."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from assistant.answer import Answer, Citation, Claim, Status, Table, as_table
from assistant.phrases import Phrases
from ingest.languages import LANGUAGES
from ui.conversation import Failure, Reply, Turn
from ui.inline import as_words, inline_html
from ui.quotes import excerpt_html


def turn_html(turn: Turn, number: int, phrases: Phrases) -> str:
    """Draw a turn: `number` counts the turns of the page, so that its links have their own names.

    Whatever a reader, a document or an answer holds stands in it as text: no image or link of
    theirs is ever made.
    """
    return (
        f'<article class="p4c-turn">{question_html(turn.question, phrases)}'
        f"{outcome_html(turn.outcome, number, phrases)}</article>"
    )


def question_html(question: str, phrases: Phrases) -> str:
    """Draw what the reader asked."""
    label = escape(phrases("You asked:"))
    return f'<h2 class="p4c-question"><span>{label}</span> <bdi>{escape(question)}</bdi></h2>'


def outcome_html(outcome: Reply | Failure | None, number: int, phrases: Phrases) -> str:
    """Draw what came of a question: nothing yet, an answer, or why there is none."""
    match outcome:
        case Reply():
            return Card(outcome, number, phrases).html()
        case Failure():
            return (
                f'<p class="p4c-failure" role="alert">{escape(failure_line(outcome, phrases))}</p>'
            )
        case None:
            words = escape(phrases("Looking it up in the documents …"))
            return f'<p class="p4c-waiting" role="status">{words}</p>'


def failure_line(failure: Failure, phrases: Phrases) -> str:
    """Say in one line that a question has no answer, and what to do."""
    if failure.reason:
        return phrases(
            "This question could not be answered: {reason}", reason=phrases.line(failure.reason)
        )
    return phrases("Something went wrong on our side. Please ask again in other words.")


def status_label(status: Status, phrases: Phrases) -> str:
    """What kind of answer this is, in words."""
    match status:
        case "answered":
            return phrases("Answered from the documents")
        case "not_in_corpus":
            return phrases("The documents do not say")
        case "out_of_scope":
            return phrases("Outside the subject")
        case "clarify":
            return phrases("A question back")


class Card:
    """The drawing of one answer."""

    def __init__(self, reply: Reply, number: int, phrases: Phrases) -> None:
        self.answer: Answer = reply.answer
        self.excerpts = reply.excerpts
        self.number = number
        self.phrases = phrases
        self.markers = frozenset(citation.marker for citation in reply.answer.citations)

    def html(self) -> str:
        """Draw the whole answer."""
        status = self.answer.status
        label = escape(status_label(status, self.phrases))
        by = escape(self.phrases("Automated answer"))
        return (
            f'<div class="p4c-answer p4c-{status}">'
            f'<p class="p4c-status"><strong>{label}</strong> <span>{by}</span></p>'
            f'<div class="p4c-words" lang="{escape(self.answer.language)}">'
            f"{self.claims()}{self.caveats()}</div>{self.sources()}</div>"
        )

    def claims(self) -> str:
        """Draw the claims: paragraphs, and as one list or table those that follow each other."""
        parts: list[str] = []
        for shape, group in groupby(self.answer.claims, key=lambda claim: claim.shape):
            match shape:
                case "item":
                    items = "".join(f"<li>{self.claim(claim)}</li>" for claim in group)
                    parts.append(f"<ul>{items}</ul>")
                case "cell":
                    parts.append(self.table(as_table(group)))
                case _:
                    parts += [f'<p class="p4c-{shape}">{self.claim(claim)}</p>' for claim in group]
        return "".join(parts)

    def table(self, table: Table) -> str:
        """Draw a table, in a frame that scrolls sideways by itself, also by keyboard."""
        heads = "".join(f'<th scope="col">{self.inline(name)}</th>' for name in table.columns)
        rows = "".join(self.row(name, cells) for name, cells in table.rows)
        label = escape(" – ".join(as_words(name) for name in table.columns))
        return (
            f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
            f'<table class="p4c-compared"><thead><tr><td></td>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )

    def row(self, name: str, cells: Iterable[Claim | None]) -> str:
        """Draw a row of a table."""
        drawn = "".join(f"<td>{self.claim(cell) if cell else ''}</td>" for cell in cells)
        return f'<tr><th scope="row">{self.inline(name)}</th>{drawn}</tr>'

    def claim(self, claim: Claim) -> str:
        """Draw one claim with its markers."""
        marks = "".join(self.link(marker) for marker in claim.markers if marker in self.markers)
        return f"{self.inline(claim.text)} {marks}".rstrip()

    def caveats(self) -> str:
        """Draw the caveats."""
        lines = "".join(f"<li>{self.inline(caveat)}</li>" for caveat in self.answer.caveats)
        if not lines:
            return ""
        title = escape(self.phrases("Please note"))
        lang = escape(self.phrases.language)
        return f'<div class="p4c-caveats"><p lang="{lang}">{title}</p><ul>{lines}</ul></div>'

    def sources(self) -> str:
        """Draw the sources: closed, one line each, opening on the quote in its surroundings."""
        if not self.answer.citations:
            return ""
        title = escape(self.phrases("Sources"))
        sources = "".join(self.source(citation) for citation in self.answer.citations)
        return f'<section class="p4c-sources"><h3>{title}</h3>{sources}</section>'

    def source(self, citation: Citation) -> str:
        """Draw one source."""
        language = LANGUAGES.get(citation.language)
        badge = escape(language.endonym if language else citation.language)
        lang = escape(citation.language)
        quote = excerpt_html(self.excerpts[citation.marker])
        return (
            f'<details id="{self.name(citation.marker)}"><summary>'
            f'<span class="p4c-number">[{citation.marker}]</span> '
            f"<cite>{escape(citation.title)}</cite> "
            f'<span class="p4c-place">{escape(self.place(citation))}</span> '
            f'<span class="p4c-badge" lang="{lang}">{badge}</span></summary>'
            f'<blockquote lang="{lang}" dir="auto">{quote}</blockquote>'
            f'<p class="p4c-span">{escape(self.span(citation))}</p></details>'
        )

    def place(self, citation: Citation) -> str:
        """Where a quote stands, as far as the document has pages and headings."""
        page = citation.locator.page
        named = [self.phrases("page {n}", n=page) if page else "", citation.locator.section or ""]
        return " · ".join(name for name in named if name)

    def span(self, citation: Citation) -> str:
        """The exact characters of the document's text that a quote is."""
        place = citation.locator
        return self.phrases(
            "Document {document}, characters {start} to {end}",
            document=citation.document,
            start=place.start,
            end=place.end,
        )

    def name(self, marker: int) -> str:
        """The name that a source has in the page."""
        return f"p4c-source-{self.number}-{marker}"

    def link(self, marker: int) -> str:
        """Draw a marker as a link to its source."""
        label = escape(self.phrases("Source {n}", n=marker))
        name = self.name(marker)
        return f'<a class="p4c-marker" href="#{name}" aria-label="{label}">[{marker}]</a>'

    def inline(self, text: str) -> str:
        """Draw a claim's or caveat's Markdown."""
        return inline_html(text, self.markers, self.link)
