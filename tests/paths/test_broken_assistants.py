"""Assistants broken on purpose: each is caught by the line of the gate that is meant for it."""

import itertools
import random
import re

import pytest

from assistant.ask import ask
from evals.gating import judge_run
from evals.manifest import manifest_now
from evals.outcomes import read_outcomes
from evals.run import ANSWERS, Askers, plan, run
from evals.scoring import judge
from evals.standing import standing_of
from evals.summing import summarise

LANGUAGES = ("en", "el", "mt")
NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def evaluated(bench, tmp_path_factory):
    """Ask an assistant the golden set and judge it: its summary and verdicts."""

    embed = bench.assistant.refreshed().mind.embed

    def evaluated(assistant, languages=LANGUAGES):
        folder = tmp_path_factory.mktemp("run")
        # What a planted document does is told by the real run; it wants an index of its own.
        cases = [case for case in bench.golden.cases.values() if not case.planted]
        items = plan(cases, languages, variants=())
        run(items, Askers(assistant, assistant), embed, folder)
        outcomes = list(read_outcomes(folder / ANSWERS))
        verdicts = [judge(o, bench.golden.cases[o.case], bench.sources) for o in outcomes]
        manifest = manifest_now(
            bench.settings.corpus, "", "", [i.key for i in items], {"part": "1"}
        )
        finished = manifest.model_copy(update={"seconds": 1.0})
        return summarise(finished, verdicts, bench.golden.cases, ()), verdicts

    return evaluated


@pytest.fixture(scope="module")
def baseline(evaluated, asked):
    summary, verdicts = evaluated(asked)
    return summary, standing_of(verdicts)


def with_claims(answer, change):
    """An answer whose claims are changed, and whose Markdown follows."""
    claims = tuple(claim.model_copy(update={"text": change(claim.text)}) for claim in answer.claims)
    return answer.model_copy(update={"claims": claims, "answer": change(answer.answer)})


def retrieves_at_random(real, bench):
    chance = random.Random(1)

    def broken(question, history):
        answer = real(question, history)
        practices = list(bench.sources.catalogue.practices)
        chance.shuffle(practices)
        chosen = tuple(practices[: len(answer.practices)])
        return answer.model_copy(update={"practices": chosen, "ranking": tuple(practices)})

    return broken


def never_refuses(real, bench):
    answered = real("What is the Help Desk?", ())

    def broken(question, history):
        answer = real(question, history)
        return answer if answer.status == "answered" else answered

    return broken


def always_refuses(real, bench):
    refusal = real("Who won the football World Cup?", ())
    return lambda question, history: refusal.model_copy(update={"question": question})


def speaks_english_only(real, bench):
    return lambda question, history: ask(question, bench.assistant, history, "en")


def forges_citation_ids(real, bench):
    def broken(question, history):
        answer = real(question, history)
        claims = tuple(
            claim.model_copy(update={"markers": (*claim.markers, 99)}) for claim in answer.claims
        )
        return answer.model_copy(update={"claims": claims})

    return broken


def alters_a_quote(real, bench):
    def broken(question, history):
        answer = real(question, history)
        if not answer.citations:
            return answer
        first = answer.citations[0]
        altered = first.model_copy(update={"quote": first.quote[:-1] + "!"})
        return answer.model_copy(update={"citations": (altered, *answer.citations[1:])})

    return broken


def drops_one_list_item(real, bench):
    def broken(question, history):
        answer = real(question, history)
        items = [claim for claim in answer.claims if claim.shape == "item"]
        if len(items) < 2:
            return answer
        claims = tuple(claim for claim in answer.claims if claim is not items[-1])
        practices, partners = answer.practices[:-1], answer.partners
        if not answer.practices:
            partners = partners[:-1]
        return answer.model_copy(
            update={"claims": claims, "practices": practices, "partners": partners}
        )

    return broken


def swaps_two_partners(real, bench):
    swapped = {"corallia": "mita", "mita": "corallia", "bep": "estonia", "estonia": "bep"}

    def broken(question, history):
        answer = real(question, history)
        partners = tuple(swapped.get(partner, partner) for partner in answer.partners)
        return answer.model_copy(update={"partners": partners})

    return broken


def adds_a_number(real, bench):
    def broken(question, history):
        return with_claims(real(question, history), lambda text: f"{text} It costs 47,300 euro.")

    return broken


def says_is_testing(real, bench):
    def broken(question, history):
        return with_claims(
            real(question, history),
            lambda text: re.sub(r"\b(plans? to|will|intends? to) test\b", "is testing", text),
        )

    return broken


def crashes_on_greek(real, bench):
    def broken(question, history):
        if re.search("[α-ω]", question):
            raise UnicodeError("no Greek here")
        return real(question, history)

    return broken


def is_slow(real, bench):
    embed = bench.assistant.refreshed().mind.embed

    def broken(question, history):
        for _ in range(8):
            embed(f"{question} {next(NUMBERS)}")
        return real(question, history)

    return broken


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (retrieves_at_random, "right practice first"),
        (never_refuses, "unanswerable questions not answered"),
        (always_refuses, "answerable questions not refused"),
        (speaks_english_only, "answers in the right language"),
        (forges_citation_ids, "citation ids valid"),
        (alters_a_quote, "quotes verbatim"),
        (drops_one_list_item, "lists exact"),
        (swaps_two_partners, "partners and their plans right"),
        (adds_a_number, "numbers have a source"),
        (says_is_testing, "plans told as plans"),
        (crashes_on_greek, "every question gets an answer"),
        (is_slow, "answers come quickly"),
    ],
)
def test_the_line_of_the_gate_that_is_meant_for_it_catches_a_broken_assistant(
    broken, line, bench, asked, evaluated, baseline
):
    languages = ("en",) if broken is is_slow else LANGUAGES
    summary, verdicts = evaluated(broken(asked, bench), languages)

    report = judge_run(summary, verdicts, *baseline)

    assert not report.has_passed
    assert line in {found.name for found in report.lines if found.state == "failed"}


def test_the_assistant_as_it_is_passes_every_line_that_holds_it_to_itself(
    asked, evaluated, baseline
):
    summary, verdicts = evaluated(asked)

    report = judge_run(summary, verdicts, *baseline)

    assert [found.name for found in report.lines if found.state != "passed"] == []
    assert report.flips == ()
