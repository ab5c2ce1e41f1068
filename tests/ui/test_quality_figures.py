"""Tables of figures: those of the summary, each with interval and n."""

import pytest

from assistant.phrases import phrases_of, spoken
from evals.metric_names import MAIN, TYPES, VARIANTS
from tests.evals.made_up import HOSTILE, Page, a_figure, a_manifest, a_summary, an_empty_summary
from ui.quality_figures import cell, figures_html
from ui.quality_names import endonym, measure_names

EN = phrases_of("en")


def test_the_main_figure_stands_first_with_interval_and_n():
    page = Page(figures_html(a_summary(), EN))

    said = page.texts("p", **{"class": "p4c-figure"})[0]
    assert said.startswith("0.812fully correct · n 2,637 · cases: 231 · languages: 24")
    assert "0.762 … 0.862" in said


def test_every_figure_of_every_language_is_the_summary_s():
    summary = a_summary()
    page = Page(figures_html(summary, EN))
    heads = page.texts("th", scope="row")

    cells = [text for text in page.texts("td") if "n 4" in text or "n 5" in text or "n 6" in text]

    assert [endonym(code) for code in summary.languages if endonym(code) not in heads] == []
    for figures in summary.languages.values():
        for figure in figures.values():
            written = f"{figure.value:.3f}{figure.low:.3f} … {figure.high:.3f}n {figure.n}"
            assert written in cells


@pytest.mark.parametrize("language", sorted(spoken()))
def test_types_variants_and_measures_are_named_in_the_reader_s_language(language):
    phrases = phrases_of(language)
    page = Page(figures_html(a_summary(), phrases))

    heads = page.texts("th", scope="row")
    assert len(heads) == 24 + len(TYPES) + len(VARIANTS) + len(MAIN)
    assert {measure_names(phrases)[metric] for metric in MAIN} <= set(heads)
    assert {endonym(code) for code in a_summary().languages} <= set(heads)


def test_the_darker_the_further_from_one():
    shades = [cell(a_figure(value), is_worst=False) for value in (1.0, 0.97, 0.7, 0.2)]

    classes = [int(html.split("p4c-shade-")[1][0]) for html in shades]
    assert classes == sorted(classes)
    assert len(set(classes)) == 4


def test_a_figure_of_few_cases_has_no_interval():
    assert "…" not in cell(a_figure(low=None, high=None, n=3), is_worst=False)
    assert "n 3" in cell(a_figure(low=None, high=None, n=3), is_worst=False)


def test_what_is_missing_or_stale_is_said():
    html = figures_html(a_summary(missing=("need-01/fr",), stale=("list-02",)), EN)

    assert "Asked but not answered: need-01/fr" in html
    assert "Quotes that moved, in: list-02" in html


def test_a_run_in_which_nothing_was_asked_says_so():
    assert "Nothing was asked" in figures_html(an_empty_summary(), EN)


def test_nothing_in_a_run_acts():
    html = figures_html(a_summary(manifest=a_manifest(commit=HOSTILE[:12])), EN)

    assert "<script" not in html
