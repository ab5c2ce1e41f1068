"""A document's file becomes its parts, in a process of its own that may be killed.

Run as `python -P -m ingest.child KIND FILE`. It prints JSON, one object a line:
`{"page": 3, "of": 20}` as it goes on, and at last `{"parts": […]}` or `{"failure": why}`. It
imports the one library that the format needs, and bounds its own memory and time: 12 KB of PDF with
2,000 pages that share one stream took pypdf 22 s.
"""

import contextlib
import importlib
import json
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from ingest.parts import Part, Tell
from ingest.refusals import DAMAGE, MAX_CHARS, MAX_PAGES, Refused

MAX_MEMORY_BYTES = 1_500_000_000
MAX_SECONDS = 120
SECONDS_A_PAGE = 0.2
PARSERS = {
    "csv": "ingest.readers_csv",
    "docx": "ingest.readers_docx",
    "epub": "ingest.readers_epub",
    "html": "ingest.readers_html",
    "md": "ingest.readers_markdown",
    "odt": "ingest.readers_odt",
    "pdf": "ingest.pdf_pages",
    "pptx": "ingest.readers_pptx",
    "xlsx": "ingest.readers_xlsx",
}


def main(
    kind: str, path: Path, tell: Tell, max_pages: int = MAX_PAGES, max_chars: int = MAX_CHARS
) -> dict[str, object]:
    """Parse a file: `{"parts": [{"role", "text", "page"}, …]}` or `{"failure": why}`.

    Args:
        kind: one of PARSERS.
        path: the file.
        tell: called with the number of a page before it is read, and the number of pages.
        max_pages: a file with more is not read.
        max_chars: the same for the characters in all.
    """
    parser = importlib.import_module(PARSERS[kind])
    try:
        found: Iterator[Part] = parser.parse(path, _counted(tell, max_pages))
        return {"parts": [asdict(part) for part in _within(found, max_chars)]}
    except Refused as refused:
        return {"failure": refused.why}
    except MemoryError:
        return {"failure": "too large"}
    except DAMAGE:
        return {"failure": "damaged"}


def _counted(tell: Tell, max_pages: int) -> Tell:
    def tell_or_refuse(page: int, pages: int) -> None:
        if pages > max_pages:
            raise Refused("too many pages")
        tell(page, pages)

    return tell_or_refuse


def _within(parts: Iterator[Part], max_chars: int) -> Iterator[Part]:
    chars = 0
    for part in parts:
        chars += len(part.text)
        if chars > max_chars:
            raise Refused("too large")
        yield part


def limit(pages: int = 0) -> None:
    """Bound this process's memory and time; the kernel ends it, also within a library's C code."""
    seconds = MAX_SECONDS + int(SECONDS_A_PAGE * pages)
    with contextlib.suppress(ValueError, OSError):  # macOS has no bound of address space
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    signal.alarm(seconds)


def _print_page(page: int, pages: int) -> None:
    """Say how far it has come; with the first page the time allowed grows by the pages' number."""
    if page == 1:
        limit(pages)
    sys.stdout.write(json.dumps({"page": page, "of": pages}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    limit()
    _answer = main(sys.argv[1], Path(sys.argv[2]), _print_page)
    sys.stdout.write(json.dumps(_answer) + "\n")
