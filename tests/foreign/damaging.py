"""Real files become damaged, hostile and misnamed ones, each with the line that it is to get."""

import io
import os
import struct
import subprocess
import zipfile
from pathlib import Path

import pypdf
from PIL import Image
from pypdf.generic import DecodedStreamObject, NameObject

from tests.foreign import office

DATA = Path(__file__).parents[1] / "data/ingest"
SECRET = "never to be read 4711"  # what a file outside says, and what macros say
CLAIMED_BYTES = 300_000_000
BOMB_BYTES = 30_000_000  # a thousandth of that when packed
# What is refused, and the words that its line must have.
REFUSED = {
    "zero.pdf": "is empty",
    "blank.pdf": "no text on any",
    "blank.docx": "no text",
    "cut.pdf": "damaged",
    "cut.docx": "damaged",
    "cut.xlsx": "damaged",
    "cut.epub": "damaged",
    "locked.pdf": "is encrypted",
    "photo.pdf": "is a picture",
    "program.docx": "is a program",
    "noise.txt": "no text in a known encoding",
    "huge.txt": "larger than 100,000,000 bytes",
    "claims.docx": "would unpack to far more",
    "bomb.docx": "would unpack to far more",
    "bombs.zip": "would unpack to far more",
    "laughs.docx": "damaged",
    "pages.pdf": "more than 3,000 pages",
    "old.doc": "Save it as .docx",
    "rich.rtf": "Save it as .docx",
    "table.ods": "Save it as .xlsx",
    "link.txt": "is a link",
    "unknown.xyz": "unknown format",
}
# What lies in good archives and is refused, by the archive.
REFUSED_MEMBERS = {
    "nested.zip": ("inner.zip", "archive in an archive"),
    "linked.zip": ("shortcut.txt", "is a link"),
    "mixed.zip": ("broken.docx", "damaged"),
}
# What goes in after all, with words that are to be found in it.
ACCEPTED = {
    "word.pdf": "information desk",
    "report.txt": "information desk",
    "macros.docm": "information desk",
    "entities.docx": "information desk",
    "page.xhtml": "information desk",
    "shared.pdf": "information desk",
    "restrictions.pdf": "information desk",
}


