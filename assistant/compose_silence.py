"""What nothing states, what is not our subject and what is unclear become honest, helpful words."""

import re
from collections.abc import Iterable, Sequence

from assistant.catalogue import Evidence, Practice
from assistant.draft import Draft
from assistant.phrases import Phrases

# At most so many verbatim sentences are offered as the nearest that the documents do say.
MAX_NEAREST = 2


def field_names(phrases: Phrases) -> dict[str, str]:
    """What each field that readers ask for is called in their language."""
    return {
        "access_conditions": phrases("conditions of access"),
        "aim": phrases("aim"),
        "beneficiaries": phrases("who benefits"),
        "contact": phrases("contact details and addresses"),
        "cost": phrases("costs, fees and budgets"),
        "date": phrases("dates and deadlines"),
        "detail": phrases("technical details"),
        "duration": phrases("duration"),
        "legal": phrases("legal basis"),
        "origin": phrases("origin"),
        "participants": phrases("numbers and names of participants"),
        "person": phrases("names of persons"),
        "provider": phrases("provider"),
        "results": phrases("results and effects"),
        "scores": phrases("scores, votes and rankings"),
        "service_type": phrases("type of service"),
        "staff": phrases("staff needed"),
        "testers": phrases("a partner that tests it"),
    }


def say_not_stated(draft: Draft, field: str, subjects: Sequence[str]) -> None:
    """Say that the documents do not state a field, of whatever the question was about."""
    name = field_names(draft.phrases).get(field)
    if name is None:
        draft.say(draft.phrases("The documents do not say this."), shape="lead")
    elif subjects:
        draft.say(
            draft.phrases(
                "The documents do not say this: {field} ({subject})",
                field=name,
                subject=draft.phrases.listing(subjects),
            ),
            shape="lead",
        )
    else:
        draft.say(draft.phrases("The documents do not say this: {field}", field=name), shape="lead")


def say_nearest(draft: Draft, evidence: Iterable[Evidence]) -> None:
    """Quote the nearest that the documents do say."""
    quotes = list(evidence)[:MAX_NEAREST]
    if not quotes:
        return
    draft.say(draft.phrases("The nearest that they do say:"))
    for quote in quotes:
        draft.say(draft.phrases.quoted(plain(quote.quote)), [quote], shape="item")


def say_quotes(draft: Draft, quotes: Sequence[Evidence]) -> None:
    """Answer with the sentences of documents that come closest to the question."""
    draft.say(draft.phrases("The documents say:"), shape="lead")
    for quote in quotes:
        draft.say(draft.phrases.quoted(plain(quote.quote)), [quote], shape="item")


def plain(quote: str) -> str:
    """A quote on one line, with nothing in it that Markdown would act on."""
    return re.sub(r"([\\\\`*_\[\]<>#$~|])", r"\\\1", " ".join(quote.split()))


def say_out_of_scope(draft: Draft) -> None:
    """Say that a question is not our subject, and what is."""
    draft.say(draft.phrases("That is not something that these documents are about."), shape="lead")
    say_subject(draft)


def say_subject(draft: Draft) -> None:
    """Say what the assistant can be asked."""
    draft.say(
        draft.phrases(
            "You can ask which of the POOLING4CLUSTERS practices suits a need, what a practice is,"
            " which partners plan to test it and how, and how the practices were selected."
        )
    )


def say_greeting(draft: Draft) -> None:
    """Greet, and ask what the reader would like to know."""
    draft.say(draft.phrases("Hello! What would you like to know?"), shape="lead")
    say_subject(draft)


def say_about(draft: Draft) -> None:
    """Say what this assistant is and what it answers from."""
    draft.say(
        draft.phrases(
            "I am an automated assistant. I answer only from the documents listed here, quote them"
            " word for word, and say so when they do not hold an answer."
        ),
        shape="lead",
    )
    say_subject(draft)


def ask_back(draft: Draft, near: Sequence[Practice]) -> None:
    """Put one short question back, with the practices that may be meant."""
    draft.say(
        draft.phrases("What do you need it for, or which practice do you mean?"), shape="lead"
    )
    if near:
        draft.say(draft.phrases("For example:"))
    for practice in near:
        draft.say(draft.practice(practice.id), practice.title.evidence, shape="item")
