"""A real file becomes a damaged one: bytes flipped, cut, spliced; parts of packages likewise."""

import io
import random
import re
import zipfile
from functools import cache
from pathlib import Path

import pypdf
from pypdf.generic import DecodedStreamObject, StreamObject

DATA = Path(__file__).parents[1] / "data"
EXTREMES = [b"", b"0", b"-1", b"1e9", b"99999999999999999999", b"\xff\xfe", b"NaN", b"\x00"]
TOKENS = {
    "xml": re.compile(rb"<[^>]*>|[^<]+"),
    "pdf": re.compile(rb"/?\w+|[<>\[\]()]+|\s+|.", re.S),
}
NUMBER = re.compile(rb"-?\d+")
PACKAGES = frozenset({"docx", "odt", "pptx", "xlsx", "epub", "zip"})
DEEP = 3_000
MOST_BYTES = 300_000


@cache
def seeds(kind):
    """The real files of a kind that damage begins with."""
    found = [path.read_bytes() for path in sorted((DATA / "ingest").glob(f"*.{kind}"))]
    found += [path.read_bytes() for path in sorted((DATA / "fuzz").glob(f"*.{kind}"))]
    if kind == "pdf":
        found += [unpacked(raw) for raw in found if b"/Encrypt" not in raw and len(raw) > 15_000]
    if kind in {"txt", "md"}:
        found += [path.read_bytes() for path in sorted((DATA / "udhr").glob("*.txt"))[:4]]
        found += [
            text.encode("utf-16") for text in ("Πόσο κοστίζει;\n\n1. Ένα", "a | b\n--|--\n1 | 2")
        ]
    if kind == "csv":
        found += [
            b'No;Text\n1;Une aide\n2;"deux\nlignes"\n',
            "Kõik\tõigus\n1\t2\n".encode("cp1257"),
        ]
    if kind == "zip":
        found.append(
            packed({"a/b.txt": b"text", "../c.md": b"# A\n\ntext", "d.zip": b"PK\5\6" + bytes(18)})
        )
    return tuple(found)


def unpacked(raw):
    """Write a PDF again with its streams as they are, so that damage reaches what they say."""
    try:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    except (pypdf.errors.PyPdfError, ValueError, KeyError):
        return raw
    for page in writer.pages:
        contents = page.get_contents()
        if isinstance(contents, StreamObject):
            plain = DecodedStreamObject()
            plain.set_data(contents.get_data())
            page[pypdf.generic.NameObject("/Contents")] = writer._add_object(plain)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(files):
    """Write files into a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def corrupt(kind, raw, seed):
    """Damage a file of a kind; the same seed does the same damage."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        raw = (
            _damaged_package(raw, chance)
            if _is_package(kind, chance)
            else _damaged(kind, raw, chance)
        )
    return raw[:MOST_BYTES]


def _is_package(kind, chance):
    return kind in PACKAGES and chance.random() < 0.9


def _damaged_package(raw, chance):
    """Damage one file of a package, or leave it out, or put it in place of another."""
    from ingest.archives import BROKEN  # not before atheris has instrumented it

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            files = {info.filename: package.read(info) for info in package.infolist()[:200]}
    except BROKEN:
        return _damaged("zip", raw, chance)
    if not files:
        return raw
    name = chance.choice(sorted(files))
    act = chance.random()
    if act < 0.05:
        del files[name]
    elif act < 0.1:
        files[chance.choice(sorted(files))] = files[name]
    else:
        form = "xml" if files[name].lstrip()[:1] == b"<" else "bytes"
        files[name] = _damaged(form, files[name], chance)
    return packed(files)


def _damaged(form, raw, chance):
    tokens = TOKENS.get({"html": "xml"}.get(form, form))
    if tokens is None or chance.random() < 0.3:
        return _damaged_bytes(raw, chance)
    return _damaged_tokens(tokens.findall(raw), chance)


def _damaged_bytes(raw, chance):
    at, to = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    match chance.randrange(5):
        case 0:
            changed = bytearray(raw)
            for _ in range(chance.choice((1, 4, 32)) if raw else 0):
                changed[chance.randrange(len(raw))] = chance.randrange(256)
            return bytes(changed)
        case 1:
            return raw[:at] + raw[to:]
        case 2:
            return raw[:to] + raw[at:]
        case 3:
            return raw[:at]
        case _:
            return raw[:at] + chance.choice(EXTREMES) + raw[at:]


def _damaged_tokens(tokens, chance):
    if not tokens:
        return b""
    at, other = (chance.randrange(len(tokens)) for _ in range(2))
    match chance.randrange(6):
        case 0:
            tokens[at] = b""
        case 1:
            tokens.insert(at, tokens[other])
        case 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 3:
            tokens[at] = NUMBER.sub(lambda _: chance.choice(EXTREMES), tokens[at])
        case 4:
            most = MOST_BYTES // (len(tokens[at]) + 1)
            tokens[at : at + 1] = tokens[at : at + 1] * min(most, chance.choice((2, 50, DEEP)))
        case _:
            tokens[at:at] = tokens[other : other + chance.choice((1, 10, 100))]
    return b"".join(tokens)
