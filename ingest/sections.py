"""A text becomes its sections: where each heading stands and how far its section reaches."""

import re
from collections import Counter

from ingest.lines import Line, lines_of
from ingest.located import Place

MAX_HEADING_CHARS = 100
WIDE_GAP = 3  # blank lines; in the project document they part what headings do not

_ARROW = re.compile(r"[➤►▶➔➢]\s*(\S.*)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,})\s*")
_MARKDOWN = re.compile(r" {0,3}#{1,6}[ \t]+")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_FULL_STOP = re.compile(r"[.,;:!?…][\"'”’»)]*$")


def text_sections(text: str) -> tuple[Place, ...]:
    """Find the sections of a plain text: a section starts with its heading's line.

    Headings are lines with an arrow, underlined lines, and short lines without a final stop that
    stand alone in a text of paragraphs. A section ends at the next heading, or at a gap wider
    than the text's usual one, if no list goes on behind it: what follows has no heading.
    """
    lines = list(lines_of(text))
    usual = Counter(line.gap for line in lines if line.gap).most_common(1)
    wide = max(WIDE_GAP, usual[0][0] + 1 if usual else 0)
    places: list[Place] = []
    for number, line in enumerate(lines):
        heading = _heading(lines, number)
        if heading or (line.gap >= wide and not line.is_list_item):
            _end(places, line.start)
        if heading:
            places.append(Place(heading, line.start, len(text)))
    return tuple(places)


def markdown_sections(text: str) -> tuple[Place, ...]:
    """Find the sections of a Markdown text: each starts with its heading's line."""
    places: list[Place] = []
    lines = list(lines_of(text))
    in_code = False
    for number, line in enumerate(lines):
        in_code ^= _FENCE.match(line.text) is not None
        match = _MARKDOWN.match(line.text)
        own = line.text[match.end() :].rstrip(" \t#").strip(" \t*_`") if match else None
        heading = own or _underlined(lines, number)
        if heading and not in_code:
            _end(places, line.start)
            places.append(Place(heading, line.start, len(text)))
    return tuple(places)


def heading_end(text: str, section: Place) -> int:
    """Give the end of a section's heading, with the line under it if it is underlined."""
    first = text.find("\n", section.start, section.end)
    if first < 0:
        return section.end
    second = text.find("\n", first + 1, section.end)
    below = section.end if second < 0 else second
    return below if _UNDERLINE.fullmatch(text, first + 1, below) else first


def _end(places: list[Place], end: int) -> None:
    """End the last section here, unless it has ended before."""
    if places and places[-1].end > end:
        places[-1] = Place(places[-1].name, places[-1].start, end)


def _heading(lines: list[Line], number: int) -> str | None:
    line = lines[number]
    if arrow := _ARROW.fullmatch(line.text.strip()):
        return arrow[1]
    return _underlined(lines, number) or _standing_alone(lines, number)


def _underlined(lines: list[Line], number: int) -> str | None:
    line = lines[number]
    if number + 1 == len(lines) or lines[number + 1].gap or _UNDERLINE.fullmatch(line.text):
        return None
    is_underlined = _UNDERLINE.fullmatch(lines[number + 1].text) is not None
    stands_free = number == 0 or line.gap > 0
    return line.text.strip() if is_underlined and stands_free and not line.is_list_item else None


def _standing_alone(lines: list[Line], number: int) -> str | None:
    """Take a short line with blank lines round it, no final stop, above a paragraph or list."""
    line, text = lines[number], lines[number].text.strip()
    if number + 1 == len(lines) or not lines[number + 1].gap or (number and not line.gap):
        return None
    below = lines[number + 1]
    if len(text) > MAX_HEADING_CHARS or line.is_list_item or _FULL_STOP.search(text):
        return None
    opens = text[0].isupper() or text[0].isdigit()
    return text if opens and (below.is_list_item or len(below.text) > 2 * len(text)) else None
