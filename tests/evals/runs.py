"""Verdicts made by hand, for tests of what runs become."""

from evals.outcomes import Asked, Outcome, Verdict
from evals.summary import Manifest

MANIFEST = Manifest(
    run="20261124-000000-abcdef0",
    started="2026-11-24T00:00:00+00:00",
    commit="abcdef0",
    python="3.11",
    packages={},
    corpus="c",
    catalogue="k",
    languages="l",
    golden="g",
    model="m",
    asked=(),
    seconds=1.0,
)


def a_verdict(case="a", language="en", variant="", answer=None, scores=None, **changes):
    """A verdict; without faults it is right."""
    faults = tuple(changes.pop("faults", ()))
    turn = Asked(question="Q?", language=language, answer=answer, **changes.pop("asked", {}))
    told = {"type": "lookup", "severity": "normal"} | changes
    return Verdict(
        outcome=Outcome(case=case, language=language, variant=variant, turns=(turn,)),
        scores={"right": float(not faults)} | (scores or {}),
        faults=faults,
        **told,
    )


def many(score, metric="right", cases=20, languages=("en", "mt"), **changes):
    """A verdict for each case and language; `score` may depend on the case's number."""
    return [
        a_verdict(
            f"c{n}",
            language,
            scores={metric: score(n) if callable(score) else score},
            faults=["wrong"]
            if metric == "right" and (score(n) if callable(score) else score) < 1
            else [],
            **changes,
        )
        for n in range(cases)
        for language in languages
    ]
