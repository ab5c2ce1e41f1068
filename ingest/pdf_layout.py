"""A page's raw lines become paragraphs: words whole again."""

import re
from itertools import pairwise

from ingest.decoding import clean
from ingest.languages import identify
from ingest.lines import Line, lines_of

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_SYMBOL_BULLET = re.compile(r"^[ \t]*[\ue000-\uf8ff](?=[ \t])", re.MULTILINE)  # of symbol fonts
_HYPHENATED = re.compile(r"\b(\w+)(?:-|[ \t]?[\u00ad\u2010])$")
_DRAWN_HYPHEN = re.compile(r"\u00ad(?=[ \t]*\S)")  # typst says so of every hyphen; it is drawn
_COMPOUND = re.compile(r"\b\w+[-\u2010]\w+")
_FIRST_WORD = re.compile(r"\w+")
_AND_OR = frozenset("und oder bzw sowie en of och eller og ja või tai".split())  # noqa: SIM905
_MALTESE_ARTICLE = re.compile(
    r"(?:|i|t|f|b|ta|fi|bi|ma|sa|mi|li|għa|bħa)[lċdnrstxżz]|(?:mil|lil|għal|bħal)l", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?…:;][\"'”’»“)\]]*\s*$")


def paragraphs(raw: str) -> str:
    """Join the lines of a page to paragraphs with a blank line between them."""
    text = clean(raw.translate(_LIGATURES))
    text = _DRAWN_HYPHEN.sub("-", _SYMBOL_BULLET.sub("•", text))
    lines = list(lines_of(text))
    if not lines:
        return ""
    width = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10]
    compounds = frozenset(word.replace("\u2010", "-") for word in _COMPOUND.findall(text))
    is_maltese = identify(text).language == "mt"
    joined = [[lines[0].text.strip()]]
    for before, line in pairwise(lines):
        if _begins_paragraph(line, before, width, is_alone=len(joined[-1]) == 1):
            joined.append([line.text.strip()])
        else:
            _join(joined[-1], line.text.strip(), compounds, is_maltese=is_maltese)
    return "\n\n".join("".join(parts) for parts in joined)


def _begins_paragraph(line: Line, before: Line, width: int, *, is_alone: bool) -> bool:
    """Tell by blank lines, list items, and lines that end earlier than the page's usual width."""
    if line.gap or line.is_list_item:
        return True
    if _HYPHENATED.search(before.text):
        return False
    filled = len(before.text) / width
    if _ENDS.search(before.text):
        return filled < 0.9
    is_heading = is_alone and not before.is_list_item and filled < 0.8
    opens = not line.text.strip()[0].islower()
    return opens and (is_heading or filled < 0.6)


def _join(parts: list[str], line: str, compounds: frozenset[str], *, is_maltese: bool) -> None:
    """Add a line to a paragraph; a word that a hyphen parted becomes whole again."""
    end, first = _HYPHENATED.search(parts[-1]), _FIRST_WORD.match(line)
    if not end or not first:
        parts.append(" " + line)
        return
    stem, rest = end[1], first[0]
    parts[-1] = parts[-1][: end.end(1)]
    if rest in _AND_OR:  # "Forschungs- und Bildungseinrichtungen"
        parts.append("- " + line)
        return
    keeps = (
        not rest[0].islower()
        or (is_maltese and _MALTESE_ARTICLE.fullmatch(stem) is not None)
        or f"{stem}-{rest}" in compounds
    )
    parts.append(("-" if keeps else "") + line)
