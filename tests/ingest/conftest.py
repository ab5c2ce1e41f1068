"""A corpus and a home of one's own, and somebody who changes documents there."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.changes import Clerk
from ingest.documents import list_documents
from ingest.examining import Incoming, Known, examine
from ingest.incoming import Staged
from ingest.journal import version_of


@dataclass(frozen=True)
class Desk:
    """Where a clerk works: files come in, the corpus and the journal change."""

    folder: Path

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def clerk(self) -> Clerk:
        return Clerk(self.corpus, self.home, "Mari")

    def known(self) -> Known:
        return Known(list_documents(self.corpus).documents)

    def staged(self, name: str, text: str = "A text.", **asked: str) -> Staged:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return examine(Incoming(path, name, **asked), self.home, self.known())

    def add(self, name: str, text: str = "A text.") -> str:
        """Add a document and give its version."""
        return version_of(self.clerk.add(self.staged(name, text)).sha256)

    def texts(self) -> dict[str, str]:
        """The originals that are there now, by file name."""
        documents = list_documents(self.corpus).documents
        return {d.path.name: d.path.read_text(encoding="utf-8") for d in documents}

    def archive(self) -> list[str]:
        """The files of the archive."""
        folder = self.corpus / "archive"
        return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "desk" / "corpus" / "documents").mkdir(parents=True)
    return Desk(tmp_path / "desk")
