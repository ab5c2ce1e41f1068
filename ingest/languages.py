"""A text becomes the one of the 24 official EU languages that it is in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """An official EU language: ISO 639-1 code, its own name, its name in English."""

    code: str
    endonym: str
    english: str


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("bg", "български", "Bulgarian"),
        Language("cs", "čeština", "Czech"),
        Language("da", "dansk", "Danish"),
        Language("de", "Deutsch", "German"),
        Language("el", "ελληνικά", "Greek"),
        Language("en", "English", "English"),
        Language("es", "español", "Spanish"),
        Language("et", "eesti", "Estonian"),
        Language("fi", "suomi", "Finnish"),
        Language("fr", "français", "French"),
        Language("ga", "Gaeilge", "Irish"),
        Language("hr", "hrvatski", "Croatian"),
        Language("hu", "magyar", "Hungarian"),
        Language("it", "italiano", "Italian"),
        Language("lt", "lietuvių", "Lithuanian"),
        Language("lv", "latviešu", "Latvian"),
        Language("mt", "Malti", "Maltese"),
        Language("nl", "Nederlands", "Dutch"),
        Language("pl", "polski", "Polish"),
        Language("pt", "português", "Portuguese"),
        Language("ro", "română", "Romanian"),
        Language("sk", "slovenčina", "Slovak"),
        Language("sl", "slovenščina", "Slovenian"),
        Language("sv", "svenska", "Swedish"),
    )
}
