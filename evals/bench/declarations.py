"""The Universal Declaration in each of 24 languages becomes right answers, language by language.

`python -m evals.bench.declarations [--document et …] [--home .p4c]` adds it to a copy of the
corpus, one language at a time, and asks the golden set's questions on it in all 24 languages. An
answer is right if the first passage that it quotes is of the right article. Beside it stands how
often the same questions are answered rightly from the declaration in English, the baseline.
"""

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

from assistant.ask import ask
from assistant.settings import Settings
from evals.golden_set import GOLDEN, lines_of, read_case
from evals.planted import planted_assistant
from ingest.languages import LANGUAGES

FOLDER = Path(__file__).parent / "declarations"
ARTICLES = 30
_ROOT = Path(__file__).parents[2]
_ARTICLE = re.compile(r"Article (\d+)")
_HEADING_CHARS = 40  # of the line that numbers an article, such as "Artikkel 1."
_FIRST = "Article premier"  # the French one has no number


@dataclass(frozen=True, slots=True)
class Question:
    """A question in one language, and the articles that answer it."""

    text: str
    language: str
    articles: frozenset[int]


def questions() -> Iterator[Question]:
    """The golden set's questions on the declaration, in all languages."""
    for path, number, line in lines_of(GOLDEN):
        case = read_case(line, f"{path}, line {number}")
        if not case.id.startswith("udhr"):
            continue
        turn = case.turns[-1]
        cited = turn.gold.cites if turn.gold else ()
        articles = frozenset(
            int(found[1])
            for among in cited
            for span in among
            if (found := _ARTICLE.match(span.quote))
        )
        for language, text in turn.questions.items():
            yield Question(text, language, articles)


def beginnings(body: str) -> list[int]:
    """Where each of the 30 articles begins in a declaration.

    Raises:
        ValueError: they cannot all be found.
    """
    found: list[int] = []
    position = 0
    for line in body.splitlines(keepends=True):
        text, number = line.strip(), str(len(found) + 1)
        numbered = len(text) < _HEADING_CHARS and re.findall(r"\d+", text) == [number]
        if numbered or (not found and text == _FIRST):
            found.append(position)
        position += len(line)
    if len(found) != ARTICLES:
        raise ValueError(f"{len(found)} articles found, not {ARTICLES}")
    return found


def text_in(language: str) -> Path:
    """The declaration in a language; the English one is planted for the golden set."""
    planted = GOLDEN / "planted/universal_declaration_en.txt"
    return planted if language == "en" else FOLDER / f"{language}.txt"


def right_by_language(
    settings: Settings, language: str, asking: Sequence[Question]
) -> Mapping[str, float]:
    """The share of right answers by the questions' language, from one language's declaration."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        planted = Path(copy(text_in(language), Path(name) / "declaration.txt"))
        with planted_assistant(settings, [planted]) as assistant:
            starts = beginnings(assistant.refreshed().library.body("declaration"))
            for question in asking:
                answer = ask(question.text, assistant)
                asked[question.language] += 1
                first = next(iter(answer.citations), None)
                if answer.status == "answered" and first and first.document == "declaration":
                    article = sum(start <= first.locator.start for start in starts)
                    right[question.language] += article in question.articles
    return {each: right[each] / asked[each] for each in asked}


def main() -> None:
    """Print a line a document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--document", nargs="*", default=sorted(LANGUAGES))
    parser.add_argument("--home", type=Path, default=_ROOT / ".p4c")
    chosen = parser.parse_args()
    settings = Settings(corpus=_ROOT / "corpus", home=chosen.home)
    asking = list(questions())
    baseline = right_by_language(settings, "en", asking)
    mean = sum(baseline.values()) / len(baseline)
    print(f"{'document':<9}{'right':>7}{'/ en':>7}  {'own':>5}  worst three")
    for language in dict.fromkeys(("en", *chosen.document)):
        shares = baseline if language == "en" else right_by_language(settings, language, asking)
        share = sum(shares.values()) / len(shares)
        worst = sorted(shares.items(), key=lambda item: item[1])[:3]
        told = ", ".join(f"{each} {value:.2f}" for each, value in worst)
        print(
            f"{language:<9}{share:>7.3f}{share / mean:>7.2f}  {shares[language]:>5.2f}  {told}",
            flush=True,
        )


if __name__ == "__main__":
    main()
