"""evals/model_summary.py: errors stay in the denominator, and agreement is told with its n."""

import pytest

from evals.hand_labels import HandLabel
from evals.model_summary import JudgeSummary, judge_lines, summarise_judgements
from evals.model_votes import CitedClaim, Judgement, Vote

YES, NO, ERROR = (True, True, True), (False, False, True), (True, None, False)


def a_claim(number, language="en"):
    return CitedClaim(text=f"claim {number}", language=language, quotes=("q",))


def a_judgement(claim, votes):
    told = [Vote(supported=v, why="w", fault="" if v is not None else "unreadable") for v in votes]
    return Judgement(key=claim.text, model="m", claim=claim, votes=tuple(told))


def a_label(number, supported, by="machine", language="en"):
    return HandLabel(
        text=f"label {number}", language=language, quotes=("q",), supported=supported, by=by
    )


def summarised(findings, labels=()):
    """The summary of claims by (language, votes), and of labels by (label, votes)."""
    claims = {a_claim(n, language): f"case {n}" for n, (language, _) in enumerate(findings)}
    judged = {
        claim: a_judgement(claim, votes) for claim, (_, votes) in zip(claims, findings, strict=True)
    }
    judged |= {label.claim: a_judgement(label.claim, votes) for label, votes in labels}
    return summarise_judgements(judged, claims, [label for label, _ in labels], "m")


def test_errors_count_as_not_supported_and_n_is_all():
    found = summarised([("en", YES), ("en", NO), ("mt", ERROR), ("mt", YES)])

    assert (found.claims.supported.value, found.claims.supported.n) == (0.5, 4)
    assert (found.claims.unsupported, found.claims.errors, found.claims.unanimous) == (1, 1, 2)
    assert found.languages["mt"].supported.value == 0.5
    assert found.languages["mt"].errors == 1
    assert found.claims.supported.low is None  # too few cases
    assert JudgeSummary.model_validate_json(found.model_dump_json()) == found


def test_with_cases_enough_there_is_an_interval():
    share = summarised([("en", YES if n % 2 else NO) for n in range(20)]).claims.supported

    assert share.low is not None
    assert share.low < share.value == 0.5 < share.high


def test_an_interval_is_shown_where_it_has_a_width():
    mixed = summarised([("en", YES if n % 2 else NO) for n in range(20)])
    equal = summarised([("en", YES)] * 20)

    assert judge_lines(mixed)[1].startswith("All claims: 50.0% [")
    assert judge_lines(equal)[1].startswith("All claims: 100.0% supported, n = 20")


def test_agreement_counts_errors_as_disagreement():
    labels = [
        (a_label(1, True), YES),
        (a_label(2, True), NO),
        (a_label(3, False), NO),
        (a_label(4, False), ERROR),
    ]
    agreement = summarised([("en", YES)], labels).agreement

    assert (agreement.n, agreement.errors, agreement.percent) == (4, 1, 50.0)
    # Pairs ss su uu ue: n_s = 3, n_u = 4, n_e = 1; 1 - 7 · 4 / (64 - 9 - 16 - 1).
    assert agreement.alpha == pytest.approx(1 - 28 / 38, abs=0.0005)


def test_agreement_is_told_by_language_and_labels_by_who_made_them():
    labels = [
        (a_label(1, True), YES),
        (a_label(2, False, "ab", "mt"), YES),
        (a_label(3, True, language="mt"), YES),
    ]
    found = summarised([("en", YES)], labels)

    assert {code: a.percent for code, a in found.agreement_by_language.items()} == {
        "en": 100.0,
        "mt": 50.0,
    }
    assert found.agreement_by_language["en"].alpha is None
    assert found.labelled_by == {"machine": 2, "ab": 1}


@pytest.mark.parametrize(
    ("by", "votes", "reliable"), [("ab", NO, True), ("ab", YES, False), ("machine", NO, False)]
)
def test_verdicts_are_relied_on_only_with_agreement_and_labels_of_a_person(by, votes, reliable):
    found = summarised([("en", YES)], [(a_label(1, True, by), YES), (a_label(2, False, by), votes)])

    assert found.is_reliable == reliable
    assert any(line.startswith("Do not rely") for line in judge_lines(found)) != reliable


def test_without_labels_there_is_no_agreement_and_no_reliance():
    found = summarised([("en", YES)])

    assert found.agreement is None
    assert not found.is_reliable


def test_the_lines_say_every_n():
    findings = [("en", YES), ("en", NO), ("mt", ERROR)]
    lines = judge_lines(summarised(findings, [(a_label(1, True), YES), (a_label(2, False), NO)]))

    assert "never part of the gate" in lines[0]
    assert lines[1] == "All claims: 33.3% supported, n = 3, 1 not, 1 errors, 33.3% unanimous"
    assert lines[3] == "mt: 0.0% supported, n = 1, 0 not, 1 errors, 0.0% unanimous"
    agreed = "100 % agreed, Krippendorff's alpha 1.00, n = 2, 0 errors"
    assert lines[4] == f"Hand labels (2 by machine): {agreed}"
