"""Two runs side by side."""

from assistant.phrases import phrases_of
from evals.comparing import change_of, paired
from evals.standing import standing_of
from tests.evals.made_up import Page, a_flip
from tests.ui.conftest import verdicts_of
from ui.quality_compare import Comparison, compared, comparison_html
from ui.quality_runs import known_runs

EN = phrases_of("en")


def test_what_changed_is_what_the_evaluations_say(a_run, served):
    older, newer = a_run("1", wrong=1), a_run("2", wrong=4)
    known = known_runs(served)

    found = compared(known[str(older)].answers, known[str(newer)].answers)

    pairs = paired(standing_of(verdicts_of(1)), standing_of(verdicts_of(4)))
    assert found.n == 24
    assert change_of(pairs, "right") in found.changes
    assert [(flip.case, flip.is_better) for flip in found.flips] == [
        (f"need-0{number}", False) for number in (1, 2, 3)
    ]


def test_the_table_shows_before_after_change_and_n(a_run, served):
    older, newer = a_run("1", wrong=0), a_run("2", wrong=3)
    known = known_runs(served)
    found = compared(known[str(older)].answers, known[str(newer)].answers)

    page = Page(comparison_html(found, EN))

    row = page.texts("td")[:6]
    assert (row[0], row[1], row[2], row[5]) == ("1.000", "0.875", "−0.125", "24")
    assert page.texts("summary") == ["Now wrong: 3"]
    assert "need-00/franother practice comes first" in page.texts("li")


def test_better_and_worse_are_told_apart():
    found = Comparison(9, (), (a_flip("a"), a_flip("b", is_better=True)))

    html = comparison_html(found, EN)

    assert html.index("Now wrong: 1") < html.index("a/fr") < html.index("Now right: 1")
    assert html.index("Now right: 1") < html.index("b/fr")


def test_runs_without_a_common_question_say_so():
    assert "no question in common" in comparison_html(Comparison(0, (), ()), EN)


def test_the_page_compares_with_the_baseline(a_run, a_baseline, open_quality, shown):
    a_run(wrong=2)

    page = open_quality("Compare")

    assert page.selectbox(key="quality-older").options[0].startswith("Baseline: ")
    assert "Now wrong: 2" in shown(page)


def test_a_single_run_has_nothing_to_be_compared_with(a_run, open_quality, shown):
    a_run()

    assert "There is no other run to compare with yet." in shown(open_quality("Compare"))
