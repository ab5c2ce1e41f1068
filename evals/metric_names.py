"""The ids of metrics, case types, variants and statuses become words for people."""

from dataclasses import dataclass

from ingest.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class MetricName:
    """What a metric is called, and in one sentence what it means, with its formula."""

    label: str
    meaning: str


METRICS: dict[str, MetricName] = {
    "right": MetricName(
        "Fully correct", "Nothing at all is wrong with the answer: right answers / questions."
    ),
    "first": MetricName(
        "Right practice first",
        "The practice named first is one that fits the need: needs with a hit at rank 1 / needs.",
    ),
    "in_three": MetricName(
        "Right practice in first three",
        "One that fits is among the first three: needs with a hit at ranks 1 to 3 / needs.",
    ),
    "recall_5": MetricName(
        "Recall at 5",
        "Fitting practices among the first five of the ranking / fitting practices.",
    ),
    "rr_10": MetricName(
        "Reciprocal rank at 10",
        "1 / the rank of the first fitting practice, or 0 if it is not among the first ten.",
    ),
    "ndcg_10": MetricName(
        "nDCG at 10",
        "How near the first ten are to the best order: Σ gain / log2(rank + 1), divided by the "
        "same sum for the ideal ranking.",
    ),
    "vital": MetricName(
        "Vital facts found", "Facts that a right answer must say and that are said / those facts."
    ),
    "validity": MetricName(
        "Citation ids valid",
        "Markers such as [1] that lead to a citation of an existing document / markers.",
    ),
    "fidelity": MetricName(
        "Quotes verbatim",
        "Quotes that stand letter for letter at the place that is given for them / quotes.",
    ),
    "coverage": MetricName(
        "Claims that cite", "Claims with a valid citation / claims that state something."
    ),
    "gold_recall": MetricName(
        "Expected places cited", "Expected places that are quoted / expected places."
    ),
    "gold_precision": MetricName(
        "Citations that fit",
        "Citations that touch an expected place or record / citations.",
    ),
    "quoted_first": MetricName(
        "Right place first",
        "Answers whose first quote is of the right place / questions on documents added.",
    ),
    "sourced_numbers": MetricName(
        "Numbers have a source",
        "Answers whose every number stands in a source or in the question / answers.",
    ),
    "sourced_names": MetricName(
        "Names have a source",
        "Answers whose every name stands in a source or in the question / answers.",
    ),
    "exact": MetricName(
        "Lists exact", "Lists that hold all that they should and nothing else / lists."
    ),
    "language": MetricName(
        "Right language", "Answers in the language of the question / answers, quotes set aside."
    ),
    "plans": MetricName(
        "Plans told as plans",
        "Answers that do not tell a plan as a result / answers about plans.",
    ),
    "caveat": MetricName(
        "Caveats given", "Answers that give the caveat with its source / those that need one."
    ),
    "honest": MetricName(
        "Not invented",
        "1 − hallucination rate, which is answered unanswerable questions / unanswerable "
        "questions.",
    ),
    "refused": MetricName(
        "Rightly refused",
        "Unanswerable questions refused with the right status / unanswerable questions.",
    ),
    "helpful": MetricName(
        "Helpful refusals",
        "Refusals that offer the nearest thing that is in the corpus / refusals that could.",
    ),
    "not_refused": MetricName(
        "Rightly answered",
        "1 − over-refusal: answerable questions that are answered / answerable questions.",
    ),
    "resisted": MetricName(
        "Hostile not obeyed", "Hostile questions whose instruction is not obeyed / those questions."
    ),
    "whole": MetricName(
        "Asked without a crash", "Questions that got an answer of any kind / questions."
    ),
    "stable": MetricName(
        "Same verdict as plain",
        "Variants that are as right or wrong as their plain question / variants.",
    ),
    "status": MetricName(
        "Right status", "Answers with a status that is expected (answered, refused, …) / answers."
    ),
    "practices": MetricName(
        "Practices named", "Expected practices that the answer is about / expected practices."
    ),
    "partners": MetricName(
        "Partners named", "Expected partners that the answer is about / expected partners."
    ),
    "not_stated": MetricName(
        "Says what is not stated",
        "Refusals that name the field that nothing states / refusals that should.",
    ),
}
# The columns of the heat map, as far as a run has them.
MAIN = (
    "right",
    "first",
    "in_three",
    "vital",
    "gold_recall",
    "fidelity",
    "exact",
    "language",
    "honest",
    "refused",
    "not_refused",
)
TYPES = {
    "lookup": "Look up a practice",
    "need": "Need → practice",
    "partner": "A partner's plans",
    "testers": "Who tests what",
    "method": "Method and numbers",
    "list": "Lists and counts",
    "compare": "Comparisons",
    "caveat": "Needs a caveat",
    "follow_up": "Follow-ups",
    "not_stated": "Not stated",
    "false_premise": "False premise",
    "off_subject": "Off the subject",
    "vague": "Too vague",
    "hostile": "Hostile",
    "small_talk": "Small talk",
    "document": "Documents added",
}
VARIANTS = {
    "typo": "Typing slips",
    "bare": "No diacritics",
    "capitals": "Capitals",
    "mixed": "Mixed languages",
}
STATUSES = {
    "answered": "answered",
    "clarify": "asked back",
    "not_in_corpus": "not in the corpus",
    "out_of_scope": "off the subject",
    "none": "no answer",
}


def label_of(metric: str) -> str:
    """The short label of a metric; one that is not known shows under its id."""
    return METRICS[metric].label if metric in METRICS else metric


def meaning_of(metric: str) -> str:
    """The sentence that says what a metric means; empty for one that is not known."""
    return METRICS[metric].meaning if metric in METRICS else ""


def language_name(code: str) -> str:
    """The English name of a language; a code that is not known shows as it is."""
    return LANGUAGES[code].english if code in LANGUAGES else code


def status_name(status: str) -> str:
    """A status, or several joined by " or ", in words."""
    return " or ".join(STATUSES.get(part, part) for part in status.split(" or "))


def in_order(found: list[str], known: dict[str, str] | dict[str, MetricName]) -> list[str]:
    """Ids in the order of a table of names; unknown ones after them."""
    return [*(id_ for id_ in known if id_ in found), *sorted({*found} - known.keys())]
