"""A summary becomes the sections of plots: languages, types, variants, risk, refusals, time."""

from collections.abc import Mapping

from evals.markup import (
    Markup,
    escaped,
    figure_cell,
    interval,
    joined,
    milliseconds,
    number,
    signed,
    tag,
    whole,
)
from evals.metric_names import (
    MAIN,
    METRICS,
    TYPES,
    VARIANTS,
    in_order,
    label_of,
    language_name,
    meaning_of,
    status_name,
)
from evals.plots_bars import Bar, Gap, bars, gap_bars
from evals.plots_confusion import expected_in, got_in, matrix
from evals.plots_curves import latency_curve, risk_curve, shares_of
from evals.plots_heat import Row, heat_map
from evals.summary import Figure, Latency, RiskCurve, Summary
from evals.tables import Table, folded, plotted, table

Figures = Mapping[str, Figure]
RIGHT = "right"


def languages_section(summary: Summary) -> Markup:
    """The heat map of languages, the worst of each measure, all measures, gaps to English."""
    if not summary.languages:
        return tag("p", "Nothing was asked, so there is no figure.")
    codes = sorted(summary.languages, key=language_name)
    present = {metric for code in codes for metric in summary.languages[code]}
    columns = {metric: label_of(metric) for metric in MAIN if metric in present}
    rows = [
        Row(language_name(code), summary.languages[code], worst_of(summary, code, present))
        for code in codes
    ]
    title = "Languages by measure"
    note = "The darker a cell, the further from 1. The lowest of each column is framed and bold."
    return joined(
        tag("p", worst_told(summary), class_="lead"),
        plotted(heat_map("heat", title, rows, columns), heat_table(title, summary, codes), note),
        tag("h3", "Every measure, over all languages"),
        table(measures_table(summary)),
        gaps(summary),
    )


def worst_of(summary: Summary, language: str, metrics: set[str]) -> frozenset[str]:
    """The measures that a language is the worst in; where all are alike none is."""
    return frozenset(
        metric
        for metric in metrics
        if summary.worst.get(metric) == language and spread(summary, metric) > 0
    )


def spread(summary: Summary, metric: str) -> float:
    """How far the best language is from the worst."""
    values = [figures[metric].value for figures in summary.languages.values() if metric in figures]
    return max(values, default=0.0) - min(values, default=0.0)


def worst_told(summary: Summary) -> str:
    """A sentence that names the worst language, and how far it is from the best."""
    worst = summary.worst.get(RIGHT, "")
    figure = summary.languages.get(worst, {}).get(RIGHT)
    if figure is None or spread(summary, RIGHT) == 0:
        return "No language is worse than another in fully correct answers."
    best = max(
        (code for code in summary.languages if RIGHT in summary.languages[code]),
        key=lambda code: summary.languages[code][RIGHT].value,
    )
    top = summary.languages[best][RIGHT]
    return (
        f"The worst language is {language_name(worst)}: {number(figure.value)} of its answers are "
        f"fully correct (n {whole(figure.n)}), against {number(top.value)} in "
        f"{language_name(best)}, the best (n {whole(top.n)})."
    )


def heat_table(title: str, summary: Summary, codes: list[str]) -> Table:
    """All measures of all languages, with intervals and n."""
    found = {metric for code in codes for metric in summary.languages[code]}
    metrics = in_order(sorted(found), METRICS)
    rows = [
        (language_name(code), *(figure_cell(summary.languages[code].get(m)) for m in metrics))
        for code in codes
    ]
    worst = [language_name(summary.worst[m]) if m in summary.worst else "–" for m in metrics]
    return Table(
        f"{title}, with 95 % intervals",
        ("Language", *(label_of(metric) for metric in metrics)),
        (*rows, ("Lowest (first of those alike)", *worst)),
    )


def measures_table(summary: Summary) -> Table:
    """What each measure means, and its figure over all plain questions."""
    rows = [
        (
            label_of(metric),
            number(figure.value),
            interval(figure.low, figure.high),
            whole(figure.n),
            whole(figure.cases),
            meaning_of(metric),
        )
        for metric in in_order(list(summary.metrics), METRICS)
        for figure in [summary.metrics[metric]]
    ]
    columns = ("Measure", "Value", "95 % interval", "n", "Base cases", "What it means")
    return Table("Every measure, over all plain questions", columns, tuple(rows), words=(5,))


def gaps(summary: Summary) -> Markup | None:
    """How much lower each language is than English; None where that is not known."""
    by_language = summary.gaps.get(RIGHT, {})
    if not by_language:
        return None
    ranked = sorted(by_language, key=lambda code: (-by_language[code], language_name(code)))
    shown = [
        Gap(language_name(code), by_language[code], n_of(summary, code, RIGHT)) for code in ranked
    ]
    metrics = [metric for metric in in_order(list(summary.gaps), METRICS) if summary.gaps[metric]]
    rows = tuple(
        (language_name(code), *(gap_cell(summary, code, metric) for metric in metrics))
        for code in ranked
    )
    title = "Gap to English: English minus the language, on the cases told in both"
    columns = ("Language", *(label_of(metric) for metric in metrics))
    note = "Fully correct answers. n: the questions of that language."
    return joined(
        tag("h3", "Gap to English"),
        plotted(gap_bars("gaps", title, shown), Table(title, columns, rows), note),
    )


def n_of(summary: Summary, language: str, metric: str) -> int | None:
    """How many questions of a language a measure is over."""
    figure = summary.languages.get(language, {}).get(metric)
    return figure.n if figure else None


def gap_cell(summary: Summary, language: str, metric: str) -> Markup:
    """A gap with the n of its language."""
    gap, n = summary.gaps[metric].get(language), n_of(summary, language, metric)
    small = tag("small", f"n {whole(n)}") if gap is not None and n is not None else None
    return joined(signed(gap), small)


