"""Figures made up, and a page read back, for the tests of plots and of the report."""

from html.parser import HTMLParser

from assistant.answer import Answer, Citation
from evals.gate import Flip, GateLine, GateReport
from evals.metric_names import MAIN, TYPES, VARIANTS
from evals.outcomes import Asked, Outcome, Verdict
from evals.summary import Figure, Latency, Manifest, RiskCurve, Summary
from ingest.languages import LANGUAGES
from ingest.located import Locator

TEXT = "before " * 60 + "Corallia will test two services" + " after" * 60
START = TEXT.index("Corallia")
QUOTE = "Corallia will test two services"
HOSTILE = "<script>alert(\"1\")</script> & 'x' \u202eevil\u200f"
VOID = {"meta", "br", "input"}


class Page(HTMLParser):
    """What stands on a page: its elements with their attributes and texts, in order."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.open = []
        self.feed(html)
        self.close()
        assert self.open == [], "an element is not closed"

    def handle_starttag(self, tag, attrs):
        parents = [element["tag"] for element in self.open]
        element = {"tag": tag, "texts": [], "parents": parents, **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["texts"].append(data)

    def all(self, tag, **attributes):
        return [
            element
            for element in self.elements
            if element["tag"] == tag and all(element.get(k) == v for k, v in attributes.items())
        ]

    def texts(self, tag, **attributes):
        return ["".join(element["texts"]) for element in self.all(tag, **attributes)]

    def of_class(self, name):
        return [e for e in self.elements if name in (e.get("class") or "").split()]


def a_figure(value=0.9, **changes):
    found = {"n": 120, "cases": 30, "low": value - 0.05, "high": value + 0.05, **changes}
    return Figure(value=value, **found)


def a_manifest(**changes):
    found = {
        "run": "20261124-004800-1fbe992",
        "started": "2026-11-24T00:48:00+00:00",
        "commit": "1fbe992c0ffee1fbe992c0ffee",
        "python": "3.11.2",
        "packages": {"numpy": "2.3"},
        "corpus": "c" * 64,
        "catalogue": "d" * 64,
        "languages": "e" * 64,
        "golden": "f" * 64,
        "model": "0" * 64,
        "asked": ("a/en", "a/fr"),
        "seconds": 200.0,
    }
    return Manifest(**(found | changes))


def a_summary(**changes):
    languages = {
        code: {m: a_figure(0.5 + place / 50, n=40 + place) for m in MAIN}
        for place, code in enumerate(LANGUAGES)
    }
    found = {
        "manifest": a_manifest(),
        "metrics": {m: a_figure(0.812, n=2637, cases=231) for m in MAIN},
        "languages": languages,
        "types": {kind: {"right": a_figure(0.731)} for kind in TYPES},
        "variants": {v: {"right": a_figure(0.852), "stable": a_figure(0.944)} for v in VARIANTS},
        "gaps": {"right": {code: 0.031 for code in LANGUAGES if code != "en"}},
        "worst": dict.fromkeys(MAIN, "bg"),
        "confusion": {"answered": {"answered": 90, "clarify": 10}, "clarify": {"none": 3}},
        "risk": RiskCurve(
            coverages=(0.1, 0.5, 1.0),
            risks=(0.0, 0.02, 0.08),
            aurc=0.033,
            at_risk={"0.05": 0.8, "0.01": 0.4},
            n=1510,
        ),
        "latency": Latency(
            quantiles=tuple(10.0 + n for n in range(21)),
            median=20.0,
            p95=29.0,
            embedding=10.0,
            ratio=2.0,
            n=777,
        ),
        "unchecked": 2400,
    }
    return Summary(**(found | changes))


def an_empty_summary():
    by_key = ("metrics", "languages", "types", "variants", "gaps", "worst", "confusion")
    empty = {key: {} for key in by_key}
    return a_summary(**empty, risk=None, latency=None, unchecked=0)


def a_gate_line(name="lists exact", state="failed", **changes):
    found = {
        "demand": "no fall",
        "value": 0.881,
        "n": 420,
        "baseline": 0.931,
        "change": -0.05,
        "change_low": -0.07,
        "change_high": -0.03,
        "p": 0.0004,
        "detectable": 0.031,
        "reasons": ("Fell from 0.931 to 0.881.",),
    }
    return GateLine(name=name, state=state, **(found | changes))


def a_flip(case="need-01", **changes):
    found = {"language": "fr", "variant": "", "severity": "normal", "is_better": False}
    return Flip(case=case, **(found | changes))


def a_gate(*lines, flips=()):
    return GateReport(run="new", baseline="old", lines=lines, flips=flips)


def a_citation(**changes):
    locator = Locator(page=3, section=None, start=START, end=START + len(QUOTE))
    found = {
        "marker": 1,
        "document": "d",
        "title": "Overview",
        "language": "en",
        "locator": locator,
        "quote": QUOTE,
    }
    return Citation(**(found | changes))


def an_answer(**changes):
    found = {"question": "Q?", "language": "fr", "status": "answered", "answer": "**Oui** [1]"}
    return Answer(**(found | changes))


def a_verdict(case="need-01", language="fr", variant="", **changes):
    turns = (Asked(question="Pourquoi ?", language=language, answer=an_answer()),)
    found = {
        "outcome": Outcome(
            case=case, language=language, variant=variant, turns=changes.pop("turns", turns)
        ),
        "type": "need",
        "severity": "normal",
        "scores": {"right": 0.0, "first": 0.0, "language": 1.0},
        "faults": ("another practice comes first",),
    }
    return Verdict(**(found | changes))
