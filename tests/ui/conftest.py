"""One home for all tests of the pages: corpus read and indexed once."""

from pathlib import Path

import pytest

from assistant.assistant import open_assistant
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    return Settings(corpus=ROOT / "corpus", home=Path("/work/tmp/uidev/home"))


@pytest.fixture(scope="session")
def assistant(settings):
    return open_assistant(settings)
