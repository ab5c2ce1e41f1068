"""preferred_language on headers as browsers and others send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.languages import LANGUAGES
from ui.reader_language import preferred_language

SPOKEN = frozenset({"en", "mt", "el", "de"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_in_a_spoken_language_gets_that_language(language):
    header = f"{language}-{language.upper()},{language};q=0.9,en;q=0.5"

    assert preferred_language(header, None, LANGUAGES) == language


@pytest.mark.parametrize(
    ("header", "locale", "expected"),
    [
        ("hu-HU,hu;q=0.9,el;q=0.8,en;q=0.7", "hu-HU", "el"),
        ("en;q=0.1,de;q=0.9", None, "de"),
        ("de;q=0, mt", None, "mt"),
        ("MT_mt", None, "mt"),
        (None, "el-GR", "el"),
        ("", "", "en"),
        (None, None, "en"),
        ("*", None, "en"),
        ("de;q=nonsense,mt", None, "mt"),
        ("de;q=1e9;x=y", "mt", "mt"),
        (";;;,,,=q", "fi", "en"),
    ],
)
def test_the_most_wanted_spoken_language_is_chosen(header, locale, expected):
    assert preferred_language(header, locale, SPOKEN) == expected


@given(st.text(), st.text())
def test_any_header_gives_a_spoken_language(header, locale):
    assert preferred_language(header, locale, SPOKEN) in SPOKEN
