"""What an answer must say, and must not, becomes scores."""

from collections.abc import Sequence

from assistant.answer import Answer
from evals.cases import ANY, Gold, Nugget
from evals.citing import quotes_record
from evals.own_words import numbers, said
from evals.sources import Sources


def says(answer: Answer, nugget: Nugget, sources: Sources) -> bool:
    """Whether an answer says a nugget, in its own words or by a quote."""
    texts = [answer.answer, *answer.caveats, *(citation.quote for citation in answer.citations)]
    match nugget.kind:
        case "record":
            named = nugget.value in {*answer.practices, *answer.partners}
            return named or quotes_record(answer, nugget.value, sources)
        case "number":
            return any(nugget.value in numbers(text) for text in texts)
        case "name":
            return holds_any(texts, (nugget.value,))
        case "phrase":
            return holds_any(texts, wordings(nugget.wordings, answer.language))


def vital_share(answer: Answer, vital: Sequence[Nugget], sources: Sources) -> float:
    """V_strict of TREC 2024 RAG: vital nuggets said / vital nuggets (Pradeep et al. 2025)."""
    return sum(says(answer, nugget, sources) for nugget in vital) / len(vital)


def forbidden(answer: Answer, gold: Gold) -> tuple[str, ...]:
    """The wordings that an answer may not hold, and holds outside its quotes."""
    text = said(answer).casefold()
    return tuple(
        wording for wording in wordings(gold.forbid, answer.language) if wording.casefold() in text
    )


def wordings(by_language: dict[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The wordings for a language, and those for any."""
    return (*by_language.get(language, ()), *by_language.get(ANY, ()))


def holds_any(texts: Sequence[str], alternatives: Sequence[str]) -> bool:
    """Whether one of the alternatives stands in one of the texts, capitals aside."""
    folded = [text.casefold() for text in texts]
    return any(alternative.casefold() in text for alternative in alternatives for text in folded)