def types_section(summary: Summary) -> Markup:
    """Case types as bars of what is fully correct, and all their measures."""
    kinds = [kind for kind in in_order(list(summary.types), TYPES) if RIGHT in summary.types[kind]]
    if not kinds:
        return tag("p", "There is no figure by case type.")
    shown = [Bar(TYPES.get(kind, kind), summary.types[kind][RIGHT]) for kind in kinds]
    title = "Fully correct, by case type"
    everything = grouped_table("Every measure, by case type", summary.types, kinds, TYPES)
    return joined(
        plotted(bars("types", title, shown), bars_table(title, "Case type", shown)),
        folded(everything, is_printed=False),
    )


def bars_table(title: str, first: str, shown: list[Bar]) -> Table:
    """The figures of bars."""
    rows = tuple(
        (
            one.name,
            number(one.figure.value),
            interval(one.figure.low, one.figure.high),
            whole(one.figure.n),
            whole(one.figure.cases),
        )
        for one in shown
    )
    return Table(title, (first, "Share", "95 % interval", "n", "Base cases"), rows)


def grouped_table(
    title: str, groups: Mapping[str, Figures], order: list[str], names: Mapping[str, str]
) -> Table:
    """All measures (rows) of all groups (columns)."""
    metrics = in_order(sorted({metric for group in groups.values() for metric in group}), METRICS)
    rows = [
        (label_of(metric), *(figure_cell(groups[group].get(metric)) for group in order))
        for metric in metrics
    ]
    return Table(title, ("Measure", *(names.get(group, group) for group in order)), tuple(rows))


def variants_section(summary: Summary) -> Markup:
    """What typing slips and the like do: share right, and share with another verdict."""
    variants = in_order(list(summary.variants), VARIANTS)
    shown = [
        Bar(f"{VARIANTS.get(variant, variant)}: {what}", figure)
        for variant in variants
        for what, figure in variant_bars(summary.variants[variant])
    ]
    if not shown:
        return tag("p", "No variants of questions were asked.")
    title = "Questions as people really type them"
    note = "Flipped: another verdict than the plain question has, for better or worse."
    content = bars_table(title, "Variant", shown)
    return plotted(bars("variants", title, shown), content, note)


def variant_bars(figures: Figures) -> list[tuple[str, Figure]]:
    """The share right and the share flipped of one variant."""
    right, stable = figures.get(RIGHT), figures.get("stable")
    found = [("right", right)] if right else []
    return [*found, ("flipped", flipped(stable))] if stable else found


def flipped(stable: Figure) -> Figure:
    """The share that is not stable, with its interval turned around."""
    ends = (stable.high, stable.low)
    low, high = (None if end is None else round(1 - end, 10) for end in ends)
    changes = {"value": round(1 - stable.value, 10), "low": low, "high": high}
    return stable.model_copy(update=changes)


def risk_section(curve: RiskCurve | None) -> Markup:
    """How wrong the answers are as more of the less sure are given."""
    if curve is None:
        return tag("p", "Nothing was answered, so there is no curve.")
    pairs = zip(curve.coverages, curve.risks, strict=True)
    rows = tuple((number(coverage), number(risk)) for coverage, risk in pairs)
    bounds = tuple(
        (f"{float(risk):.2f}", number(at), whole(curve.n)) for risk, at in curve.at_risk.items()
    )
    title = f"Risk against coverage (n {whole(curve.n)} answers)"
    note = (
        f"The surest answers are at the left. Area under the curve: {number(curve.aurc)} "
        f"(lower is better, n {whole(curve.n)})."
    )
    told = Table(
        "Share that could be answered at a bounded risk", ("Risk", "Coverage", "n"), bounds
    )
    return joined(
        plotted(risk_curve("risk", curve), Table(title, ("Coverage", "Risk"), rows), note),
        table(told) if bounds else None,
    )


def confusion_section(confusion: Mapping[str, Mapping[str, int]]) -> Markup:
    """Which status was expected and which came."""
    expected, got = expected_in(confusion), got_in(confusion)
    if not expected:
        return tag("p", "No question was asked, so there is nothing to count.")
    rows = tuple(
        (
            status_name(one),
            *(whole(confusion[one].get(status, 0)) for status in got),
            whole(sum(confusion[one].values())),
        )
        for one in expected
    )
    title = "Plain questions by status expected (rows) and got (columns)"
    note = "Framed cells are as expected. Hostile questions are not counted here."
    columns = ("Expected", *(status_name(status) for status in got), "n")
    return plotted(matrix("confusion", confusion), Table(title, columns, rows), note)


def latency_section(latency: Latency | None) -> Markup:
    """How long answers took, beside embedding the question."""
    if latency is None:
        return tag("p", "No times were taken.")
    quantiles = zip(shares_of(latency), latency.quantiles, strict=True)
    rows = tuple((f"{share:.0%}".replace("%", " %"), milliseconds(q)) for share, q in quantiles)
    n = whole(latency.n)
    told = (
        f"Half of the answers came within {milliseconds(latency.median)} ms and 95 % within "
        f"{milliseconds(latency.p95)} ms (n {n}). Embedding a question alone takes "
        f"{milliseconds(latency.embedding)} ms: an answer costs {number(latency.ratio)} times that."
    )
    note = "Measured on the machine of this run. The slowest answers may lie beyond the right edge."
    content = Table(f"Time to answer (n {n})", ("Share of answers", "Milliseconds"), rows)
    return joined(
        tag("p", escaped(told), class_="lead"),
        plotted(latency_curve("latency", latency), content, note),
    )
