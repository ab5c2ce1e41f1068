"""A damaged index becomes a sound one, from the store alone: nothing is read or embedded again.

Run by readers as a child process: `python -m index.repair HOME`. It ends with 0 if the index is
sound afterwards, else with 1 and a line on stderr; then `p4c sync` is the remedy.
"""

import sys
from pathlib import Path

import numpy as np

from index import generations
from index.disk import explained
from index.store import Store, damage_of, text_key
from ingest.errors import CannotIndex, P4CError


def repair(home: Path, patience_s: float = 30.0) -> Path:
    """Build the generation of what the store holds, and switch to it if the current is damaged.

    Raises:
        Busy: another process writes; it will leave a sound index itself.
        CannotIndex: the store is damaged, or vectors are missing.
    """
    with generations.writing(home, patience_s):
        folder = generations.current(home)
        if folder and not generations.damage_of(home) and generations.probe(folder) is None:
            return folder
        if damage := damage_of(home):
            raise CannotIndex(f"{home}: the store is damaged ({damage}). Run p4c sync.")
        with Store(home) as store:
            fingerprint, contents = store.fingerprint, store.contents()
            keys = [text_key(passage.text) for passage in contents.passages]
            kept = store.vectors_kept(fingerprint or "", "passage", keys)
        if fingerprint is None or not keys or not all(key in kept for key in keys):
            raise CannotIndex(f"{home}: vectors are missing. Run p4c sync.")
        vectors = np.stack([kept[key] for key in keys])
        folder = generations.build(home, contents, vectors, fingerprint)
        generations.switch(home, folder)
        with explained(home):
            generations.prune(home)
        return folder


if __name__ == "__main__":
    try:
        repair(Path(sys.argv[1]))
    except P4CError as error:
        sys.exit(str(error))
