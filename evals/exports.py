"""A run becomes files that other programs read: Markdown, JUnit, TREC."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement

from evals.cases import Case
from evals.comparing import Change
from evals.gate import Flip, GateReport
from evals.metric_names import METRICS
from evals.outcomes import PLAIN, Verdict, key_of
from evals.summary import Figure, Summary

# Metrics of the short table, in its order.
SHORT = (
    "right",
    "first",
    "vital",
    "exact",
    "caveat",
    "refused",
    "not_refused",
    "language",
    "fidelity",
    "sourced_numbers",
    "resisted",
)


def write_exports(
    folder: Path,
    summary: Summary,
    verdicts: Sequence[Verdict],
    cases: Mapping[str, Case],
    gate: GateReport | None,
) -> None:
    """Write summary.md, junit.xml, qrels.trec and run.trec into a run's folder."""
    (folder / "summary.md").write_text(markdown(summary, gate), encoding="utf-8")
    write_junit(folder / "junit.xml", summary, verdicts)
    needs = [v for v in verdicts if v.type == "need" and v.outcome.variant == PLAIN]
    (folder / "qrels.trec").write_text("".join(qrels(needs, cases)), encoding="utf-8")
    (folder / "run.trec").write_text("".join(rankings(needs)), encoding="utf-8")


def markdown(summary: Summary, gate: GateReport | None) -> str:
    """The figures of a run by language, and the gate's lines that do not hold."""
    manifest = summary.manifest
    lines = [f"# Evaluation {manifest.run}", "", sentence(summary, gate), ""]
    if gate:
        lines += ["| gate | state | value | baseline | n |", "|---|---|---|---|---|"]
        lines += [
            f"| {line.name} | {line.state} | {number(line.value)} | {number(line.baseline)} "
            f"| {line.n} |"
            for line in gate.lines
        ]
        lines += ["", *(f"- {line.name}: {why}" for line in gate.lines for why in line.reasons)]
    return "\n".join([*lines, "", *language_table(summary)]) + "\n"


def sentence(summary: Summary, gate: GateReport | None) -> str:
    """The verdict in a sentence."""
    right = summary.metrics.get("right")
    share = (
        f"{right.value:.3f} of {right.n} questions are fully right" if right else "Nothing asked"
    )
    told = f"{share} ({right.cases if right else 0} cases, {len(summary.languages)} languages)"
    if gate is None:
        return f"{told}. There is no baseline to hold it against."
    failed = [line.name for line in gate.lines if line.state == "failed"]
    return f"{told}. The gate is {'closed: ' + ', '.join(failed) if failed else 'open'}."


def language_table(summary: Summary) -> list[str]:
    """A Markdown table of the main figures, a line for each language and one for all."""
    metrics = [metric for metric in SHORT if metric in summary.metrics]
    heads = [METRICS[metric].label if metric in METRICS else metric for metric in metrics]
    lines = [f"| language | n | {' | '.join(heads)} |", "|---" * (len(metrics) + 2) + "|"]
    rows = [("all", summary.metrics), *summary.languages.items()]
    for name, figures in rows:
        n = figures["right"].n if "right" in figures else 0
        values = " | ".join(value(figures.get(metric)) for metric in metrics)
        lines.append(f"| {name} | {n} | {values} |")
    return lines


def value(figure: Figure | None) -> str:
    """A figure in a table."""
    return f"{figure.value:.3f}" if figure else "–"


def number(found: float | None) -> str:
    """A number in a table."""
    return "–" if found is None else f"{found:.3f}"


def gate_lines(report: GateReport) -> list[str]:
    """The gate's verdict as lines of text, what failed with its reasons."""
    lines: list[str] = []
    for line in report.lines:
        change = "" if line.change is None else f", change {line.change:+.3f}, p {line.p:.3f}"
        lines.append(f"{line.state:7} {line.name}: {number(line.value)} (n {line.n}{change})")
        lines += [f"        {reason}" for reason in line.reasons]
    verdict = "passed" if report.has_passed else "failed"
    return [*lines, f"The gate has {verdict}: {report.run} against {report.baseline}."]


def change_line(change: Change) -> str:
    """How a metric changed, as a line of text."""
    between = "" if change.low is None else f" [{change.low:+.3f}, {change.high:+.3f}]"
    seen = "" if change.detectable is None else f", detectable {change.detectable:.3f}"
    return (
        f"{change.metric:14} {change.old:.3f} -> {change.new:.3f}  {change.change:+.3f}{between}  "
        f"p {change.p:.4f}{seen}, n {change.n} of {change.cases} cases"
    )


def flip_line(flip: Flip) -> str:
    """A question whose verdict changed, as a line of text."""
    way = "better" if flip.is_better else "worse"
    faults = f": {'; '.join(flip.faults)}" if flip.faults else ""
    return f"{way:6} {key_of(flip.case, flip.language, flip.variant)}{faults}"


def write_junit(path: Path, summary: Summary, verdicts: Sequence[Verdict]) -> None:
    """Write every question as a test case, the wrong ones with what is wrong."""
    wrong = sum(not verdict.is_right for verdict in verdicts) + len(summary.missing)
    suite = Element(
        "testsuite",
        name=f"p4c {summary.manifest.run}",
        tests=str(len(verdicts) + len(summary.missing)),
        failures=str(wrong),
    )
    for verdict in verdicts:
        took = sum(turn.milliseconds for turn in verdict.outcome.turns) / 1000
        name = verdict.outcome.key
        test = SubElement(suite, "testcase", classname=verdict.type, name=name, time=f"{took:.3f}")
        if verdict.faults:
            SubElement(test, "failure", message="; ".join(verdict.faults))
    for key in summary.missing:
        test = SubElement(suite, "testcase", classname="missing", name=key)
        SubElement(test, "failure", message="was not answered")
    ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def qrels(needs: Sequence[Verdict], cases: Mapping[str, Case]) -> list[str]:
    """Relevance judgements in TREC's form: query, 0, id, grade."""
    lines: list[str] = []
    for verdict in needs:
        gold = cases[verdict.outcome.case].turns[-1].gold
        grades = dict.fromkeys(gold.also, 1) if gold else {}
        if gold:
            grades |= {id_: 2 for group in gold.practices for id_ in group}
        query = f"{verdict.outcome.case}.{verdict.outcome.language}"
        lines += [f"{query} 0 {id_} {grade}\n" for id_, grade in grades.items()]
    return lines


def rankings(needs: Sequence[Verdict]) -> list[str]:
    """Rankings in TREC's form: query, Q0, id, rank, score, tag."""
    lines: list[str] = []
    for verdict in needs:
        answer = verdict.outcome.turns[-1].answer
        query = f"{verdict.outcome.case}.{verdict.outcome.language}"
        ranked = answer.ranking if answer else ()
        lines += [f"{query} Q0 {id_} {n} {1 / n:.6f} p4c\n" for n, id_ in enumerate(ranked, 1)]
    return lines
