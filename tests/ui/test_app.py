"""The script as Streamlit runs it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.served import hand_over

APP = Path(__file__).parents[2] / "ui" / "app.py"


def test_the_script_draws_the_page(assistant):
    hand_over(assistant)

    page = AppTest.from_file(str(APP), default_timeout=30).run()

    assert not page.exception
    assert page.chat_input
