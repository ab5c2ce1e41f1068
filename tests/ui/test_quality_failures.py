"""Wrong answers as a reader would have seen them."""

from assistant.ask import ask
from assistant.phrases import phrases_of
from evals.outcomes import Asked
from tests.evals.made_up import HOSTILE, a_citation, a_verdict, an_answer
from ui.quality_failures import failure_html, label

EN = phrases_of("en")


def test_a_failure_shows_its_faults_and_its_quotes_in_their_surroundings(assistant):
    answer = ask("Which partners plan to test Permanent Offices?", assistant)
    asked = Asked(question=answer.question, language="en", answer=answer)

    html = failure_html(a_verdict(turns=(asked,)), assistant, EN)

    assert "another practice comes first" in html
    assert answer.question in html
    assert html.count("<mark>") == len(answer.citations) > 0
    assert "… " in html


def test_a_forged_citation_shows_its_quote_alone(assistant):
    forged = an_answer(citations=(a_citation(document="nowhere", quote="never said"),))
    asked = Asked(question="Q?", language="en", answer=forged)

    html = failure_html(a_verdict(turns=(asked,)), assistant, EN)

    assert "<mark>never said</mark>" in html


def test_a_crash_and_an_earlier_question_are_shown_too(assistant):
    turns = (
        Asked(question="Τι είναι;", language="el"),
        Asked(question="Πόσο;", language="el", error="KeyError: 'x'"),
    )

    html = failure_html(a_verdict(turns=turns), assistant, EN)

    assert "<li>Τι είναι;</li>" in html
    assert "KeyError: &#x27;x&#x27;" in html


def test_a_label_tells_case_language_way_of_typing_and_fault():
    verdict = a_verdict("list-04", "et", "typo", severity="critical")

    assert label(verdict, EN) == (
        "critical · list-04 · eesti · Typing slips · another practice comes first"
    )


def test_nothing_in_a_failure_acts(assistant):
    asked = Asked(question=HOSTILE, language="en", answer=an_answer(answer=HOSTILE))

    html = failure_html(a_verdict(turns=(asked,), faults=(HOSTILE,)), assistant, EN)

    assert "<script" not in html


def test_the_filters_leave_what_they_should(a_run, open_quality, shown):
    a_run(wrong=3)
    page = open_quality("Wrong answers")
    assert "Wrong answers: 3. To choose from: 3." in shown(page)
    assert len(page.selectbox(key="quality-failure").options) == 3

    assert page.selectbox(key="quality-failure-language").options == ["all", "français"]
    page.selectbox(key="quality-failure-language").select("fr").run()

    assert "To choose from: 3." in shown(page)


def test_a_run_without_failures_says_so(a_run, open_quality, shown):
    a_run(wrong=0)

    assert "Every answer is right." in shown(open_quality("Wrong answers"))


def test_the_baseline_has_no_answers_to_show(a_baseline, open_quality, shown):
    assert "The answers of the baseline are not kept" in shown(open_quality("Wrong answers"))
