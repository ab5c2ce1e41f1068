"""What was understood and found becomes an answer, without a language model."""

import re
from collections.abc import Callable, Sequence

from assistant import compose_method, compose_practice, compose_silence
from assistant.answer import Answer, Status
from assistant.catalogue import Catalogue, Evidence, Fact, Partner, Practice
from assistant.compose_comparison import say_comparison
from assistant.compose_partner import (
    say_every_partner,
    say_every_plan,
    say_partner,
    say_partner_and_practice,
)
from assistant.compose_practice import (
    say_every_practice,
    say_fits,
    say_practice,
    say_sorted,
    say_tester_plans,
    say_untested,
)
from assistant.draft import Draft
from assistant.evidence import Found
from assistant.kinds import FIELDS
from assistant.understand import Understanding


def say_all_practices(draft: Draft) -> None:
    """List the whole catalogue, with the sentence that says how many were selected."""
    selected = draft.catalogue.method["practices-selected"]
    text = draft.gloss(draft.words.method[selected.id])
    draft.say(text, selected.fact.evidence, shape="lead")
    say_every_practice(draft, tuple(draft.catalogue.practices.values()))


WORD = re.compile(r"\w+")
# Who provides services, as the catalogue abbreviates it: what it is called in every language.
PROVIDERS = {"DA": frozenset({"agency"}), "CI": frozenset({"cluster", "manager"})}

# What is not asked of the documents, and the status that it gets.
TALK: dict[str, tuple[Callable[[Draft], None], Status]] = {
    "off_subject": (compose_silence.say_out_of_scope, "out_of_scope"),
    "greeting": (compose_silence.say_greeting, "clarify"),
    "about": (compose_silence.say_about, "answered"),
}
# Kinds whose answer hangs on nothing in the question.
FIXED: dict[str, Callable[[Draft], None]] = {
    "objective": compose_method.say_objective,
    "definition": compose_method.say_definition,
    "service_types": compose_method.say_service_types,
    "selection": compose_method.say_selection,
    "forms": compose_method.say_forms,
    "counts": compose_method.say_counts,
    "terms": compose_method.say_terms,
    "list_practices": say_all_practices,
    "untested": say_untested,
    "all_plans": lambda draft: say_every_plan(draft, draft.catalogue),
    "list_partners": lambda draft: say_every_partner(draft, draft.catalogue),
    "count_partners": lambda draft: say_every_partner(draft, draft.catalogue),
}


def compose(understood: Understanding, found: Found, draft: Draft) -> Answer:
    """Write the answer that the kind of question asks for, from what was found."""
    question = understood.question
    if found.quotes and found.answers:
        draft.about([p.id for p in found.practices], [p.id for p in found.partners])
        compose_silence.say_quotes(draft, found.quotes)
        return draft.finish(question)
    match understood.kind:
        case "off_subject" if found.quotes:
            compose_silence.say_not_stated(draft, "", ())
            compose_silence.say_nearest(draft, found.quotes)
            return draft.finish(question, "not_in_corpus")
        case kind if kind in TALK:
            say, status = TALK[kind]
            say(draft)
            return draft.finish(question, status)
        case "vague":
            compose_silence.ask_back(draft, found.practices)
            return draft.finish(question, "clarify")
        case "provided_by":
            compose_practice.say_provided(draft, provider_meant(understood))
        case kind if kind in FIXED:
            FIXED[kind](draft)
        case kind if kind in FIELDS:
            return compose_field(understood, found, draft)
        case _:
            return compose_named(understood, found, draft)
    return draft.finish(question)


