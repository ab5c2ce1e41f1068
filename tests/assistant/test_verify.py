"""assistant/verify.py: what the sources do not hold does not reach the reader."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Claim, as_markdown
from assistant.ask import ask
from assistant.verify import verify
from ingest.located import Locator

BODY = "A total of 96 practices were recorded. Of these, 15 were selected in 2012.\n1 240,50 euro."
FIRST, SECOND = "A total of 96 practices were recorded.", "Of these, 15 were selected in 2012."


def cite(marker, quote, **changes):
    start = BODY.index(quote) if quote in BODY else 0
    place = {"start": start, "end": start + len(quote)} | changes
    return Citation(
        marker=marker,
        document="notes",
        title="Notes",
        language="en",
        locator=Locator(page=None, section=None, **place),
        quote=quote,
    )


def answer_of(claims, citations, caveats=(), **changes):
    return Answer(
        question=changes.pop("question", "How many?"),
        language="en",
        status=changes.pop("status", "answered"),
        answer=as_markdown(tuple(claims)),
        citations=tuple(citations),
        claims=tuple(claims),
        caveats=tuple(caveats),
        **changes,
    )


LEAD = Claim(text="In all, 96 were recorded.", markers=(1,), shape="lead")
NEXT = Claim(text="The documents say that 15 were selected.", markers=(2,))
GOOD = answer_of([LEAD, NEXT], [cite(1, FIRST), cite(2, SECOND)])


def checked(answer):
    return verify(answer, {"notes": BODY}.__getitem__)


def test_an_answer_that_its_sources_hold_stays_as_it_is():
    assert checked(GOOD) is GOOD


@pytest.mark.parametrize(
    "changed",
    [
        cite(2, "Of these, 16 were selected in 2012.", start=39, end=74),
        cite(2, SECOND.lower(), start=39, end=74),
        cite(2, SECOND + " "),
        cite(2, SECOND, start=38, end=73),
        cite(2, SECOND, start=BODY.index(SECOND), end=10_000),
        cite(2, "", start=5, end=5),
        cite(2, "\n", start=BODY.index("\n"), end=BODY.index("\n") + 1),
    ],
    ids=["a number", "letter case", "a space", "its place", "its end", "nothing", "white space"],
)
def test_a_quote_that_was_changed_is_dropped_with_its_claim(changed):
    answer = checked(answer_of([LEAD, NEXT], [cite(1, FIRST), changed]))

    assert [claim.text for claim in answer.claims] == [LEAD.text]
    assert [citation.marker for citation in answer.citations] == [1]
    assert answer.answer == f"{LEAD.text} [1]"
    assert answer.status == "answered"


def test_a_claim_with_a_forged_marker_is_dropped():
    forged = Claim(text="Many more.", markers=(1, 7))

    answer = checked(answer_of([LEAD, forged], [cite(1, FIRST)]))

    assert answer.claims == (LEAD,)
    assert "[7]" not in answer.answer


def test_an_answer_that_lost_its_lead_is_a_silence():
    answer = checked(answer_of([LEAD, NEXT], [cite(1, FIRST, start=3, end=41), cite(2, SECOND)]))

    assert answer.status == "not_in_corpus"
    assert answer.answer == f"{NEXT.text} [2]"
    assert [citation.marker for citation in answer.citations] == [2]


@pytest.mark.parametrize("status", ["clarify", "out_of_scope", "not_in_corpus"])
def test_a_silence_that_loses_a_claim_stays_the_silence_it_was(status):
    answer = checked(answer_of([LEAD], [cite(1, FIRST, start=3, end=41)], status=status))

    assert answer.status == status
    assert answer.claims == ()


def test_a_quote_that_no_claim_uses_any_more_is_dropped():
    loose = Claim(text="It took 3 years.", markers=(2,))

    answer = checked(answer_of([LEAD, loose], [cite(1, FIRST), cite(2, SECOND)]))

    assert [citation.marker for citation in answer.citations] == [1]


def test_a_caveat_keeps_its_quotes_and_goes_with_them():
    spoilt = cite(3, FIRST, start=1, end=39)
    caveats = ["A difference [2]", "Another [3]", "Plans only."]

    answer = checked(answer_of([LEAD], [cite(1, FIRST), cite(2, SECOND), spoilt], caveats))

    assert answer.caveats == ("A difference [2]", "Plans only.")
    assert [citation.marker for citation in answer.citations] == [1, 2]


DIGITS = set(re.findall(r"\d+", BODY))


@given(st.from_regex(r"\A[1-9][0-9]{0,8}\Z").filter(lambda digits: digits not in DIGITS | {"1"}))
def test_a_number_that_no_source_holds_is_never_said(digits):
    claim = Claim(text=f"It cost {digits} euro.", markers=(1,), shape="lead")

    answer = checked(answer_of([claim], [cite(1, BODY)]))

    assert digits not in answer.answer
    assert answer.status == "not_in_corpus"


@given(st.sampled_from(sorted(DIGITS)), st.integers(0, 9))
def test_a_digit_added_to_a_number_of_the_source_is_noticed(digits, more):
    longer = f"{digits}{more}"
    if longer in DIGITS:
        return
    claim = Claim(text=f"In all {longer}.", markers=(1,), shape="lead")

    assert checked(answer_of([claim], [cite(1, BODY)])).claims == ()


@pytest.mark.parametrize("number", ["96", "15", "2012", "1 240,50"])
def test_a_number_of_the_source_may_be_said(number):
    claim = Claim(text=f"It says {number}.", markers=(1,), shape="lead")
    answer = answer_of([claim], [cite(1, BODY)])

    assert checked(answer) is answer


def test_a_number_of_another_quote_than_the_one_pointed_to_is_dropped():
    borrowed = Claim(text="Recorded: 15.", markers=(1,))

    assert (
        borrowed
        not in checked(answer_of([LEAD, borrowed], [cite(1, FIRST), cite(2, SECOND)])).claims
    )


def test_a_number_of_the_question_may_be_said_again():
    claim = Claim(text="Of your 42 members, all.", markers=(1,), shape="lead")
    answer = answer_of([claim], [cite(1, FIRST)], question="Can my 42 members come?")

    assert checked(answer) is answer


def test_the_count_of_what_is_listed_may_be_said():
    lead = Claim(text="There are 3.", markers=(1,), shape="lead")
    items = [Claim(text=name, shape="item") for name in ("a", "b", "c")]

    assert checked(answer_of([lead, *items], [cite(1, FIRST)])).claims == (lead, *items)
    assert lead not in checked(answer_of([lead, *items[:2]], [cite(1, FIRST)])).claims


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "What does BEP plan to test?"), ("sl", "Kaj bo preizkusil BEP?")],
)
def test_a_changed_document_takes_the_quotes_of_a_real_answer_away(language, question, assistant):
    answer = ask(question, assistant)
    assert answer.language == language
    assert answer.citations

    silence = verify(answer, lambda document: assistant.refreshed().library.body(document).upper())

    assert silence.citations == ()
    assert silence.status == "not_in_corpus"
    assert not re.search(r"\[\d+\]", silence.answer + " ".join(silence.caveats))
