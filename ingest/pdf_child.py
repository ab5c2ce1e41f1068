"""A PDF becomes the raw text of its pages, in a process of its own that may be killed.

Run as a script with the file's path and the most pages and characters to read; prints one JSON
object. It knows pypdf and LlamaIndex's
reader and nothing of ours. pypdf bounds streams, not documents: 12 KB with 2,000 pages that share
one stream took it 22 s (measured), so this process bounds its own memory and time.
"""

# pyright: basic
# (tenacity, which wraps the reader's load_data, gives its result no type)

import contextlib
import json
import os
import resource
import sys
from pathlib import Path

import pypdf
from pypdf import errors

MAX_MEMORY_BYTES = 1_500_000_000
MAX_CPU_SECONDS = 60

# What pypdf lets through from damaged files, besides its own errors.
_DAMAGE = (
    errors.PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,  # too deep, or not implemented
    TypeError,
    ValueError,
)
_FAILURES: dict[type[Exception], str] = {
    errors.FileNotDecryptedError: "encrypted",
    errors.DependencyError: "encrypted",  # AES needs a package that we do without
    errors.EmptyFileError: "empty",
    errors.LimitReachedError: "too large",
    MemoryError: "too large",
}

CAUGHT = (*_FAILURES, *_DAMAGE)


def main(path: Path, max_pages: int, max_chars: int) -> dict[str, object]:
    """Read a PDF: `{"pages": [text or null, …]}` or `{"failure": why}`; null is a damaged page."""
    try:
        reader = pypdf.PdfReader(path)
        if not 0 < len(reader.pages) <= max_pages:
            return {"failure": "too large" if len(reader.pages) else "empty"}
        pages = _through_llama_index(path) or _one_by_one(reader)
    except CAUGHT as error:
        return {"failure": failure_of(error)}
    if sum(len(page or "") for page in pages) > max_chars:
        return {"failure": "too large"}
    return {"pages": pages}


def failure_of(error: Exception) -> str:
    """Name what an error of pypdf means for the file."""
    known = (why for kind, why in _FAILURES.items() if isinstance(error, kind))
    return next(known, "damaged")


def _through_llama_index(path: Path) -> list[str | None]:
    """Read all pages; none if one of them is damaged, for then the reader gives up on all."""
    from llama_index.readers.file import PDFReader
    from tenacity import stop_after_attempt

    load_once = PDFReader.load_data.retry_with(stop=stop_after_attempt(1), reraise=True)
    try:
        return [document.text for document in load_once(PDFReader(), file=path)]
    except _DAMAGE:
        return []


def _one_by_one(reader: pypdf.PdfReader) -> list[str | None]:
    pages: list[str | None] = []
    for page in reader.pages:
        try:
            pages.append(page.extract_text())
        except _DAMAGE:
            pages.append(None)
    return pages


def limit() -> None:
    """Bound this process's memory and processor time."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each of its threads reserves memory
    with contextlib.suppress(ValueError, OSError):  # macOS has no bound of address space
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS + 5))


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
