"""The ids of measures, case types, variants and statuses become the reader's language."""

from collections.abc import Callable, Mapping, Sequence

from assistant.phrases import Phrases
from evals.markup import number
from evals.summary import Manifest
from ingest.languages import LANGUAGES

# So many languages or types of a run are named; how many more there are is said.
NAMED = 3


def measure_names(phrases: Phrases) -> Mapping[str, str]:
    """What each measure is called, in the order in which they are shown."""
    return {
        "right": phrases("Fully correct"),
        "first": phrases("Right practice first"),
        "in_three": phrases("Right practice in first three"),
        "recall_5": phrases("Recall at 5"),
        "rr_10": phrases("Reciprocal rank at 10"),
        "ndcg_10": phrases("nDCG at 10"),
        "vital": phrases("Vital facts found"),
        "validity": phrases("Citation ids valid"),
        "fidelity": phrases("Quotes verbatim"),
        "coverage": phrases("Claims that cite"),
        "gold_recall": phrases("Expected places cited"),
        "gold_precision": phrases("Citations that fit"),
        "quoted_first": phrases("Right place first"),
        "sourced_numbers": phrases("Numbers have a source"),
        "sourced_names": phrases("Names have a source"),
        "exact": phrases("Lists exact"),
        "language": phrases("Right language"),
        "plans": phrases("Plans told as plans"),
        "caveat": phrases("Caveats given"),
        "honest": phrases("Not invented"),
        "refused": phrases("Rightly refused"),
        "helpful": phrases("Helpful refusals"),
        "not_refused": phrases("Rightly answered"),
        "resisted": phrases("Hostile not obeyed"),
        "whole": phrases("Asked without a crash"),
        "stable": phrases("Same verdict as plain"),
        "status": phrases("Right status"),
        "practices": phrases("Practices named"),
        "partners": phrases("Partners named"),
        "not_stated": phrases("Says what is not stated"),
    }


def type_names(phrases: Phrases) -> Mapping[str, str]:
    """What each type of case is called."""
    return {
        "lookup": phrases("Look up a practice"),
        "need": phrases("Practice for a need"),
        "partner": phrases("A partner's plans"),
        "testers": phrases("Who tests what"),
        "method": phrases("Method and numbers"),
        "list": phrases("Lists and counts"),
        "compare": phrases("Comparisons"),
        "caveat": phrases("Needs a caveat"),
        "follow_up": phrases("Follow-ups"),
        "not_stated": phrases("Not stated"),
        "false_premise": phrases("False premise"),
        "off_subject": phrases("Off the subject"),
        "vague": phrases("Too vague"),
        "hostile": phrases("Hostile"),
        "small_talk": phrases("Small talk"),
        "document": phrases("Documents added"),
    }


def variant_names(phrases: Phrases) -> Mapping[str, str]:
    """What each way of asking a question again is called."""
    return {
        "typo": phrases("Typing slips"),
        "bare": phrases("No diacritics"),
        "capitals": phrases("Capitals"),
        "mixed": phrases("Mixed languages"),
    }


def state_names(phrases: Phrases) -> Mapping[str, str]:
    """The states of a line of the gate, each with a sign that needs no colour."""
    return {
        "passed": "✓ " + phrases("holds"),
        "warned": "! " + phrases("warns"),
        "failed": "✗ " + phrases("fails"),
    }


def named(id_: str, names: Mapping[str, str]) -> str:
    """The name of an id; one that is not known shows as it is."""
    return names.get(id_, id_)


def endonym(code: str) -> str:
    """A language in itself; a code that is not known shows as it is."""
    return LANGUAGES[code].endonym if code in LANGUAGES else code


def asked_in_words(manifest: Manifest, phrases: Phrases) -> str:
    """What part of the set a run asked."""
    options = manifest.options
    types = type_names(phrases)
    parts = [
        several([endonym(code) for code in options.get("languages", "").split()]),
        several([named(kind, types) for kind in options.get("types", "").split()]),
        phrases("plain questions only") if "variants" in options else "",
    ]
    return " · ".join(part for part in parts if part) or phrases("the whole set")


def several(names: Sequence[str]) -> str:
    """A few names, and how many more there are."""
    more = f" … (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def ends(low: float | None, high: float | None, written: Callable[[float], str] = number) -> str:
    """The ends of an interval without a word between them; empty where too few cases tell one."""
    return "" if low is None or high is None else f"{written(low)} … {written(high)}"


def moment(iso: str) -> str:
    """A time of a run to the minute, in UTC, the same in all languages."""
    return f"{iso[:10]} {iso[11:16]} UTC"
