"""A summary becomes what its figures do not say: limits, and how the run was made."""

from evals.markup import Markup, counted, joined, number, tag, whole
from evals.metric_names import language_name
from evals.summary import Manifest, Summary
from evals.tables import Table, table

FEW = 30


def limits_section(summary: Summary) -> Markup:
    """What to bear in mind, and what the run was made with."""
    items = [
        unchecked(summary),
        by_language(summary),
        "Intervals are 95 %: drawn anew from the base cases 10,000 times, 19 of 20 such draws "
        "give a figure between the two ends. Translations of one case are drawn together, since "
        "they are not independent. Below ten base cases no interval is given.",
        "An interval tells what chance in the choice of questions does. It does not tell whether "
        "these questions are the ones that officials will ask.",
        "Answers that are missing or that crashed count as wrong in every measure that was asked "
        "of them.",
        kept_back(summary),
        "Not measured: whether an answer is pleasant to read, whether a correct source is itself "
        "right, questions in other languages than those shown, many readers at once, and what "
        "readers do with an answer.",
    ]
    return joined(
        tag("ul", *(tag("li", item) for item in items if item), class_="limits"),
        tag("details", tag("summary", "How this run was made"), table(made_with(summary.manifest))),
    )


def unchecked(summary: Summary) -> str:
    """How much of the wording no person has checked."""
    whole_n = max((figure.n for figure in summary.metrics.values()), default=0)
    return (
        f"{whole(summary.unchecked)} of {counted(whole_n, 'question')} are worded by machine and "
        "checked by no person: where such a wording is clumsy, the figure of that language may "
        "say more about the question than about the answer."
    )


def by_language(summary: Summary) -> str:
    """How many questions stand behind the figures of a language."""
    counts = {
        code: max((figure.n for figure in figures.values()), default=0)
        for code, figures in summary.languages.items()
    }
    if not counts:
        return "No language was asked."
    fewest, most = (choose(counts, key=lambda code: counts[code]) for choose in (min, max))
    few = [language_name(code) for code, n in counts.items() if n < FEW]
    told = (
        f"Languages differ in how much was asked: from {counted(counts[fewest], 'question')} in "
        f"{language_name(fewest)} to {whole(counts[most])} in {language_name(most)}."
    )
    return f"{told} Fewer than {FEW}: {', '.join(few)}." if few else told


def kept_back(summary: Summary) -> str:
    """What is missing or stale, by name where there are few."""
    told = [
        f"{counted(len(keys), one, many)} ({', '.join(keys[:5])}{', …' if len(keys) > 5 else ''})"
        for keys, one, many in (
            (summary.missing, "question has no answer", "questions have no answer"),
            (summary.stale, "case quotes a place that moved", "cases quote a place that moved"),
        )
        if keys
    ]
    return f"In this run {' and '.join(told)}." if told else ""


def made_with(manifest: Manifest) -> Table:
    """All that the manifest says, but the list of questions."""
    rows = [
        ("Run", manifest.run),
        ("Started", manifest.started),
        ("Seconds", number(manifest.seconds)),
        ("Commit", manifest.commit),
        ("Python", manifest.python),
        *((f"Hash of {name}", getattr(manifest, name)) for name in HASHED),
        *((f"Package {name}", version) for name, version in manifest.packages.items()),
        *((f"Option {name}", value) for name, value in manifest.options.items()),
        ("Questions planned, variants included", whole(len(manifest.asked))),
    ]
    return Table("The run's manifest", ("What", "Value"), tuple(rows), words=(1,))


HASHED = ("corpus", "catalogue", "languages", "golden", "model")
