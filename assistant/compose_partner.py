"""Evidence on partners becomes claims: what each plans to test, and how."""

from assistant.catalogue import Catalogue, Partner, PlannedTest, Practice
from assistant.compose_practice import say_differences, say_plans_only, say_resembling
from assistant.draft import Draft


def say_partner(draft: Draft, partner: Partner) -> None:
    """Say what a partner plans to test and how, with every practice that its plan touches."""
    draft.about(partners=[partner.id])
    draft.say(draft.plan(partner.id), draft.halves(partner.id), shape="lead")
    named, inferred = split_tests(partner)
    draft.about(practices=[test.practice for test in (*named, *inferred) if test.practice])
    if named:
        draft.say(draft.phrases("Practices of the catalogue that it names:"))
    for test in named:
        draft.say(draft.practice(test.practice or ""), test.evidence, shape="item")
    if inferred:
        draft.say(draft.phrases("Practices that its plan resembles, though it does not name them:"))
        for test in inferred:
            draft.say(draft.practice(test.practice or ""), test.evidence, shape="item")
        draft.caveat(
            draft.phrases(
                "The link between a practice and a plan that resembles it is our inference."
            )
        )
    if not named and not inferred:
        draft.say(draft.phrases("It names no single practice of the catalogue."))
    if not partner.facts.organisation.is_stated:
        draft.caveat(draft.phrases("The documents name no organisation for this partner."))
    say_plans_only(draft)
    say_differences(draft, partner.id)


def split_tests(partner: Partner) -> tuple[list[PlannedTest], list[PlannedTest]]:
    """A partner's tests whose practice is named, and those where it is inferred; each once."""
    by_status: dict[str, dict[str, PlannedTest]] = {"stated": {}, "inferred": {}}
    for test in partner.tests:
        if test.practice:
            by_status[test.status].setdefault(test.practice, test)
    inferred = [t for p, t in by_status["inferred"].items() if p not in by_status["stated"]]
    return list(by_status["stated"].values()), inferred


def say_partner_and_practice(draft: Draft, partner: Partner, practice: Practice) -> bool:
    """Say whether a partner plans to test a practice; True if a sentence or a likeness says so."""
    draft.about(practices=[practice.id], partners=[partner.id])
    tester = next((t for t in practice.testers if t.partner == partner.id), None)
    names = {"partner": draft.partner(partner.id), "practice": draft.practice(practice.id)}
    if tester is None:
        draft.say(
            draft.phrases(
                "The documents do not say that this partner plans to test this practice:"
                " {partner}, {practice}",
                **names,
            ),
            shape="lead",
        )
        say_who_else(draft, practice, partner)
        draft.say(draft.plan(partner.id), draft.halves(partner.id))
        say_plans_only(draft)
        return False
    if tester.status == "stated":
        draft.say(
            draft.phrases("Yes, as a plan: {partner}, {practice}", **names),
            tester.evidence,
            shape="lead",
        )
    else:
        draft.say(
            draft.phrases("Not said in so many words: {partner}, {practice}", **names),
            shape="lead",
        )
        say_resembling(draft, [tester])
    draft.say(draft.plan(partner.id), draft.halves(partner.id))
    say_plans_only(draft)
    say_differences(draft, partner.id)
    return True


def say_who_else(draft: Draft, practice: Practice, partner: Partner) -> None:
    """Correct a false premise: who, if not this partner, plans to test the practice."""
    others = [
        tester
        for tester in practice.testers
        if tester.status == "stated" and tester.partner != partner.id
    ]
    if others:
        draft.about(partners=[tester.partner for tester in others])
        draft.say(
            draft.phrases.count(
                "Planned test by one partner: {partners}",
                "Planned tests by {n} partners: {partners}",
                len(others),
                partners=draft.phrases.listing([draft.partner(t.partner) for t in others]),
            ),
            [quote for tester in others for quote in tester.evidence],
        )


def say_every_plan(draft: Draft, catalogue: Catalogue) -> None:
    """Say in a line a partner what each plans to test."""
    draft.say(draft.phrases("What each partner plans to test:"), shape="lead")
    for partner in catalogue.partners.values():
        draft.about(partners=[partner.id])
        named, inferred = split_tests(partner)
        draft.about(practices=[test.practice for test in named if test.practice])
        names = draft.phrases.listing([draft.practice(test.practice or "") for test in named])
        in_short = named and len(named) == len(partner.tests)
        text = f"{draft.partner(partner.id)}: {names}" if in_short else draft.plan(partner.id)
        draft.say(text, draft.halves(partner.id), shape="item")
        if inferred:
            draft.about(practices=[test.practice for test in inferred if test.practice])
    say_plans_only(draft)


def say_every_partner(draft: Draft, catalogue: Catalogue) -> None:
    """List the partners by the names that the documents give them."""
    draft.about(partners=catalogue.partners)
    draft.say(
        draft.phrases.count(
            "The documents hold the plan of one partner:",
            "The documents hold the plans of {n} partners:",
            len(catalogue.partners),
        ),
        shape="lead",
    )
    for partner in catalogue.partners.values():
        draft.say(draft.partner(partner.id), partner.name.evidence, shape="item")
        if not partner.facts.organisation.is_stated:
            draft.caveat(
                draft.phrases(
                    "{partner}: the documents name no organisation for this partner.",
                    partner=draft.partner(partner.id),
                )
            )
