"""Phrases of the assistant and its pages become the reader's language, with right plural forms.

Every phrase stands in the code in English and in assistant/locale/<language>.po translated.
"""

import gettext
import io
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from ingest.wording import Notice

LOCALES = Path(__file__).parent / "locale"


class Phrases:
    """The phrases of one language.

    `language` is the one asked for if it has a catalogue, else English: `speaks` tells which.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in spoken() else "en"
        self._catalogue = load_catalogue(self.language)

    def __call__(self, phrase: str, **values: object) -> str:
        """The phrase in this language with its {values} put in."""
        text = self._catalogue.gettext(phrase)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The plural form that n asks for in this language; {n} is n."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)

    def line(self, line: str) -> str:
        """A line for a person in this language; one that is in English alone is said to be so."""
        told = self._put(line)
        if self._knows(line):
            return told
        english = self._catalogue.gettext("In English, for whoever runs this machine: {line}")
        return english.format(line=told)

    def _knows(self, line: str) -> bool:
        """Whether a line can be said in this language, whole."""
        if self.language == "en":
            return True
        if not isinstance(line, Notice) or line.phrase not in translated(self.language):
            return False
        return all(self._knows(each) for each in line.values.values() if isinstance(each, Notice))

    def _put(self, value: object) -> str:
        """A line, or a value that goes into one, as far as it can be translated."""
        if isinstance(value, int):
            return format_decimal(value, locale=self.language)
        if not isinstance(value, Notice):
            return str(value)
        values = {name: self._put(each) for name, each in value.values.items()}
        return self(value.phrase, **values)

    def listing(self, items: Iterable[str]) -> str:
        """Join items as this language does: "A, B and C"."""
        return format_list(list(items), locale=self.language)

    def day(self, day: date) -> str:
        """A day as this language writes it: 27 Nov 2026."""
        return format_date(day, "medium", locale=self.language)

    def quoted(self, text: str) -> str:
        """A short text in this language's quotation marks."""
        return self._catalogue.gettext("“{text}”").format(text=text)


@lru_cache(maxsize=1)
def spoken() -> frozenset[str]:
    """The languages that the assistant's own words exist in."""
    return frozenset({"en"} | {path.stem for path in LOCALES.glob("*.po")})


@cache
def load_catalogue(language: str) -> gettext.NullTranslations:
    """The gettext catalogue of a language; English is what stands in the code."""
    if language == "en":
        return gettext.NullTranslations()
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def translated(language: str) -> frozenset[str]:
    """The phrases that are translated into a language; into English, nothing needs to be."""
    if language == "en":
        return frozenset()
    with (LOCALES / f"{language}.po").open("rb") as file:
        return frozenset(m.id for m in read_po(file) if m.id and isinstance(m.id, str))


@lru_cache(maxsize=32)
def phrases_of(language: str) -> Phrases:
    """The phrases of a language, or the English ones where it has none yet."""
    return Phrases(language)
