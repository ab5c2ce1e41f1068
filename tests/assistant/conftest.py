"""Drafts in any language, what is wrong with an answer, and a corpus of one's own to change."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from assistant.answer import Answer, as_markdown
from assistant.ask import ask
from assistant.assistant import Assistant, open_assistant, sync_all
from assistant.draft import Draft
from assistant.phrases import phrases_of
from assistant.settings import Settings
from evals.own_words import QUOTED

CORPUS = Path(__file__).parents[2] / "corpus"
HELP_DESK_OF_NAMUR = """\
The Help Desk of the Namur cluster costs 500 euro a month. Two people work there on weekdays \
from nine to five, and members reach them by telephone.

The Help Desk opened in March 2019. In its first year it answered 1240 questions of members, \
most of them on foreign markets.
"""
DECLARATION = """\
All human beings are born free and equal in dignity and rights. They are endowed with reason and \
conscience and should act towards one another in a spirit of brotherhood.

Everyone has the right to rest and leisure, including reasonable limitation of working hours and \
periodic holidays with pay.

Marriage shall be entered into only with the free and full consent of the intending spouses.
"""
COST = "How much does the Help Desk of the Namur cluster cost a month?"


@pytest.fixture(scope="session")
def parts(assistant):
    """Catalogue, documents and models of the project's own corpus."""
    return assistant.refreshed()


@pytest.fixture(scope="session")
def draft_in(parts):
    """An empty answer in a language: draft_in("sl")."""

    def begin(language) -> Draft:
        phrases = phrases_of(language)
        return Draft(phrases, parts.words_of(phrases.language), parts.catalogue, parts.library)

    return begin


@pytest.fixture(scope="session")
def faults_of(parts):
    """What is wrong with an answer, whatever it says: quotes, markers, ids; empty if nothing is."""

    def look(answer: Answer, library=parts.library) -> list[str]:
        markers = [citation.marker for citation in answer.citations]
        said = " ".join((answer.answer, *answer.caveats))
        used = {int(number) for number in re.findall(r"(?<!\\)\[(\d+)\]", said)}
        rules = {
            "every quote is verbatim": all(
                library.body(citation.document)[citation.locator.start : citation.locator.end]
                == citation.quote
                for citation in answer.citations
            ),
            f"markers {used} are those cited": used == set(markers),
            f"markers {markers} count from 1": markers == list(range(1, len(markers) + 1)),
            "the text is the claims": answer.answer == as_markdown(answer.claims),
            "practices are known": set(answer.practices) <= parts.catalogue.practices.keys(),
            "partners are known": set(answer.partners) <= parts.catalogue.partners.keys(),
            f"no placeholder is left: {said!r}": not {"{", "}"} & set(said),
        }
        return [rule for rule, holds in rules.items() if not holds]

    return look


@pytest.fixture(scope="session")
def own_words():
    """An answer without names in bold and without quotes: what it says in its own words."""

    def take(answer: Answer) -> str:
        texts = [re.sub(r"\*\*.*?\*\*", "", claim.text) for claim in answer.claims]
        return " ".join(QUOTED.sub("", text) for text in texts)

    return take


def copy_or_link(source: str, target: str) -> None:
    """Copy a file; the model, which nothing writes to, is linked."""
    if source.endswith(".onnx"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def copy_of(home: Path, folder: Path, corpus: Path = CORPUS) -> Settings:
    shutil.copytree(corpus, folder / "corpus")
    shutil.copytree(home, folder / "home", copy_function=copy_or_link)
    return Settings(corpus=folder / "corpus", home=folder / "home")


@pytest.fixture
def own(ready_home, tmp_path):
    """Settings with a corpus and a home of the test's own, both up to date."""
    return copy_of(ready_home, tmp_path / "own")


def abridge(path: Path, change) -> None:
    """Rewrite a YAML file of records, each changed by a function."""
    records = yaml.safe_load(path.read_text(encoding="utf-8"))
    shorter = {key: change(record) for key, record in records.items()}
    path.write_text(yaml.safe_dump(shorter, allow_unicode=True), encoding="utf-8")


@pytest.fixture(scope="session")
def two_languages(ready_home, tmp_path_factory):
    """A home that learned from some examples of English and Slovenian, with its corpus.

    All of the two would be 4,000 texts to embed, concepts among them; these are 2,600.
    """
    settings = copy_of(ready_home, tmp_path_factory.mktemp("two"))
    for folder in (settings.corpus / "languages").iterdir():
        if folder.name not in {"en", "sl"}:
            shutil.rmtree(folder)
            continue
        abridge(folder / "questions.yaml", lambda questions: questions[:12])
        abridge(folder / "practices.yaml", lambda words: words | {"needs": words["needs"][:6]})
    sync_all(settings)
    return settings


@pytest.fixture
def own_two(two_languages, tmp_path):
    """Corpus and home of the test's own, in two languages: learning again takes seconds."""
    return copy_of(two_languages.home, tmp_path / "own", two_languages.corpus)


@dataclass(frozen=True)
class Widened:
    """An assistant that was open while two documents were added, and its answer before."""

    settings: Settings
    assistant: Assistant
    before: Answer


@pytest.fixture(scope="session")
def widened(ready_home, tmp_path_factory):
    """The corpus with a document on a help desk and one on another subject; not to be changed."""
    settings = copy_of(ready_home, tmp_path_factory.mktemp("widened"))
    opened = open_assistant(settings)
    before = ask(COST, opened)
    documents = settings.corpus / "documents"
    (documents / "help-desk-of-namur.txt").write_text(HELP_DESK_OF_NAMUR, encoding="utf-8")
    (documents / "declaration.txt").write_text(DECLARATION, encoding="utf-8")
    sync_all(settings)
    return Widened(settings, opened, before)
