"""A gate's verdict becomes a sentence, a table of its lines, and lists of what flipped."""

from collections.abc import Sequence
from datetime import UTC, datetime

from evals.gate import Flip, GateLine, GateReport, State
from evals.markup import (
    NONE,
    Markup,
    counted,
    figure_cell,
    interval,
    joined,
    number,
    signed,
    signed_interval,
    tag,
    whole,
)
from evals.metric_names import TYPES, VARIANTS, language_name
from evals.plots_change import can_be_drawn, dumbbells
from evals.summary import Figure, Manifest, Summary
from evals.tables import Table, folded, plotted, table

STATES: dict[State, str] = {"failed": "✕ failed", "warned": "▲ warning", "passed": "✓ passed"}
ORDER: tuple[State, ...] = ("failed", "warned", "passed")
FEWEST = 0.001
MOST_FLIPS = 200
COMPARED = ("commit", "corpus", "catalogue", "languages", "golden", "model", "python")


def verdict(summary: Summary, gate: GateReport | None) -> Markup:
    """The run in one sentence, what failed, and what was asked when."""
    right = summary.metrics.get("right")
    return joined(
        tag("p", sentence(gate), class_=f"verdict {tone(gate)}"),
        *(broken(gate, state) for state in ("failed", "warned") if gate),
        shortfall(summary),
        tag("p", right_share(right), class_="lead") if right else None,
        facts(summary, right),
    )


def tone(gate: GateReport | None) -> str:
    """The class that the verdict is coloured by; its words say the same."""
    if gate is None:
        return "open"
    return next((state for state in ORDER if any(one.state == state for one in gate.lines)), "open")


def sentence(gate: GateReport | None) -> str:
    """Whether the run may go live, in one sentence."""
    if gate is None:
        return "No baseline yet: this run is measured, and not compared with an earlier one."
    if not gate.lines:
        return "The gate has no lines: nothing was judged."
    failed = [line.name for line in gate.lines if line.state == "failed"]
    warned = [line.name for line in gate.lines if line.state == "warned"]
    lines = counted(len(gate.lines), "line")
    if failed:
        return f"✕ The gate failed on {len(failed)} of {lines}: {named(failed)}."
    if warned:
        told = counted(len(warned), "warning")
        return f"▲ The gate is passed on all of {lines}, with {told}: {named(warned)}."
    return f"✓ The gate is passed on all of {lines}."


def named(lines: Sequence[str]) -> str:
    """The names of lines, in quotation marks since some are whole sentences."""
    return ", ".join(f"“{name}”" for name in lines)


def broken(gate: GateReport, state: State) -> Markup | None:
    """The lines in a state with their reasons; None if there are none."""
    lines = [line for line in gate.lines if line.state == state]
    if not lines:
        return None
    items = [
        tag("li", tag("strong", f"{STATES[state]}: {line.name}. "), " ".join(line.reasons))
        for line in lines
    ]
    return tag("ul", *items, class_=f"reasons {state}")


def shortfall(summary: Summary) -> Markup | None:
    """What the run lacks, in words; None if it is whole."""
    told = [
        "the run was stopped before its end" if not summary.manifest.is_finished else "",
        f"{counted(len(summary.missing), 'answer')} missing" if summary.missing else "",
        f"{counted(len(summary.stale), 'case')} with a quote that moved" if summary.stale else "",
    ]
    found = [one for one in told if one]
    return tag("p", f"This run is not whole: {'; '.join(found)}.", class_="red") if found else None


def right_share(right: Figure) -> str:
    """How much is right, with its interval and n."""
    ends = f"95 % interval {interval(right.low, right.high)}, " if right.low is not None else ""
    n = f"{ends}n\u00a0{whole(right.n)}"
    return f"The share of answers that are fully correct is {number(right.value)} ({n})."


def facts(summary: Summary, right: Figure | None) -> Markup:
    """When, of what code and on how much this was measured."""
    asked = right or max(summary.metrics.values(), key=lambda one: one.n, default=None)
    found = {
        "Date": day(summary.manifest.started),
        "Commit": short_commit(summary.manifest.commit),
        "Questions": whole(asked.n) if asked else "0",
        "Base cases": whole(asked.cases) if asked else "0",
        "Languages": whole(len(summary.languages)),
    }
    pairs = [tag("div", tag("dt", name), tag("dd", value)) for name, value in found.items()]
    return tag("dl", *pairs, class_="facts")


def day(started: str) -> str:
    """A moment as a date and time of day; what is none stays as it is."""
    try:
        moment = datetime.fromisoformat(started)
    except ValueError:
        return started
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def short_commit(commit: str) -> str:
    """The first letters of a commit's hash, and whether the code differed from it."""
    first, *rest = commit.split("-", 1)
    return f"{first[:10]}{' (changed)' if rest else ''}"


def gate_section(gate: GateReport | None) -> Markup:
    """The lines of the gate, failed ones first, as a plot of changes and a table."""
    if gate is None:
        told = (
            "There is no baseline yet, so there is no gate. Bless a run, and the next one has it."
        )
        return tag("p", told)
    lines = sorted(gate.lines, key=lambda line: ORDER.index(line.state))
    return joined(
        table(gate_table(lines, gate)),
        tag(
            "p",
            "p is the chance of so large a change by accident, adjusted for the number of lines "
            "(Holm). The smallest detectable change is what this many cases would show four times "
            "in five: smaller changes may go unseen.",
            class_="note",
        ),
        changes(lines),
    )


