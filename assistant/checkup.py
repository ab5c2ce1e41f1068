"""Catalogue, languages and what was learned become checks beside those of the index."""

from assistant import learned_file
from assistant.assistant import learned_folder, learned_key
from assistant.catalogue import load_catalogue
from assistant.lexicon import load_lexicon
from assistant.settings import Settings
from index.engine import open_embedder
from index.health import Check, checks
from index.search import open_index
from ingest.errors import P4CError


def check_all(settings: Settings) -> list[Check]:
    """Look at everything that an answer rests on; nothing is changed."""
    try:
        fingerprint = open_embedder(settings.home, settings.embedding).fingerprint
    except P4CError as error:
        return [Check(name="model", severity="error", message=str(error))]
    found = checks(settings.corpus, settings.home, fingerprint)
    return [*found, check_catalogue(settings), check_learned(settings, fingerprint)]


def check_catalogue(settings: Settings) -> Check:
    """Whether the catalogue's quotes stand in the documents that readers are served."""
    try:
        snapshot = open_index(settings.home, repair=False).snapshot()
        bodies = {document.id: snapshot.body(document.id) for document in snapshot.documents()}
        catalogue = load_catalogue(settings.corpus, bodies)
        lexicon = load_lexicon(settings.corpus)
    except P4CError as error:
        return Check(name="catalogue", severity="error", message=str(error))
    message = (
        f"{len(catalogue.practices)} practices and {len(catalogue.partners)} partners fit the "
        f"documents, in {len(lexicon.languages)} languages."
    )
    return Check(name="catalogue", severity="ok", message=message)


def check_learned(settings: Settings, fingerprint: str) -> Check:
    """Whether what was learned is from the examples as they now are."""
    name = "understanding"
    key = learned_key(settings.home)
    if key is None or learned_file.load(learned_folder(settings.home), key) is None:
        message = f"{learned_folder(settings.home)}: holds nothing usable."
        return Check(name=name, severity="error", message=message, remedy="Run p4c sync.")
    if key != learned_file.key_of(settings.corpus, fingerprint):
        message = "the examples changed since they were learned from."
        return Check(name=name, severity="error", message=message, remedy="Run p4c sync.")
    return Check(name=name, severity="ok", message="learned from the examples as they are.")
