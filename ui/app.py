"""The script that Streamlit runs for each reader becomes a drawn page."""

from ui.chat_page import draw
from ui.served import served_assistant

draw(served_assistant())
