"""Evidence on several practices becomes a table: a column a practice, a row a field."""

from assistant.catalogue import Fact, Practice, Tester
from assistant.compose_practice import say_plans_only
from assistant.compose_silence import field_names, plain
from assistant.compose_values import forms_of, value_in
from assistant.draft import Draft
from assistant.phrases import Phrases

# The rows between what a practice is and who plans to test it, as readers ask.
COMPARED = (
    *("aim", "provider", "beneficiaries", "access_conditions", "origin", "service_type"),
    *("cost", "duration", "staff", "results", "contact"),
)


def say_comparison(draft: Draft, practices: tuple[Practice, ...]) -> None:
    """Set practices side by side in a table of what the documents say of at least one."""
    draft.about(practices=[practice.id for practice in practices])
    names = draft.phrases.listing([draft.practice(practice.id) for practice in practices])
    draft.say(draft.phrases("Side by side: {practices}", practices=names), shape="lead")
    for practice in practices:
        gloss = draft.words.practices[practice.id].gloss
        row = capital(draft.phrases("what it is"))
        draft.fill(row, column(draft, practice), gloss, practice.facts.summary.evidence)
    for field in COMPARED:
        fill_field(draft, practices, field)
    fill_testers(draft, practices)
    if draft.phrases.language != "en":
        draft.caveat(
            draft.phrases(
                "The table is a translation; the sources are in the documents' own words."
            )
        )


def fill_field(draft: Draft, practices: tuple[Practice, ...], field: str) -> None:
    """Add the row of a field, if the documents say it of one of the practices."""
    if not any(practice.fact(field).evidence for practice in practices):
        return
    row = capital(field_names(draft.phrases)[field])
    for practice in practices:
        fact = practice.fact(field)
        text = told(draft.phrases, fact) if fact.evidence else not_said(draft.phrases)
        draft.fill(row, column(draft, practice), text, fact.evidence)


def fill_testers(draft: Draft, practices: tuple[Practice, ...]) -> None:
    """Add the row of who plans to test a practice, if a text names one of them as its test."""
    named = {p.id: [t for t in p.testers if t.status == "stated"] for p in practices}
    if not any(named.values()):
        return
    row = capital(draft.phrases("who plans to test it, and how"))
    for practice in practices:
        testers = named[practice.id]
        draft.about(partners=[tester.partner for tester in testers])
        text = draft.phrases.listing(plan_in_short(draft, tester) for tester in testers)
        quotes = [quote for t in testers for quote in (*t.evidence, *how_stated(t).evidence)]
        draft.fill(row, column(draft, practice), text or not_said(draft.phrases), quotes)
    say_plans_only(draft)


def plan_in_short(draft: Draft, tester: Tester) -> str:
    """A partner's name, and in a few words how it plans to test a practice."""
    forms = ", ".join(forms_of(draft.phrases)[form] for form in how_stated(tester).values)
    name = draft.partner(tester.partner)
    return f"{name} ({forms})" if forms else name


def how_stated(tester: Tester) -> Fact:
    """How a partner plans to test a practice, as far as a sentence says it."""
    return tester.how if tester.how.is_stated else Fact(status="not_stated")


def told(phrases: Phrases, fact: Fact) -> str:
    """What a fact says: its value, or the quotes themselves where it has none in the language."""
    values = [value_in(phrases, value) for value in fact.values]
    if None in values:
        return " … ".join(phrases.quoted(plain(quote.quote)) for quote in fact.evidence)
    text = capital(phrases.listing(plain(value) for value in values if value))
    mark = phrases("our inference")
    return f"{text} *({mark})*" if fact.status == "inferred" else text


def not_said(phrases: Phrases) -> str:
    """What stands in a cell that the documents leave empty."""
    return phrases("The documents do not say")


def column(draft: Draft, practice: Practice) -> str:
    """The head of a practice's column: its name in the reader's language."""
    return f"**{draft.words.practices[practice.id].name}**"


def capital(text: str) -> str:
    """A text with a capital first letter, as the head of a row has."""
    return text[:1].upper() + text[1:]
