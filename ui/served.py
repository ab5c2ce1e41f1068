"""The assistant that the server opened becomes the one that every reader's page asks."""

from assistant.assistant import Assistant
from ingest.errors import CannotServe

# Streamlit runs ui/app.py anew for each reader and hands it nothing: this is the one place that
# outlives those runs. It is written once, before the server listens.
_served: list[Assistant] = []


def hand_over(assistant: Assistant) -> None:
    """Let the pages of this process ask this assistant."""
    _served[:] = [assistant]


def served_assistant() -> Assistant:
    """The assistant of this process, shared by all readers and safe from many threads.

    Raises:
        CannotServe: the page was started without the server.
    """
    if not _served:
        raise CannotServe("ui/app.py: is not run by itself. Start the chat with `p4c chat`.")
    return _served[0]