def joined(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer to all that was asked; `answers` were written one after another into one draft."""
    last = answers[-1]
    if len(answers) == 1:
        return last
    statuses = {answer.status for answer in answers}
    return last.model_copy(
        update={
            "question": question.encode("utf-8", "replace").decode("utf-8"),
            "status": "answered" if "answered" in statuses else last.status,
            "not_stated": tuple(dict.fromkeys(f for each in answers for f in each.not_stated)),
        }
    )


def provider_meant(understood: Understanding) -> str | None:
    """Whose services are asked after: the document's abbreviation of it, or None for any."""
    words = set(WORD.findall(understood.text))
    for abbreviation, concepts in PROVIDERS.items():
        if words & {abbreviation, f"{abbreviation}s"} or concepts & understood.concepts:
            return abbreviation
    return None


def compose_named(understood: Understanding, found: Found, draft: Draft) -> Answer:
    """Answer on the practices and partners that were named, described or that fit a need."""
    question, practices, partners = understood.question, found.practices, found.partners
    match understood.kind:
        case "partner_practice" if partners and practices:
            if not say_partner_and_practice(draft, partners[0], practices[0]):
                return draft.finish(question, "not_in_corpus", ["testers"])
        case "testers" if practices:
            return compose_testers(question, practices, draft)
        case "compare" if len(practices) > 1:
            say_comparison(draft, practices)
        case "planner":
            return compose_planners(understood, partners, draft)
        case kind if kind in SAY_EACH and (practices or partners):
            SAY_EACH[kind](draft, practices, partners)
        case _:
            compose_silence.ask_back(draft, practices)
            return draft.finish(question, "clarify")
    return draft.finish(question)


def say_each(draft: Draft, practices: tuple[Practice, ...], partners: tuple[Partner, ...]) -> None:
    """Introduce each practice and partner that was asked for."""
    for practice in practices:
        say_practice(draft, practice)
    for partner in partners:
        say_partner(draft, partner)


SAY_EACH: dict[str, Callable[[Draft, tuple[Practice, ...], tuple[Partner, ...]], None]] = {
    "practice": say_each,
    "partner": say_each,
    "need": lambda draft, practices, _: say_fits(draft, practices),
    "list_topic": lambda draft, practices, _: say_sorted(draft, practices),
}


def compose_planners(
    understood: Understanding, partners: tuple[Partner, ...], draft: Draft
) -> Answer:
    """Say whose plan holds what was asked after; the nearest plan where none does."""
    for partner in partners:
        say_partner(draft, partner)
    if partners:
        return draft.finish(understood.question)
    nearest_plan = draft.catalogue.partner(understood.planners[0][0])
    draft.about(partners=[nearest_plan.id])
    compose_silence.say_not_stated(draft, "testers", [])
    compose_silence.say_nearest(draft, nearest_plan.facts.plan.evidence)
    return draft.finish(understood.question, "not_in_corpus", ["testers"])


def compose_testers(question: str, practices: tuple[Practice, ...], draft: Draft) -> Answer:
    """Say who plans to test practices; where no text names one, that is not stated."""
    for practice in practices:
        say_tester_plans(draft, practice)
    if any(practice.testers for practice in practices):
        return draft.finish(question)
    kranj = draft.catalogue.partner("bsc-kranj")
    compose_silence.say_nearest(draft, kranj.facts.plan.evidence[:1])
    return draft.finish(question, "not_in_corpus", ["testers"])


def compose_field(understood: Understanding, found: Found, draft: Draft) -> Answer:
    """Answer on one field of a practice or partner, or say that nobody stated it."""
    field = FIELDS[understood.kind]
    if field == "origin" and not found.practices:
        return compose_origins(understood, draft)
    if field == "service_type" and not found.practices:
        compose_method.say_service_types(draft)
        return draft.finish(understood.question)
    stated = [(p, f) for p in found.practices if (f := practice_fact(p, field)) and f.evidence]
    for practice, fact in stated:
        say_fact(draft, practice, fact, field)
    if stated:
        return draft.finish(understood.question)
    draft.about([p.id for p in found.practices], [p.id for p in found.partners])
    subjects = [draft.practice(p.id) for p in found.practices]
    subjects += [draft.partner(p.id) for p in found.partners]
    compose_silence.say_not_stated(draft, field, subjects)
    compose_silence.say_nearest(draft, nearest(found, field))
    return draft.finish(understood.question, "not_in_corpus", [field])


def practice_fact(practice: Practice, field: str) -> Fact | None:
    """A practice's fact, or None for a field that no record has (dates, names of persons …)."""
    return practice.fact(field) if field in type(practice.facts).model_fields else None


# What a partner's record calls the fields that readers ask for by another name.
PARTNER_FIELDS = {"date": "start_date", "participants": "number_of_participants"}


def partner_fact(partner: Partner, field: str) -> Fact | None:
    """A partner's fact, or None for a field that no record has."""
    name = PARTNER_FIELDS.get(field, field)
    return partner.fact(name) if name in type(partner.facts).model_fields else None


def say_fact(draft: Draft, practice: Practice, fact: Fact, field: str) -> None:
    """Say what the documents state of one field: the quote, and the whole summary translated."""
    draft.about(practices=[practice.id])
    name = compose_silence.field_names(draft.phrases)[field]
    quotes = " … ".join(
        draft.phrases.quoted(compose_silence.plain(quote.quote)) for quote in fact.evidence
    )
    draft.say(f"{draft.practice(practice.id)}, {name}: {quotes}", fact.evidence, shape="lead")
    if draft.phrases.language != "en":
        gloss = draft.gloss(draft.words.practices[practice.id].gloss)
        draft.say(gloss, practice.facts.summary.evidence)
    if fact.status == "inferred":
        draft.caveat(draft.phrases("No sentence says this outright: it is our inference."))


def compose_origins(understood: Understanding, draft: Draft) -> Answer:
    """Say of which practices the documents state where they come from."""
    known = [p for p in draft.catalogue.practices.values() if p.facts.origin.is_stated]
    draft.say(
        draft.phrases("The documents state an origin for these practices only:"), shape="lead"
    )
    for practice in known:
        fact = practice.facts.origin
        quotes = " … ".join(
            draft.phrases.quoted(compose_silence.plain(quote.quote)) for quote in fact.evidence
        )
        draft.say(f"{draft.practice(practice.id)}: {quotes}", fact.evidence, shape="item")
    quotes = [quote for practice in known for quote in practice.facts.origin.evidence]
    draft.about([practice.id for practice in known], whose_text(draft.catalogue, quotes))
    return draft.finish(understood.question)


def whose_text(catalogue: Catalogue, quotes: Sequence[Evidence]) -> list[str]:
    """The partners whose text holds one of the quotes."""
    return [
        partner.id
        for partner in catalogue.partners.values()
        if any(
            half.document == quote.document and half.start <= quote.start and quote.end <= half.end
            for half in partner.halves
            for quote in quotes
        )
    ]


def nearest(found: Found, field: str) -> tuple[Evidence, ...]:
    """The nearest that is stated where a field is not: the record's own, else its summary."""
    for practice in found.practices:
        fact = practice_fact(practice, field)
        return (fact.nearest if fact else ()) or practice.facts.summary.evidence
    for partner in found.partners:
        fact = partner_fact(partner, field)
        return (fact.nearest if fact else ()) or partner.facts.plan.evidence
    return found.quotes
