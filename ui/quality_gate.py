"""The gate's verdict on a run becomes a table: what each rule demands, and whether it holds."""

from assistant.phrases import Phrases
from evals.gate import GateLine, GateReport
from evals.markup import (
    Markup,
    joined,
    number,
    signed,
    tag,
    whole,
)
from evals.tables import scrolled
from ui.quality_names import ends, state_names


def gate_html(report: GateReport | None, phrases: Phrases) -> str:
    """The verdict in a sentence, and every rule of the gate with its reasons.

    Names, demands and reasons are as the gate wrote them when the run was scored: in English.
    """
    if report is None:
        return tag(
            "p",
            phrases(
                "There was no baseline to hold this run against. Accept a run with p4c eval bless."
            ),
        )
    if report.has_passed:
        verdict = phrases("The gate is open: no rule is broken.")
    else:
        broken = sum(line.state == "failed" for line in report.lines)
        verdict = phrases("The gate is closed. Rules broken: {n}.", n=broken)
    way = "open" if report.has_passed else "closed"
    against = phrases("Held against: {run}", run=report.baseline)
    return joined(
        tag("p", tag("strong", verdict), " ", against, class_=f"p4c-gate p4c-{way}"),
        gate_table(report, phrases),
    )


def gate_table(report: GateReport, phrases: Phrases) -> Markup:
    """The rules, those that are broken first."""
    columns = (
        phrases("State"),
        phrases("Value"),
        phrases("Baseline"),
        phrases("Change"),
        "n",
    )
    caption = phrases("The rules of the gate")
    order = {"failed": 0, "warned": 1, "passed": 2}
    lines = sorted(report.lines, key=lambda line: order[line.state])
    head = [tag("th", column, scope="col") for column in columns]
    rule = tag("th", phrases("Rule"), scope="col")
    content = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", rule, *head)),
        tag("tbody", *(row(line, phrases) for line in lines)),
        class_="p4c-rules",
    )
    return scrolled(content, caption)


def row(line: GateLine, phrases: Phrases) -> Markup:
    """One rule, with the reasons where it does not hold."""
    chance = "" if line.p is None else f"p {line.p:.3f}"
    reasons = [tag("li", reason) for reason in line.reasons]
    return tag(
        "tr",
        tag(
            "th",
            line.name,
            tag("small", line.demand),
            tag("ul", *reasons) if reasons else None,
            scope="row",
            lang="en",
        ),
        tag("td", state_names(phrases)[line.state], class_=f"p4c-{line.state}"),
        figure(number(line.value), ends(line.low, line.high)),
        figure(number(line.baseline)),
        figure(signed(line.change), ends(line.change_low, line.change_high, signed), chance),
        tag("td", whole(line.n)),
    )


def figure(value: str, *small: str) -> Markup:
    """A figure with what belongs to it in small print."""
    return tag("td", value, *(tag("small", part) for part in small if part))
