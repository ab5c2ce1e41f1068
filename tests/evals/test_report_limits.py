"""Limits: what no figure tells is told in words."""

from evals.report_limits import limits_section
from ingest.languages import LANGUAGES
from tests.evals.made_up import Page, a_figure, a_manifest, a_summary, an_empty_summary


def test_machine_made_wording_is_counted():
    told = Page(limits_section(a_summary())).texts("li")[0]

    assert told.startswith("2,400 of 2,637 questions are worded by machine")


def test_languages_with_few_questions_are_named():
    few = {code: {"right": a_figure(n=7 if code == "ga" else 90)} for code in LANGUAGES}
    told = Page(limits_section(a_summary(languages=few))).texts("li")[1]

    assert "from 7 questions in Irish to 90" in told
    assert told.endswith("Fewer than 30: Irish.")


def test_what_is_not_measured_is_said():
    assert "Not measured:" in limits_section(a_summary())


def test_what_is_missing_or_stale_is_named():
    lacking = a_summary(missing=tuple(f"case-{n}/en" for n in range(7)), stale=("b",))
    told = limits_section(lacking)

    assert "7 questions have no answer (case-0/en, " in told
    assert ", …) and 1 case quotes a place that moved (b)" in told
    assert "In this run" not in limits_section(a_summary())


def test_all_that_the_run_was_made_with_is_there():
    options = a_manifest(options={"lang": "fr"})
    rows = Page(limits_section(a_summary(manifest=options))).texts("tr")

    assert {"Package numpy2.3", "Option langfr", f"Hash of golden{'f' * 64}"} <= set(rows)


def test_a_run_of_nothing_has_limits():
    assert "No language was asked." in limits_section(an_empty_summary())
