"""The head of the pages: one language for both."""

import pytest
from streamlit.testing.v1 import AppTest

from assistant.phrases import phrases_of, spoken

PAGE = """
from assistant.phrases import phrases_of
from ui.header import draw_language_menu, draw_title, page_language, tell_script

phrases = phrases_of(page_language())
draw_title("<b>Title</b>")
draw_language_menu(phrases)
tell_script(phrases)
"""


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_language_of_the_address_is_the_page_s_and_the_script_s(language, shown):
    page = AppTest.from_string(PAGE)
    page.query_params["lang"] = language

    page.run()

    assert page.selectbox(key="language").value == language
    assert page.selectbox(key="language").label == phrases_of(language)("Language")
    assert f'data-language="{language}"' in shown(page)


def test_an_unknown_language_is_not_taken(shown):
    page = AppTest.from_string(PAGE)
    page.query_params["lang"] = "xx"

    assert 'data-language="en"' in shown(page.run())


def test_what_is_chosen_goes_into_the_address():
    page = AppTest.from_string(PAGE).run()

    page.selectbox(key="language").select("et").run()

    assert page.query_params["lang"] == "et"


def test_a_title_is_text():
    (heading, _) = AppTest.from_string(PAGE).run().get("html")

    assert "<h1>&lt;b&gt;Title" in heading.value
