"""A PDF's pages lose the lines that run along their margins: headers, footers, page numbers.

Facts stand at the ends of pages too ("Budget: 245,000 EUR"). So a line counts as a page number only
if a number in it goes up with the pages and nothing else in it changes, and as a header or footer
only if nothing but others of its kind lie between it and the page's end.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

_MARGIN_LINES = 2  # looked at, at each end of a page
_MIN_REPEATS = 3
_LONE_REPEATS = 2  # of a page number that stands alone: "7", "- 7 -", "7/12", "vii"
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
# What a browser prints at the foot of each page, and at its head, if there is only one.
_ADDRESS = re.compile(r"(?:file|https?)://\S+ \d+/\d+")
_PRINTED_AT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?,? \d{1,2}[:.]\d{2}\b")


def without_repeated_margins(pages: list[str]) -> list[str]:
    """Keep a header or footer on the first page that has it, and drop it from all others.

    Page numbers go everywhere. Headers that differ in a number stay, for a page may begin with
    "Article 5".
    """
    split = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    numbered = page_numbers(split)
    times = Counter(key for lines in split for key in set(ends_of(lines).values()))
    met: set[str] = set()
    kept: list[str] = []
    for number, (page, lines) in enumerate(zip(pages, split, strict=True)):
        ends = ends_of(lines)
        repeated = {at for at, key in ends.items() if is_repeated(key, times[key], len(pages))}
        browsers = set(browser_lines(lines))
        gone = browsers | {at for at in ends if (number, at) in numbered}
        running = at_the_edge(len(lines), gone | repeated)
        drop = running & (gone | {at for at in repeated if ends[at] in met})
        met.update(ends[at] for at in running & repeated)
        rest = (line for line in page.split("\n") if line.strip())
        left = (line for at, line in enumerate(rest) if at not in drop)
        kept.append("\n".join(left) if drop else page)
    return kept


def ends_of(lines: Sequence[str]) -> dict[int, str]:
    """The lines at both ends of a page, by their number, in a form that can be compared."""
    tops = {at: f"head {lines[at]}" for at in range(min(_MARGIN_LINES, len(lines)))}
    first = max(_MARGIN_LINES, len(lines) - _MARGIN_LINES)
    return tops | {at: f"foot {lines[at]}" for at in range(first, len(lines))}


def enough_of(pages: int) -> int:
    """On how many of so many pages a line must stand to run along them."""
    return max(2, min(_MIN_REPEATS, pages))


def is_repeated(key: str, times: int, pages: int) -> bool:
    """Whether so many pages hold a line; one with a number in it must be on half of them."""
    return times >= enough_of(pages) and (
        key.startswith("head ") or not _NUMBER.search(key) or 2 * times >= pages
    )


def at_the_edge(count: int, running: set[int]) -> set[int]:
    """Those of a page's lines that only others of them part from their own end of the page."""
    heads, feet = range(min(_MARGIN_LINES, count)), range(count - 1, _MARGIN_LINES - 1, -1)
    return {*takewhile(running.__contains__, heads), *takewhile(running.__contains__, feet)}


def page_numbers(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """The lines at the feet of pages in which one number goes up with the pages: page and line."""
    found: defaultdict[tuple[object, ...], set[tuple[int, int]]] = defaultdict(set)
    for page, lines in enumerate(pages):
        for at, key in ends_of(lines).items():
            if key.startswith("foot "):
                for form in forms_of(lines[at], page):
                    found[form].add((page, at))
    enough = enough_of(len(pages))
    return {
        place
        for form, places in found.items()
        if len({page for page, _ in places}) >= (_LONE_REPEATS if is_lone(str(form[0])) else enough)
        for place in places
    }


def forms_of(line: str, page: int) -> Iterator[tuple[object, ...]]:
    """A line as a page number: its words, its other numbers, and how far it is ahead of `page`."""
    if _ROMAN.fullmatch(line):
        yield ("roman", roman(line) - page)
    numbers = [int(digits[:9]) for digits in _NUMBER.findall(line)]
    words = _NUMBER.sub("0", line)
    for place, value in enumerate(numbers):
        yield (words, place, value - page, *numbers[:place], *numbers[place + 1 :])


def is_lone(words: str) -> bool:
    """Whether nothing but page numbers stands in a line."""
    return words == "roman" or not any(sign.isalpha() for sign in words)


def roman(number: str) -> int:
    """The value of a Roman number."""
    values = [_ROMAN_VALUES[letter] for letter in number.lower()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def browser_lines(lines: Sequence[str]) -> Iterator[int]:
    """The address and the time that a browser printed at a page's margins, if both are there."""
    ends = ends_of(lines)
    # pypdf reads the ligature of "file" as it is drawn.
    places = [at for at in ends if _ADDRESS.fullmatch(lines[at].replace("\ufb01", "fi"))]
    times = [at for at in ends if _PRINTED_AT.match(lines[at])]
    if places and times:
        yield from (*places, *times)