def gate_table(lines: Sequence[GateLine], gate: GateReport) -> Table:
    """Every line of the gate with all its figures."""
    return Table(
        f"The gate: run {gate.run} against baseline {gate.baseline}",
        (
            *("Line", "State", "Demand", "Value, 95 % interval", "n", "Baseline"),
            *("Change, 95 % interval", "p", "Smallest detectable change"),
        ),
        tuple(gate_row(line) for line in lines),
        words=(1, 2),
    )


def gate_row(line: GateLine) -> tuple[str, ...]:
    """One line of the gate."""
    return (
        line.name,
        tag("span", STATES[line.state], class_=f"state {line.state}"),
        line.demand,
        with_ends(value_of(line), interval(line.low, line.high)),
        whole(line.n),
        number(line.baseline),
        with_ends(signed(line.change), signed_interval(line.change_low, line.change_high)),
        chance(line.p),
        number(line.detectable),
    )


def with_ends(value: str, ends: str) -> Markup:
    """A value with its interval in small print, where there is one."""
    return joined(value, tag("small", ends) if ends != NONE else None)


def value_of(line: GateLine) -> str:
    """The value of a line: a count of what is wrong has no baseline and no interval."""
    is_count = line.low is None and line.baseline is None and line.value is not None
    if is_count and line.value is not None and line.value.is_integer():
        return whole(int(line.value))
    return number(line.value)


def chance(p: float | None) -> str:
    """A p value; never zero."""
    return f"< {FEWEST:.3f}" if p is not None and p < FEWEST else number(p)


def changes(lines: Sequence[GateLine]) -> Markup | None:
    """The changes as dumbbells, with their table; None if no line has one."""
    changed = [line for line in lines if line.change is not None]
    if not any(can_be_drawn(line) for line in changed):
        return None
    rows = tuple(
        (
            line.name,
            number(line.baseline),
            number(line.value),
            signed(line.change),
            signed_interval(line.change_low, line.change_high),
            whole(line.n),
        )
        for line in changed
    )
    title = "Change since the baseline, on the questions asked in both runs"
    columns = ("Line", "Baseline", "This run", "Change", "95 % interval", "n")
    return joined(
        tag("h3", "What changed"),
        plotted(dumbbells("changes", title, changed), Table(title, columns, rows)),
    )


def flips_section(summary: Summary, gate: GateReport | None, baseline: Summary | None) -> Markup:
    """Run against run: what differs between them, their figures, and every flip."""
    if gate is None and baseline is None:
        return tag("p", "There is no earlier run to compare with.")
    flips = gate.flips if gate else ()
    return joined(
        table(inputs_table(summary.manifest, baseline.manifest)) if baseline else None,
        folded(totals_table(summary, baseline)) if baseline else None,
        *(flip_list(flips, is_better) for is_better in (False, True) if gate),
    )


def inputs_table(now: Manifest, before: Manifest) -> Table:
    """What the two runs were asked with, and whether it is the same."""
    rows = [
        (name, str(old)[:10], str(new)[:10], "same" if old == new else "≠ differs")
        for name in COMPARED
        for old, new in [(getattr(before, name), getattr(now, name))]
    ]
    heads = ("What", f"Baseline ({day(before.started)})", f"This run ({day(now.started)})", "")
    return Table("What the two runs were made with", (*heads[:3], "Same?"), tuple(rows), (1, 2, 3))


def totals_table(summary: Summary, baseline: Summary) -> Table:
    """All questions together, in both runs, also those asked in one only."""
    kinds = [kind for kind in TYPES if kind in summary.types and kind in baseline.types]
    rows = [("All questions", baseline.metrics.get("right"), summary.metrics.get("right"))]
    rows += [
        (TYPES[kind], baseline.types[kind].get("right"), summary.types[kind].get("right"))
        for kind in kinds
    ]
    return Table(
        "Fully correct in each run, over all that it asked",
        ("Case type", "Baseline", "This run"),
        tuple((name, figure_cell(old), figure_cell(new)) for name, old, new in rows),
    )


def flip_list(flips: Sequence[Flip], is_better: bool) -> Markup:
    """What became right, or wrong: critical ones first, and plain questions before variants."""
    chosen = sorted(
        (flip for flip in flips if flip.is_better == is_better),
        key=lambda flip: (flip.severity != "critical", flip.variant != "", flip.case),
    )
    what = "became right" if is_better else "became wrong"
    heading = tag("h3", f"{'▲' if is_better else '▼'} {counted(len(chosen), 'question')} {what}")
    if not chosen:
        return heading
    rows = tuple(
        (
            flip.case,
            language_name(flip.language),
            VARIANTS.get(flip.variant, flip.variant) or "plain",
            "critical" if flip.severity == "critical" else "normal",
            "; ".join(flip.faults) or NONE,
        )
        for flip in chosen[:MOST_FLIPS]
    )
    left_out = len(chosen) - len(rows)
    content = Table(
        f"Questions that {what}", ("Case", "Language", "Asked as", "Severity", "Faults"), rows,
        words=(1, 2, 3, 4),
    )  # fmt: skip
    more = tag("p", f"{whole(left_out)} more are left out here.") if left_out else None
    return joined(heading, folded(content), more)