def damage(folder):
    """Write all these files into a folder, and a file that none of them may reach beside it."""
    folder.mkdir()
    (folder.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
    word, report = a_docx(said()), (DATA / "report.pdf").read_bytes()
    contents = {
        "zero.pdf": b"",
        "blank.docx": a_docx("<w:p/>"),
        "cut.pdf": report[: len(report) // 3],
        "cut.docx": word[: len(word) // 2],
        "cut.xlsx": (DATA / "calc.xlsx").read_bytes()[:3000],
        "cut.epub": (DATA / "pandoc.epub").read_bytes()[:4000],
        "photo.pdf": a_picture(),
        "program.docx": b"MZ\x90\0" + os.urandom(4000),
        "noise.txt": bytes(range(256)) * 40,
        "claims.docx": claiming(word, CLAIMED_BYTES),
        "bomb.docx": a_docx("<w:p/>" * (BOMB_BYTES // 6)),
        "bombs.zip": packed({"a.txt": bytes(BOMB_BYTES)}),
        "laughs.docx": a_docx("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", laughs()),
        "unknown.xyz": b"some text",
        "word.pdf": a_docx(said() + said("It costs nothing.")),
        "report.txt": report,
        "macros.docm": a_docx(said() + said("It has no fax."), macros=True),
        "entities.docx": a_docx(said("&stolen;") + said(), stealing(folder.parent)),
        "page.xhtml": a_page(folder.parent),
        **archives(word),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    damage_pdfs(folder)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(CLAIMED_BYTES)
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    old_formats(folder)


def said(text="The information desk helps the members of the cluster to find partners."):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def a_docx(body, doctype="", *, macros=False):
    """Write a Word document by hand, to put into it what Word never would."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office_types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r" Type="{office_types}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{namespace}">'
        f"<w:body>{body}</w:body></w:document>",
    }
    if macros:
        files["word/vbaProject.bin"] = office_macros()
    return packed(files)


def office_macros():
    return b'\xd0\xcf\x11\xe0Sub AutoOpen()\r\nMsgBox "' + SECRET.encode() + b'"\r\nEnd Sub'


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def claiming(raw, size):
    """Let a package's list say that its largest file has so many bytes."""
    at = raw.rfind(b"PK\1\2")
    return raw[: at + 24] + struct.pack("<I", size) + raw[at + 28 :]


def laughs():
    """A hundred bytes that stand for a thousand million: entities within entities."""
    entities = ['<!ENTITY a0 "ha">']
    entities += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE d [{''.join(entities)}]>"


def stealing(folder):
    return f'<!DOCTYPE d [<!ENTITY stolen SYSTEM "file://{folder}/secret.txt">]>'


def a_page(folder):
    """A web page that would run, load and steal, if it were let."""
    text = "<p>The information desk helps the members of the cluster to find partners. &stolen;</p>"
    active = f"<script>document.write('{SECRET}')</script><img src='http://127.0.0.1:9/x.png'/>"
    frame = f"<iframe src='file://{folder}/secret.txt'></iframe>"
    head = stealing(folder).replace("DOCTYPE d", "DOCTYPE html")
    return f'<?xml version="1.0"?>{head}<html><body>{active}{frame}{text}</body></html>'.encode()


def a_picture():
    out = io.BytesIO()
    Image.new("L", (80, 80)).save(out, "PNG")
    return out.getvalue()


def archives(word):
    link = zipfile.ZipInfo("shortcut.txt")
    link.external_attr = 0o120777 << 16
    evil = "A text that wants to lie elsewhere, on {}."
    return {
        "nested.zip": packed({"inner.zip": packed({"x.txt": "x"}), "beside.docx": word}),
        "linked.zip": packed({link: "/etc/passwd", "honest.txt": evil.format("links")}),
        "mixed.zip": packed({"broken.docx": word[:400], "whole.txt": evil.format("wholes")}),
        "paths.zip": packed(
            {
                "../../escaped.txt": evil.format("the folder above"),
                "/tmp/absolute.txt": evil.format("an absolute path"),
                "..\\..\\windows.txt": evil.format("a path of Windows"),
                "gnp\u202e.txt": evil.format("a name that turns round"),
            }
        ),
    }


def damage_pdfs(folder):
    source = DATA / "report.pdf"
    for name, password in (("locked.pdf", "secret"), ("restrictions.pdf", "")):
        command = ["qpdf", "--encrypt", password, "owner", "256", "--modify=none", "--"]
        subprocess.run([*command, source, folder / name], check=True)
    blank = pypdf.PdfWriter()
    blank.add_blank_page(300, 300)
    blank.write(folder / "blank.pdf")
    for name, count in (("shared.pdf", 2_000), ("pages.pdf", 3_001)):
        sharing(folder / name, count)


def sharing(path, count):
    """Write a small file with many pages that share one stream."""
    writer = pypdf.PdfWriter(clone_from=DATA / "report.pdf")
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 20 100 Td (The information desk helps.) Tj ET")
    page = writer.pages[0]
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    names = pypdf.generic.DictionaryObject(
        {NameObject(key): NameObject(value) for key, value in font.items()}
    )
    page[NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {NameObject("/Font"): pypdf.generic.DictionaryObject({NameObject("/F1"): names})}
    )
    page[NameObject("/Contents")] = writer._add_object(stream)
    kids = writer._pages.get_object()
    kids[NameObject("/Kids")] = pypdf.generic.ArrayObject([page.indirect_reference] * count)
    kids[NameObject("/Count")] = pypdf.generic.NumberObject(count)
    writer.write(path)


def old_formats(folder):
    """Let LibreOffice write what is of before 2007, or of a sort that is not read."""
    aside = folder.parent / "aside"
    wanted = (
        ("writer.docx", "doc", "old"),
        ("writer.docx", "rtf", "rich"),
        ("calc.xlsx", "ods", "table"),
    )
    for source, suffix, name in wanted:
        (made,) = office.convert([DATA / source], suffix, aside)
        made.rename(folder / f"{name}.{suffix}")
