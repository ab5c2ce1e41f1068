"""The Universal Declaration of Human Rights in many languages, as headings and paragraphs."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests/data/udhr"
ENGLISH = ROOT / "evals/golden/planted/universal_declaration_en.txt"
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Article:
    """A heading, and the paragraphs below it."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """The whole text in one language."""

    language: str
    title: str
    articles: tuple[Article, ...]

    @property
    def paragraphs(self):
        """Every paragraph of every article, in order."""
        return tuple(text for article in self.articles for text in article.paragraphs)

    def translated(self, table):
        """The declaration, with other signs for some."""
        articles = (
            Article(one.heading.translate(table), tuple(p.translate(table) for p in one.paragraphs))
            for one in self.articles
        )
        return Declaration(self.language, self.title.translate(table), tuple(articles))

    def first(self, count):
        """The declaration, shortened to its first articles."""
        return Declaration(self.language, self.title, self.articles[:count])


@cache
def declaration(language):
    """Read one language's text; a short line after a blank one heads what follows."""
    path = ENGLISH if language == "en" else FOLDER / f"{language}.txt"
    title, *lines = path.read_text(encoding="utf-8").splitlines()
    articles, paragraphs, is_after_blank = [], [], True
    for line in map(str.strip, lines):
        if line and is_after_blank and len(line) < LONGEST_HEADING:
            paragraphs = []
            articles.append((line, paragraphs))
        elif line and articles:
            paragraphs.append(line)
        is_after_blank = not line
    whole = (Article(heading, tuple(below)) for heading, below in articles if below)
    return Declaration(language, title.strip(), tuple(whole))


def squeezed(text):
    """The letters and digits alone: how two programs' readings of one page are compared."""
    return "".join(character for character in text if character.isalnum())


def one_line(text):
    """The text with every stretch of white space as one space."""
    return " ".join(text.split())
