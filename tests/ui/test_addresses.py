"""Which page an address opens; browser/test_quality_in_browser.py opens the other one."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.phrases import phrases_of, spoken

APP = Path(__file__).parents[2] / "ui" / "app.py"


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_first_address_is_the_chat_with_a_link_to_the_other(language, served):
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.query_params["lang"] = language

    page.run()

    assert page.chat_input
    (link,) = page.get("page_link")
    assert link.proto.label == phrases_of(language)("How good are the answers?")
    assert link.proto.page == "quality"
