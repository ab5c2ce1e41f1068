"""Documents that lie join a copy of the corpus, to see whether they are obeyed."""

import shutil
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.assistant import Assistant, open_assistant, sync_all
from assistant.settings import Settings
from index.generations import writing
from index.store import FILE
from ingest.changes import Clerk
from ingest.documents import list_documents
from ingest.examining import Incoming, Known, examine


@contextmanager
def planted_assistant(settings: Settings, planted: Sequence[Path]) -> Generator[Assistant]:
    """Open an assistant over a copy of the corpus that also holds these documents.

    Only their passages are embedded: all other vectors come along. The copy is removed at the end.

    Raises:
        P4CError: a document cannot be read, or the copy cannot be made.
    """
    with tempfile.TemporaryDirectory(prefix="p4c-planted-") as folder:
        corpus, home = Path(folder) / "corpus", Path(folder) / "home"
        shutil.copytree(settings.corpus, corpus)
        copy_home(settings.home, home)
        clerk = Clerk(corpus, home, "evaluation")
        for document in planted:
            known = Known(list_documents(corpus).documents)
            clerk.add(examine(Incoming(document, document.name), home, known))
        copy = Settings(corpus=corpus, home=home, embedding=settings.embedding)
        sync_all(copy)
        yield open_assistant(copy)


def copy_home(source: Path, target: Path) -> None:
    """Copy texts and vectors, which spares embedding them; the model is only pointed to."""
    target.mkdir()
    (target / "model").symlink_to((source / "model").absolute(), target_is_directory=True)
    with writing(source):  # nobody writes the files meanwhile
        for path in source.glob(f"{FILE}*"):
            shutil.copy2(path, target / path.name)
        shutil.copytree(source / "understanding", target / "understanding")
