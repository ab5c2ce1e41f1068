"""front_page: what a browser loads first."""

import re
from html import escape

import pytest

from assistant.phrases import phrases_of, spoken
from ingest.errors import CannotServe
from ui.front_page import front_page, replaced_once


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_first_page_is_in_the_readers_language(language):
    page = front_page(language)

    assert f'<html lang="{language}">' in page
    assert escape(phrases_of(language)("Good practices of POOLING4CLUSTERS")) in page


def test_the_first_page_holds_no_inline_script_and_no_foreign_address():
    page = front_page("en")

    assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
    assert all(address.startswith("./") for address in re.findall(r'(?:src|href)="([^"]*)"', page))


def test_streamlit_is_told_its_address_before_it_starts():
    scripts = re.findall(r'<script[^>]*src="([^"]*)"', front_page("en"))

    assert scripts[0] == "./assets/p4c_address.js"
    assert len(scripts) > 1


def test_another_streamlit_is_refused_in_one_line():
    with pytest.raises(CannotServe, match=r"Install the version of Streamlit"):
        replaced_once("<html>", "<title>.*?</title>", "")
