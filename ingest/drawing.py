"""A PDF's page becomes a picture, in a process of its own that may be killed.

Run as a script with the file's path, the page (1-based) and dots per inch; writes a grey PGM to
standard output. It knows pypdfium2 and nothing of ours: pdfium is C++ and reads what strangers
send, so it gets little memory, little time, and no part in the process that serves the chat.
"""

# pyright: basic, reportArgumentType=false
# (pypdfium2 takes the type of `scale` from its default, 1)

import contextlib
import resource
import sys

import pypdfium2

MAX_MEMORY_BYTES = 1_500_000_000
MAX_CPU_SECONDS = 30
MAX_SIDE_PIXELS = 5_000  # A3 at 300 dots per inch; a page may claim to be five metres wide
_POINTS_PER_INCH = 72


def draw(path: str, page: int, dots_per_inch: int) -> bytes:
    """Draw one page in shades of grey, smaller where it is larger than A3."""
    sheet = pypdfium2.PdfDocument(path)[page - 1]
    scale = min(dots_per_inch / _POINTS_PER_INCH, MAX_SIDE_PIXELS / max(sheet.get_size()))
    pixels = sheet.render(scale=scale, grayscale=True).to_numpy()
    height, width = pixels.shape[:2]
    return b"P5 %d %d 255\n" % (width, height) + pixels.tobytes()


def limit() -> None:
    """Bound this process's memory and processor time."""
    with contextlib.suppress(ValueError, OSError):  # macOS has no bound of address space
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS + 5))


if __name__ == "__main__":
    limit()
    sys.stdout.buffer.write(draw(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
