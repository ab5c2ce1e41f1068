"""A model's judgements become figures, with how far it agrees with labels made by hand."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from evals.agreement import nominal_alpha, share_agreed
from evals.cases import Frozen
from evals.hand_labels import MACHINE, HandLabel
from evals.model_votes import VOTES, CitedClaim, Finding, Judgement, prompt_sha256
from evals.statistics import cluster_bootstrap
from evals.summary import Figure

# Below, its verdicts are not to be relied on. Krippendorff, "Content Analysis", 2004, chapter 11:
# 0.8, and 0.667 for tentative conclusions; the latter rounded up.
LEAST_ALPHA = 0.7


class Judged(Frozen):
    """How the claims of a run, or of one language of it, were judged.

    `supported` is the share with a majority of votes for it. `n` of it are all claims that were
    asked about: those without a readable majority (`errors`) count as not supported. `unanimous`
    is the number whose votes were all read and all the same.
    """

    supported: Figure
    unsupported: int
    errors: int
    unanimous: int


class Agreement(Frozen):
    """How far the model's majority agrees with hand labels; its errors agree with nothing.

    `alpha` is Krippendorff's for nominal data, errors a category of their own; None where it is
    not defined (all say the same).
    """

    n: int
    errors: int
    percent: float
    alpha: float | None


class JudgeSummary(Frozen):
    """What a model said of a run, as `judge.json` holds it.

    `prompt` is the sha256 of its instructions. `labelled_by` counts the hand labels by who made
    them. `agreement` is None where there are no labels.
    """

    model: str
    prompt: str
    votes: int
    claims: Judged
    languages: dict[str, Judged]
    agreement: Agreement | None
    agreement_by_language: dict[str, Agreement]
    labelled_by: dict[str, int]

    @property
    def is_reliable(self) -> bool:
        """Whether it agrees well enough with labels of which a person made some."""
        alpha = self.agreement.alpha if self.agreement else None
        return (
            alpha is not None and alpha >= LEAST_ALPHA and bool(self.labelled_by.keys() - {MACHINE})
        )


def summarise_judgements(
    judged: Mapping[CitedClaim, Judgement],
    claims: Mapping[CitedClaim, str],
    labels: Sequence[HandLabel],
    model: str,
) -> JudgeSummary:
    """All figures. Every claim (with its case) and every label's claim must be judged."""
    by_language: dict[str, dict[CitedClaim, str]] = defaultdict(dict)
    for claim, case in claims.items():
        by_language[claim.language][claim] = case
    labels_in: dict[str, list[HandLabel]] = defaultdict(list)
    for label in labels:
        labels_in[label.language].append(label)
    return JudgeSummary(
        model=model,
        prompt=prompt_sha256(),
        votes=VOTES,
        claims=figures_of(judged, claims),
        languages={code: figures_of(judged, of) for code, of in sorted(by_language.items())},
        agreement=agreement_of(judged, labels) if labels else None,
        agreement_by_language={
            code: agreement_of(judged, of) for code, of in sorted(labels_in.items())
        },
        labelled_by=dict(Counter(label.by for label in labels)),
    )


def figures_of(judged: Mapping[CitedClaim, Judgement], claims: Mapping[CitedClaim, str]) -> Judged:
    """The figures of some claims (at least one); the interval is drawn over their cases."""
    found = [judged[claim] for claim in claims]
    findings = Counter[Finding](judgement.finding for judgement in found)
    values = np.array([float(judgement.finding == "supported") for judgement in found])
    numbers = {case: number for number, case in enumerate(sorted(set(claims.values())))}
    interval = cluster_bootstrap(values, np.array([numbers[case] for case in claims.values()]))
    supported = Figure(
        value=round(float(values.mean()), 4),
        n=len(values),
        cases=len(numbers),
        low=round(interval.low, 4) if interval else None,
        high=round(interval.high, 4) if interval else None,
    )
    return Judged(
        supported=supported,
        unsupported=findings["unsupported"],
        errors=findings["error"],
        unanimous=sum(judgement.is_unanimous for judgement in found),
    )


def agreement_of(judged: Mapping[CitedClaim, Judgement], labels: Sequence[HandLabel]) -> Agreement:
    """How far a model agrees with some hand labels (at least one)."""
    by_hand = ["supported" if label.supported else "unsupported" for label in labels]
    by_model = [judged[label.claim].finding for label in labels]
    alpha = nominal_alpha([by_hand, by_model])
    return Agreement(
        n=len(labels),
        errors=by_model.count("error"),
        percent=round(100 * share_agreed(by_hand, by_model), 1),
        alpha=None if alpha is None else round(alpha, 3),
    )


def judge_lines(summary: JudgeSummary) -> list[str]:
    """The figures in words, one a line."""
    lines = [f"Judged by {summary.model} ({summary.votes} votes a claim); never part of the gate."]
    lines += [judged_line("All claims", summary.claims)]
    lines += [judged_line(code, of_one) for code, of_one in summary.languages.items()]
    if summary.agreement:
        makers = ", ".join(f"{n} by {who}" for who, n in summary.labelled_by.items())
        lines.append(agreement_line(f"Hand labels ({makers})", summary.agreement))
        lines += [agreement_line(code, a) for code, a in summary.agreement_by_language.items()]
    if not summary.is_reliable:
        needed = f"it needs an alpha of {LEAST_ALPHA} or more, and labels of a person"
        lines.append(f"Do not rely on these verdicts: {needed}.")
    return lines


def judged_line(of_what: str, judged: Judged) -> str:
    """The figures of some claims as a line."""
    share = judged.supported
    # Drawn from equal values an interval has no width: that says nothing, so it is not shown.
    has_width = share.low is not None and share.low != share.high
    reach = f" [{share.low:.1%} to {share.high:.1%}]" if has_width else ""
    return (
        f"{of_what}: {share.value:.1%}{reach} supported, n = {share.n}, {judged.unsupported} not, "
        f"{judged.errors} errors, {judged.unanimous / share.n:.1%} unanimous"
    )


def agreement_line(of_what: str, agreement: Agreement) -> str:
    """An agreement as a line."""
    alpha = "not defined" if agreement.alpha is None else f"{agreement.alpha:.2f}"
    return (
        f"{of_what}: {agreement.percent:.0f} % agreed, Krippendorff's alpha {alpha}, "
        f"n = {agreement.n}, {agreement.errors} errors"
    )
