"""Verdicts become figures with intervals: over all, by language, by type and by variant."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean, median

import numpy as np

from evals.cases import Case
from evals.outcomes import PLAIN, Verdict
from evals.statistics import cluster_bootstrap, risk_coverage
from evals.summary import Figure, Latency, Manifest, RiskCurve, Summary

# Languages are compared to English on these.
COMPARED = ("right", "first", "rr_10", "ndcg_10", "vital", "refused", "not_refused")
POINTS = 100
RISKS = (0.05, 0.01)
QUANTILES = tuple(n / 20 for n in range(21))


def summarise(
    manifest: Manifest,
    verdicts: Sequence[Verdict],
    cases: Mapping[str, Case],
    stale: Sequence[str],
) -> Summary:
    """All figures of a run. What is missing counts as wrong: see `missing_verdicts`."""
    plain = [verdict for verdict in verdicts if verdict.outcome.variant == PLAIN]
    languages = grouped(plain, lambda verdict: verdict.outcome.language)
    found = {verdict.outcome.key for verdict in verdicts}
    by_language = {code: figures(of_one) for code, of_one in sorted(languages.items())}
    return Summary(
        manifest=manifest,
        metrics=figures(plain),
        languages=by_language,
        types={kind: figures(found) for kind, found in grouped(plain, lambda v: v.type).items()},
        variants=variant_figures(verdicts),
        gaps={metric: gaps_to_english(plain, metric) for metric in COMPARED},
        worst=worst_languages(by_language),
        confusion=confusion(plain, cases),
        risk=risk_curve(plain),
        latency=latency(verdicts),
        missing=tuple(key for key in manifest.asked if key not in found),
        stale=tuple(stale),
        unchecked=sum(v.outcome.language not in cases[v.outcome.case].checked for v in plain),
    )


def grouped(verdicts: Iterable[Verdict], by: Callable[[Verdict], str]) -> dict[str, list[Verdict]]:
    """Verdicts by something that they have."""
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        groups[by(verdict)].append(verdict)
    return groups


def figures(verdicts: Sequence[Verdict]) -> dict[str, Figure]:
    """The figure of every metric that applies to some of these verdicts."""
    metrics = dict.fromkeys(metric for verdict in verdicts for metric in verdict.scores)
    return {metric: figure(verdicts, metric) for metric in metrics}


def figure(verdicts: Sequence[Verdict], metric: str) -> Figure:
    """The mean of a metric over the verdicts that it applies to (at least one)."""
    scored = [(v.scores[metric], v.outcome.case) for v in verdicts if metric in v.scores]
    values = np.array([score for score, _ in scored])
    cases = sorted({case for _, case in scored})
    numbers = {case: number for number, case in enumerate(cases)}
    interval = cluster_bootstrap(values, np.array([numbers[case] for _, case in scored]))
    return Figure(
        value=round(float(values.mean()), 4),
        n=len(values),
        cases=len(cases),
        low=round(interval.low, 4) if interval else None,
        high=round(interval.high, 4) if interval else None,
    )


def variant_figures(verdicts: Sequence[Verdict]) -> dict[str, dict[str, Figure]]:
    """By variant: how much is right, and how much of it has the plain question's verdict."""
    plain = {v.outcome.key: v for v in verdicts if v.outcome.variant == PLAIN}
    found: dict[str, dict[str, Figure]] = {}
    for variant, of_one in grouped(verdicts, lambda v: v.outcome.variant).items():
        if variant != PLAIN:
            stable = [
                v.model_copy(update={"scores": v.scores | {"stable": float(same(v, plain))}})
                for v in of_one
            ]
            found[variant] = {metric: figure(stable, metric) for metric in ("right", "stable")}
    return found


def same(verdict: Verdict, plain: Mapping[str, Verdict]) -> bool:
    """Whether a variant is as right or wrong as its plain question."""
    key = f"{verdict.outcome.case}/{verdict.outcome.language}"
    return key in plain and plain[key].is_right == verdict.is_right


def gaps_to_english(plain: Sequence[Verdict], metric: str) -> dict[str, float]:
    """By language, English minus that language, over the cases told and scored in both."""
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    for verdict in plain:
        if metric in verdict.scores:
            scores[verdict.outcome.language][verdict.outcome.case] = verdict.scores[metric]
    english = scores.get("en", {})
    gaps: dict[str, float] = {}
    for language, of_one in sorted(scores.items()):
        both = [english[case] - score for case, score in of_one.items() if case in english]
        if both and language != "en":
            gaps[language] = round(fmean(both), 4)
    return gaps


def worst_languages(languages: Mapping[str, Mapping[str, Figure]]) -> dict[str, str]:
    """By metric, the language with the lowest figure."""
    metrics = dict.fromkeys(metric for figures in languages.values() for metric in figures)
    return {
        metric: min(
            (code for code in languages if metric in languages[code]),
            key=lambda code: languages[code][metric].value,
        )
        for metric in metrics
    }


def confusion(plain: Sequence[Verdict], cases: Mapping[str, Case]) -> dict[str, dict[str, int]]:
    """Questions by the status expected (several are joined by " or ") and the one got."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in plain:
        for asked, turn in zip(
            verdict.outcome.turns, cases[verdict.outcome.case].turns, strict=True
        ):
            if turn.gold and verdict.type != "hostile":
                got = asked.answer.status if asked.answer else "none"
                counts[" or ".join(turn.gold.status)][got] += 1
    return {expected: dict(found) for expected, found in counts.items()}


def risk_curve(plain: Sequence[Verdict]) -> RiskCurve | None:
    """How wrong the answered questions are, as more of the less sure are answered.

    A question that should not have been answered counts as wrong if it was. None if nothing was
    answered.
    """
    answered = [
        (answer.confidence, verdict.is_right)
        for verdict in plain
        for answer in [verdict.outcome.turns[-1].answer]
        if answer and answer.status == "answered"
    ]
    if not answered:
        return None
    curve = risk_coverage([sure for sure, _ in answered], [right for _, right in answered])
    step = max(1, len(curve.coverages) // POINTS)
    return RiskCurve(
        coverages=tuple(round(float(c), 4) for c in curve.coverages[::step]),
        risks=tuple(round(float(r), 4) for r in curve.risks[::step]),
        aurc=round(curve.aurc, 4),
        at_risk={str(risk): round(curve.coverage_at(risk), 4) for risk in RISKS},
        n=len(answered),
    )


def latency(verdicts: Sequence[Verdict]) -> Latency | None:
    """How long answers took, beside embedding a question; None if that was not timed."""
    asked = [turn for verdict in verdicts for turn in verdict.outcome.turns if turn.answer]
    embedding = [turn.embedding for turn in asked if turn.embedding is not None]
    took = [turn.milliseconds for turn in asked[1:]]
    if not embedding or not took:
        return None
    return Latency(
        quantiles=tuple(round(float(q), 3) for q in np.quantile(took, QUANTILES)),
        median=round(median(took), 3),
        p95=round(float(np.quantile(took, 0.95)), 3),
        embedding=round(median(embedding), 3),
        ratio=round(median(took) / median(embedding), 3),
        n=len(took),
    )
