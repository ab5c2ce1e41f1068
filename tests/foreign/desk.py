"""A corpus and a home of a test's own, and `p4c` on them."""

import os
import shutil

from assistant.settings import Settings
from tests.conftest import CORPUS
from tests.ui.calling import call


class Desk:
    """Where a clerk works, at the command line or by calling what it calls."""

    def __init__(self, folder, ready_home):
        self.settings = Settings(corpus=folder / "corpus", home=folder / "home")
        self.folder = folder
        shutil.copytree(CORPUS, self.settings.corpus)
        shutil.copytree(ready_home, self.settings.home, copy_function=copy_or_link)

    def p4c(self, *arguments):
        places = {"P4C_CORPUS": self.settings.corpus, "P4C_HOME": self.settings.home}
        return call(arguments, os.environ | {name: str(place) for name, place in places.items()})


def copy_or_link(source, target):
    """Copy a file; the model, which nothing writes to, is linked."""
    os.link(source, target) if source.endswith(".onnx") else shutil.copy2(source, target)
