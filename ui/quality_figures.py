"""The figures of a run's summary become tables: nothing is computed here."""

from collections.abc import Mapping

from assistant.phrases import Phrases
from evals.markup import NONE, Markup, joined, number, tag, whole
from evals.metric_names import MAIN
from evals.plots_heat import SHADES, shade_of
from evals.report_figures import worst_of
from evals.summary import Figure, Summary
from evals.tables import Table, scrolled, table
from ui.quality_names import endonym, ends, measure_names, named, several, type_names, variant_names

Figures = Mapping[str, Figure]


def figures_html(summary: Summary, phrases: Phrases) -> str:
    """All figures of a run: the main one in words, and the tables."""
    return joined(
        lead(summary, phrases),
        *warnings(summary, phrases),
        languages(summary, phrases),
        types(summary, phrases),
        variants(summary, phrases),
        measures(summary, phrases),
        tag("p", about(summary, phrases), class_="p4c-note"),
    )


def lead(summary: Summary, phrases: Phrases) -> Markup:
    """The share of answers that are fully right, in large figures."""
    right = summary.metrics.get("right")
    if right is None:
        return tag("p", phrases("Nothing was asked, so there is no figure."))
    cases = phrases("cases: {n}", n=whole(right.cases))
    asked = phrases("languages: {n}", n=len(summary.languages))
    correct = phrases("fully correct")  # pybabel reads no f-strings
    told = f"{correct} · n {whole(right.n)} · {cases} · {asked}"
    between = f" · 95 %: {ends(right.low, right.high)}" if right.low is not None else ""
    return tag(
        "p",
        tag("strong", number(right.value)),
        tag("span", f"{told}{between}"),
        class_="p4c-figure",
    )


def warnings(summary: Summary, phrases: Phrases) -> list[Markup]:
    """What makes the figures less than they should be: answers or cases that are not there."""
    told = [
        (phrases("Asked but not answered: {keys}", keys=several(summary.missing)), summary.missing),
        (phrases("Quotes that moved, in: {keys}", keys=several(summary.stale)), summary.stale),
    ]
    return [tag("p", words, class_="p4c-failure") for words, keys in told if keys]


def languages(summary: Summary, phrases: Phrases) -> Markup | None:
    """Languages by main measures."""
    codes = sorted(summary.languages, key=lambda code: endonym(code).casefold())
    present = {metric for code in codes for metric in summary.languages[code]}
    rows = {code: summary.languages[code] for code in codes}
    worst = {code: worst_of(summary, code, present) for code in codes}
    caption = phrases("Languages and measures: the darker, the further from 1")
    names = {code: endonym(code) for code in codes}
    return heat(caption, rows, names, worst, phrases)


def types(summary: Summary, phrases: Phrases) -> Markup | None:
    """Types of cases by main measures."""
    names = type_names(phrases)
    rows = {kind: summary.types[kind] for kind in names if kind in summary.types}
    return heat(phrases("Types of cases"), rows, names, {}, phrases)


def variants(summary: Summary, phrases: Phrases) -> Markup | None:
    """The same questions as people type them, by how much is right and how much as before."""
    names = variant_names(phrases)
    rows = {one: summary.variants[one] for one in names if one in summary.variants}
    return heat(phrases("The same questions typed differently"), rows, names, {}, phrases)


def heat(
    caption: str,
    rows: Mapping[str, Figures],
    names: Mapping[str, str],
    worst: Mapping[str, frozenset[str]],
    phrases: Phrases,
) -> Markup | None:
    """A table of figures, each shaded by how far it is from 1; None if there are no rows."""
    labels = measure_names(phrases)
    columns = [
        metric for metric in (*MAIN, "stable") if any(metric in row for row in rows.values())
    ]
    if not rows:
        return None
    head = [tag("th", named(metric, labels), scope="col") for metric in columns]
    body = [
        tag(
            "tr",
            tag("th", named(key, names), scope="row"),
            *(cell(row.get(metric), metric in worst.get(key, ())) for metric in columns),
        )
        for key, row in rows.items()
    ]
    whole_table = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", tag("td"), *head)),
        tag("tbody", *body),
        class_="p4c-heat",
    )
    return scrolled(whole_table, caption)


def cell(figure: Figure | None, is_worst: bool) -> Markup:
    """One figure with interval and n."""
    if figure is None:
        return tag("td", NONE)
    small = [part for part in (ends(figure.low, figure.high), f"n {whole(figure.n)}") if part]
    shade = f"p4c-shade-{SHADES.index(shade_of(figure.value))}"
    return tag(
        "td",
        number(figure.value),
        *(tag("small", part) for part in small),
        class_=f"{shade} p4c-worst" if is_worst else shade,
    )


def measures(summary: Summary, phrases: Phrases) -> Markup:
    """Every measure over all plain questions, with interval and n."""
    rows = tuple(
        (
            name,
            number(figure.value),
            ends(figure.low, figure.high) or NONE,
            whole(figure.n),
            whole(figure.cases),
        )
        for metric, name in measure_names(phrases).items()
        for figure in [summary.metrics.get(metric)]
        if figure
    )
    columns = (
        phrases("Measure"),
        phrases("Value"),
        phrases("95 % interval"),
        "n",
        phrases("Cases"),
    )
    return table(Table(phrases("Every measure, over all plain questions"), columns, rows))


def about(summary: Summary, phrases: Phrases) -> str:
    """What the figures rest on."""
    manifest, latency = summary.manifest, summary.latency
    parts = [
        phrases("Questions in words that no person has checked: {n}", n=whole(summary.unchecked)),
        phrases("median answer {ms} ms", ms=f"{latency.median:.0f}") if latency else "",
        phrases("code {commit}", commit=manifest.commit[:12]),
        manifest.run,
    ]
    return " · ".join(part for part in parts if part)
