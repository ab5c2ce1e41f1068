"""An answer becomes what it says in its own words: quotes and names of records left out."""

import re
from collections.abc import Iterable, Iterator

from assistant.answer import Answer
from evals.sources import Sources, words_in
from ingest.languages import identify

# Stretches in the quotation marks of the 24 languages.
QUOTED = re.compile(r"„[^“”„]*[“”]|«[^»]*»|»[^«]*«|“[^“”]*”|”[^”]*”|\"[^\"]*\"|‘[^‘’]*’")
NAMED = re.compile(r"\*\*[^*]*\*\*(?: \([^()]*\))?")
MARKS = re.compile(r"\[\d+\]|\*+")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
SENTENCE_START = re.compile(r"(?:^|[.!?:;…\n–—-]\s*|[(«»“„\"\[/]\s*)$")
ADDRESS = re.compile(r"\S+@\S+\.\w+|(?:https?://|www\.)\S+", re.IGNORECASE)
# Fewer letters than these do not show a language.
TELLING_LETTERS = 25


def said(answer: Answer) -> str:
    """All that the answer says: heads of tables, claims, caveats, a line each, without quotes."""
    heads = dict.fromkeys(head for each in answer.claims for head in (each.column, each.row))
    text = "\n".join([*heads, *(claim.text for claim in answer.claims), *answer.caveats])
    for citation in answer.citations:
        text = text.replace(citation.quote, " ")
    return QUOTED.sub(" ", text)


def own_text(answer: Answer) -> str:
    """What is said, without names of practices and partners and without marks."""
    return MARKS.sub(" ", NAMED.sub(" ", said(answer)))


def spoken_language(answer: Answer) -> str | None:
    """The language that an answer's own words are in, None where they are too few to tell."""
    text = own_text(answer)
    if sum(letter.isalpha() for letter in text) < TELLING_LETTERS:
        return None
    return identify(text).language


def unsourced_numbers(answer: Answer, asked: Iterable[str]) -> tuple[str, ...]:
    """The numbers that stand in no quote of the answer, in no question, and count nothing in it."""
    sources = [*(citation.quote for citation in answer.citations), *asked]
    sources += [citation.title for citation in answer.citations]
    allowed = {number for text in sources for number in numbers(text)}
    items = sum(claim.shape == "item" for claim in answer.claims)
    for count in (items, len(answer.practices), len(answer.partners), len(answer.citations)):
        allowed.add(str(count))
    found = numbers(MARKS.sub(" ", said(answer)))
    return tuple(dict.fromkeys(number for number in found if number not in allowed))


def numbers(text: str) -> list[str]:
    """The numbers in a text, without the signs between thousands."""
    return [re.sub(r"[.,](?=\d{3}(?!\d))", "", n) for n in NUMBER.findall(THOUSANDS.sub("", text))]


def unsourced_names(answer: Answer, asked: Iterable[str], sources: Sources) -> tuple[str, ...]:
    """The names that neither documents, records, phrases nor the question hold.

    A name is a word with a capital within a sentence, an abbreviation, or an address. In German
    every noun has a capital: then every noun must be known, which holds for composed answers.
    """
    known = sources.known_words(answer.language)
    known = known.union(word for text in asked for word in words_in(text))
    known = known.union(w for citation in answer.citations for w in words_in(citation.title))
    text = MARKS.sub(" ", said(answer))
    found = [word for word in names_in(text) if not set(words_in(word)) & known]
    return tuple(dict.fromkeys([*found, *addresses(text, asked, sources)]))


def names_in(text: str) -> Iterator[str]:
    """Words with a capital that do not begin a sentence, and words with two capitals."""
    for match in re.finditer(r"\w[\w'’&+-]*", text):
        word = match.group()
        capitals = sum(letter.isupper() for letter in word)
        begins = SENTENCE_START.search(text[max(0, match.start() - 3) : match.start()])
        if capitals > 1 or (word[0].isupper() and not begins):
            yield word


def addresses(text: str, asked: Iterable[str], sources: Sources) -> Iterator[str]:
    """E-mail and web addresses that neither a document nor a question holds."""
    held = "\n".join([*sources.bodies.values(), *asked])
    return (address for address in ADDRESS.findall(text) if address not in held)
