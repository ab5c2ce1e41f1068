"""The script that Streamlit runs for each reader becomes a drawn page."""

from ui.addresses import draw_asked
from ui.served import served_parts

draw_asked(served_parts())
