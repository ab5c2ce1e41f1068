"""Two runs become what changed between them, as a table and a list of flips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from assistant.phrases import Phrases
from evals.comparing import Change, change_of, flips, only_of, paired
from evals.gate import Flip
from evals.markup import NONE, Markup, joined, number, signed, tag, whole
from evals.outcomes import key_of
from evals.standing import KEPT
from evals.tables import Table, table
from ui.lines import say
from ui.quality_names import ends, measure_names, named
from ui.quality_runs import Answers, Known, label, standing_in

# A page with more flips than this is a list that nobody reads.
MOST_FLIPS = 200


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to another, on the `n` questions asked in both."""

    n: int
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]


@lru_cache(maxsize=8)
def compared(old: Answers, new: Answers) -> Comparison:
    """Two runs compared, once for as long as their files do not change.

    Raises:
        Misuse: the answers of one cannot be read.
    """
    pairs = paired(standing_in(old), standing_in(new))
    plain = only_of(pairs, lambda one: not one.variant)
    changes = (change_of(plain, metric) for metric in KEPT)
    return Comparison(
        len(pairs), tuple(change for change in changes if change), tuple(flips(pairs))
    )


def draw_compare(known: Mapping[str, Known], newer: Known, phrases: Phrases) -> None:
    """Draw the choice of an earlier run, and what changed since."""
    others = [key for key, one in known.items() if one.summary is not None and key != newer.key]
    if not others:
        say(phrases("There is no other run to compare with yet."))
        return
    key = st.selectbox(
        phrases("Compare with"),
        others,
        format_func=lambda key: label(known[key], phrases),
        key="quality-older",
    )
    if key in known:
        with st.spinner(phrases("Comparing …")):
            found = compared(known[key].answers, newer.answers)
        st.html(comparison_html(found, phrases))


def comparison_html(found: Comparison, phrases: Phrases) -> str:
    """What changed: every measure, and every question that became right or wrong."""
    if not found.n:
        return tag("p", phrases("These two runs have no question in common."))
    worse = [flip for flip in found.flips if not flip.is_better]
    better = [flip for flip in found.flips if flip.is_better]
    told = phrases("Questions asked in both: {n}", n=whole(found.n))
    return joined(
        tag("p", told, class_="p4c-note"),
        changes_table(found.changes, phrases),
        flips_list(phrases("Now wrong: {n}", n=len(worse)), worse),
        flips_list(phrases("Now right: {n}", n=len(better)), better),
    )


def changes_table(changes: Sequence[Change], phrases: Phrases) -> Markup:
    """How each measure changed on plain questions."""
    names = measure_names(phrases)
    rows = tuple(
        (
            named(change.metric, names),
            number(change.old),
            number(change.new),
            signed(change.change),
            ends(change.low, change.high, signed) or NONE,
            f"{change.p:.3f}",
            whole(change.n),
        )
        for change in changes
    )
    columns = (
        phrases("Measure"),
        phrases("Before"),
        phrases("After"),
        phrases("Change"),
        phrases("95 % interval"),
        "p",
        "n",
    )
    return table(Table(phrases("What changed, on plain questions"), columns, rows))


def flips_list(title: str, found: Sequence[Flip]) -> Markup:
    """Questions whose verdict changed; closed if there are many."""
    if not found:
        return tag("p", title)
    items = [tag("li", words_of(flip)) for flip in found[:MOST_FLIPS]]
    more = tag("li", "…") if len(found) > MOST_FLIPS else None
    return tag(
        "details",
        tag("summary", title),
        tag("ul", *items, more),
        class_="p4c-flips",
        open=len(found) <= 10,
    )


def words_of(flip: Flip) -> Markup:
    """A question whose verdict changed, and what is wrong with it now."""
    key = key_of(flip.case, flip.language, flip.variant)
    return joined(key, tag("small", "; ".join(flip.faults), lang="en") if flip.faults else None)
