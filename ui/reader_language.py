"""What a browser says of its reader's languages becomes one that the assistant speaks."""

from collections.abc import Collection

FALLBACK = "en"


def preferred_language(
    accept_language: str | None, locale: str | None, spoken: Collection[str]
) -> str:
    """Choose the language that a page opens in.

    Args:
        accept_language: the header of that name ("mt-MT,mt;q=0.9,en;q=0.5"), if there is one.
        locale: the browser's own locale ("mt-MT"), for browsers that send no header.
        spoken: ISO 639-1 codes to choose from.
    """
    wanted = [*ranked(accept_language or ""), primary(locale or "")]
    return next((language for language in wanted if language in spoken), FALLBACK)


def ranked(accept_language: str) -> list[str]:
    """The languages of an Accept-Language header, most wanted first; what is no weight counts 0."""
    weighted: list[tuple[float, str]] = []
    for item in accept_language.split(","):
        tag, *parameters = item.split(";")
        weighted.append((weight(parameters), primary(tag)))
    wanted = [(share, language) for share, language in weighted if share > 0 and language]
    return [language for _, language in sorted(wanted, key=lambda pair: -pair[0])]


def weight(parameters: list[str]) -> float:
    """The q of one item of the header, 1 where it has none."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            digits = value.strip()
            return float(digits) if digits.replace(".", "", 1).isdecimal() else 0.0
    return 1.0


def primary(tag: str) -> str:
    """The language of a tag such as mt-MT or mt_MT, in small letters."""
    return tag.strip().replace("_", "-").partition("-")[0].lower()
