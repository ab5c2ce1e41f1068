"""Evidence on practices becomes claims: what fits a need, what one is, who plans to test it."""

from assistant.catalogue import Practice, Tester
from assistant.draft import Draft

# A second and third practice are named if they fit nearly as well as the first.
MAX_FITS = 3


def say_fits(draft: Draft, practices: tuple[Practice, ...]) -> None:
    """Name the practice that fits a need best, why, who plans to test it, and close rivals."""
    best, *others = practices[:MAX_FITS]
    draft.about(practices=[practice.id for practice in (best, *others)])
    draft.say(
        draft.phrases("Best fit: {practice}", practice=draft.practice(best.id)),
        best.title.evidence,
        shape="lead",
    )
    say_summary(draft, best)
    say_testers(draft, best)
    if others:
        draft.say(draft.phrases("Also worth a look:"))
        for other in others:
            gloss = draft.gloss(draft.words.practices[other.id].gloss)
            draft.say(
                f"{draft.practice(other.id)}: {gloss}", other.facts.summary.evidence, shape="item"
            )


def say_summary(draft: Draft, practice: Practice) -> None:
    """Say what a practice is: its summary in the reader's language, over the document's own."""
    gloss = draft.gloss(draft.words.practices[practice.id].gloss)
    draft.say(gloss, practice.facts.summary.evidence)


def say_practice(draft: Draft, practice: Practice) -> None:
    """Introduce a practice: name, summary, who plans to test it."""
    draft.about(practices=[practice.id])
    gloss = draft.gloss(draft.words.practices[practice.id].gloss)
    evidence = (*practice.title.evidence, *practice.facts.summary.evidence)
    draft.say(f"{draft.practice(practice.id)}: {gloss}", evidence, shape="lead")
    say_testers(draft, practice)


def say_testers(draft: Draft, practice: Practice) -> None:
    """Say who plans to test a practice, partners that a sentence names before those it does not."""
    named = [t for t in practice.testers if t.status == "stated"]
    resembling = [t for t in practice.testers if t.status == "inferred"]
    draft.about(partners=[tester.partner for tester in (*named, *resembling)])
    if named:
        draft.say(
            draft.phrases.count(
                "Planned test by one partner: {partners}",
                "Planned tests by {n} partners: {partners}",
                len(named),
                partners=draft.phrases.listing([draft.partner(t.partner) for t in named]),
            ),
            [quote for tester in named for quote in tester.evidence],
        )
        say_plans_only(draft)
    else:
        draft.say(draft.phrases("No partner's text names this practice as one that it will test."))
    if resembling:
        say_resembling(draft, resembling)


def say_resembling(draft: Draft, testers: list[Tester]) -> None:
    """Say whose plan resembles a practice, with the caveat that no sentence links the two."""
    draft.say(
        draft.phrases(
            "Resembles it, though no sentence links the two, the plan of: {partners}",
            partners=draft.phrases.listing([draft.partner(t.partner) for t in testers]),
        ),
        [quote for tester in testers for quote in tester.evidence],
    )
    draft.caveat(
        draft.phrases("The link between a practice and a plan that resembles it is our inference.")
    )


def say_plans_only(draft: Draft) -> None:
    """Add the caveat that goes with every word on testing."""
    draft.caveat(
        draft.phrases("These are plans: the documents report no test that has been carried out.")
    )


def say_tester_plans(draft: Draft, practice: Practice) -> None:
    """Answer who tests a practice and how: a line a partner, with its whole plan."""
    draft.about(practices=[practice.id])
    title = draft.practice(practice.id)
    named = [t for t in practice.testers if t.status == "stated"]
    resembling = [t for t in practice.testers if t.status == "inferred"]
    draft.about(partners=[tester.partner for tester in (*named, *resembling)])
    if named:
        partners = draft.phrases.listing([draft.partner(t.partner) for t in named])
        draft.say(
            draft.phrases.count(
                "{practice}: one partner plans to test it, {partners}.",
                "{practice}: {n} partners plan to test it, {partners}.",
                len(named),
                practice=title,
                partners=partners,
            ),
            [quote for tester in named for quote in tester.evidence],
            shape="lead",
        )
        say_plans_only(draft)
    else:
        draft.say(
            draft.phrases("{practice}: no partner's text names it as its test.", practice=title),
            practice.title.evidence,
            shape="lead",
        )
    for tester in named:
        draft.say(draft.plan(tester.partner), draft.halves(tester.partner), shape="item")
        say_differences(draft, tester.partner)
    if resembling:
        say_resembling(draft, resembling)


def say_differences(draft: Draft, partner_id: str) -> None:
    """Add a caveat, citing both, for each point where the halves of a partner's text differ."""
    for difference in draft.catalogue.partner(partner_id).differences:
        words = draft.words.differences.get(difference.id)
        if words is None:
            continue
        markers = "".join(f"[{draft.cite(quote)}]" for quote in difference.evidence)
        draft.caveat(f"{draft.partner(partner_id)}: {words} {markers}")


def say_every_practice(draft: Draft, practices: tuple[Practice, ...]) -> None:
    """List practices by title, each with its quote."""
    draft.about(practices=[practice.id for practice in practices])
    for practice in practices:
        draft.say(draft.practice(practice.id), practice.title.evidence, shape="item")


def say_sorted(draft: Draft, practices: tuple[Practice, ...]) -> None:
    """List the practices on a subject, with the caveat that the sorting is ours."""
    draft.about(practices=[practice.id for practice in practices])
    draft.say(draft.phrases("These practices have to do with it:"), shape="lead")
    for practice in practices:
        gloss = draft.gloss(draft.words.practices[practice.id].gloss)
        text = f"{draft.practice(practice.id)}: {gloss}"
        draft.say(text, practice.facts.summary.evidence, shape="item")
    draft.caveat(draft.phrases("No sentence says this outright: it is our inference."))


def say_provided(draft: Draft, provider: str | None) -> None:
    """List the practices that the documents say somebody provides: "DA", "CI", or anybody."""
    stated = [p for p in draft.catalogue.practices.values() if p.facts.provider.is_stated]
    found = [
        p for p in stated if not provider or f"({provider}" in " ".join(p.facts.provider.values)
    ]
    draft.about(practices=[practice.id for practice in found])
    draft.say(draft.phrases("These practices have to do with it:"), shape="lead")
    for practice in found:
        quotes = " … ".join(draft.phrases.quoted(q.quote) for q in practice.facts.provider.evidence)
        draft.say(
            f"{draft.practice(practice.id)}: {quotes}",
            practice.facts.provider.evidence,
            shape="item",
        )


def say_untested(draft: Draft) -> None:
    """List the practices that no partner names as its test, and how far that list reaches."""
    silent = [p for p in draft.catalogue.practices.values() if not p.testers]
    likened = [
        p
        for p in draft.catalogue.practices.values()
        if p.testers and all(tester.status == "inferred" for tester in p.testers)
    ]
    draft.say(draft.phrases("No partner's text names these practices as a test:"), shape="lead")
    say_every_practice(draft, tuple(silent))
    if likened:
        draft.say(draft.phrases("Not named either, but a plan resembles them:"))
        say_every_practice(draft, tuple(likened))
        draft.caveat(
            draft.phrases(
                "The link between a practice and a plan that resembles it is our inference."
            )
        )
    kranj = draft.catalogue.partner("bsc-kranj")
    draft.say(
        draft.phrases(
            "{partner} leaves the choice among all the practices to its clusters.",
            partner=draft.partner(kranj.id),
        ),
        kranj.facts.plan.evidence[:1],
    )
    draft.about(partners=[kranj.id])
