"""A finished generation becomes a verdict: does it find its own passages? Run as a child process.

`python -m index.probe FOLDER` ends with 0, with 1 and a line on stderr, or by a signal.
"""

import math
import sys
from pathlib import Path

import numpy as np

from index.chroma import Nearest
from index.contents import firsts, read_contents
from index.generations import CHROMA, CONTENTS, VECTORS
from ingest.errors import CannotIndex

SAMPLE = 2_000  # at most; 3 % unfindable among 2,000 are missed once in 10^26 times
_SHARE = 0.99  # HNSW is approximate: 2 of 24,000 were missed in sound folders
_NEIGHBOURS = 3
_SAME = 0.999  # passages that hardly differ have hardly different vectors: any comes first


def find_itself(folder: Path) -> str | None:
    """Look a sample of a generation's texts up by their own vectors; what is wrong, or None."""
    passages = read_contents(folder / CONTENTS).passages
    vectors = np.load(folder / VECTORS, allow_pickle=False)
    held = firsts(passages)
    nearest = Nearest(folder / CHROMA)
    try:
        if nearest.passages != len(held) or len(passages) != len(vectors):
            return (
                f"{nearest.passages} of {len(held)} texts, {len(vectors)} vectors of "
                f"{len(passages)} passages"
            )
        rows = held[:: math.ceil(len(held) / SAMPLE) or 1]
        found = nearest.nearest_each(vectors[rows], _NEIGHBOURS)
    finally:
        nearest.close()
    hits = sum(
        near[0].score > _SAME or passages[row].id in {each.passage for each in near}
        for row, near in zip(rows, found, strict=True)
        if near
    )
    return None if hits >= _SHARE * len(rows) else f"{hits} of {len(rows)} passages found"


if __name__ == "__main__":
    try:
        sys.exit(find_itself(Path(sys.argv[1])))
    except CannotIndex as error:
        sys.exit(str(error))
