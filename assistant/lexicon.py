"""The files under corpus/languages become names, translations and examples in each language."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ingest.errors import BadCatalogue
from ingest.languages import LANGUAGES

# libyaml's loader where it was built in: these files take 0.15 s with it and 2 s without.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Record = TypeVar("Record")


class PracticeWords(BaseModel):
    """A practice in one language: its name, other names, the translated summary, example needs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    aliases: tuple[str, ...]
    gloss: str = Field(min_length=1)
    needs: tuple[str, ...] = Field(min_length=6)


class PartnerWords(BaseModel):
    """A partner in one language: its names, its country, its translated plan.

    `asked` are questions that its plan answers, though they do not name it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    aliases: tuple[str, ...] = Field(min_length=1)
    place: str
    place_aliases: tuple[str, ...]
    plan: str = Field(min_length=1)
    asked: tuple[str, ...] = Field(min_length=6)


@dataclass(frozen=True)
class Words:
    """All that one language's folder holds.

    `method` holds translations by record id of the method; `questions` holds example
    questions by the kind of what the reader wants, with {slots} for names; `differences` says,
    by their ids in the catalogue, where the two halves of a partner's text do not agree;
    `ordinals` the beginnings of the words for first, second, third and last.
    """

    language: str
    practices: dict[str, PracticeWords]
    partners: dict[str, PartnerWords]
    method: dict[str, str]
    questions: dict[str, tuple[str, ...]]
    differences: dict[str, str]
    ordinals: dict[str, tuple[str, ...]]
    asking: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Lexicon:
    """The words of every language that has a folder; English is always there."""

    languages: dict[str, Words]

    def of(self, language: str) -> Words:
        """The words of a language, or the English ones where it has none."""
        return self.languages.get(language, self.languages["en"])

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of question that the examples know, in the order of the English file."""
        return tuple(self.languages["en"].questions)


def read_yaml(path: Path, shape: type[Record]) -> Record:
    """Read a YAML file into a type that pydantic can check.

    Raises:
        BadCatalogue: the file is missing, is no YAML, or has a wrong field; one line says which.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (safe loaders)
        return TypeAdapter(shape).validate_python(content)
    except FileNotFoundError as error:
        raise BadCatalogue(f"{path}: is missing. Restore it from the repository.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise BadCatalogue(f"{path}: is not YAML ({reason}). Correct the line named.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = " / ".join(str(part) for part in first["loc"])
        raise BadCatalogue(f"{path}, {field}: {first['msg']}. Correct this field.") from error


def read_words(folder: Path, language: str) -> Words:
    """Read one language's folder.

    Raises:
        BadCatalogue: a file is missing or wrong; the line names file, record and field.
    """
    return Words(
        language=language,
        practices=read_yaml(folder / "practices.yaml", dict[str, PracticeWords]),
        partners=read_yaml(folder / "partners.yaml", dict[str, PartnerWords]),
        method=read_yaml(folder / "method.yaml", dict[str, str]),
        questions=read_yaml(folder / "questions.yaml", dict[str, tuple[str, ...]]),
        differences=read_yaml(folder / "differences.yaml", dict[str, str]),
        ordinals=read_yaml(folder / "ordinals.yaml", dict[str, tuple[str, ...]]),
        asking=read_yaml(folder / "asking.yaml", dict[str, tuple[str, ...]]),
    )


def load_lexicon(corpus: Path) -> Lexicon:
    """Read all language folders of a corpus and check that they have the same keys as English.

    Raises:
        BadCatalogue: a folder is no EU language, English is missing, or a key is missing or new.
    """
    folder = corpus / "languages"
    codes = sorted(path.name for path in folder.glob("*") if path.is_dir())
    if "en" not in codes:
        raise BadCatalogue(f"{folder}: has no English folder 'en'. Restore it from the repository.")
    for code in codes:
        if code not in LANGUAGES:
            raise BadCatalogue(f"{folder / code}: is no official EU language. Remove the folder.")
    languages = {code: read_words(folder / code, code) for code in codes}
    for code, words in languages.items():
        check_keys(folder / code, words, languages["en"])
    return Lexicon(languages)


def check_keys(folder: Path, words: Words, english: Words) -> None:
    """Compare the keys of one language with the English ones.

    Raises:
        BadCatalogue: a key is missing or unknown; the line names file and key.
    """
    for name in (
        "practices",
        "partners",
        "method",
        "questions",
        "differences",
        "ordinals",
        "asking",
    ):
        keys, expected = set(getattr(words, name)), set(getattr(english, name))
        for key in sorted(expected - keys):
            raise BadCatalogue(f"{folder / name}.yaml, {key}: is missing. Add it as in English.")
        for key in sorted(keys - expected):
            raise BadCatalogue(f"{folder / name}.yaml, {key}: English has no such key. Remove it.")
