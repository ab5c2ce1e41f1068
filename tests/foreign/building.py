"""Declarations become sixty files of seven other programs, each with what it was made of."""

import csv
import shutil
import subprocess
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.foreign import office, typesetting
from tests.foreign.texts import Declaration, declaration

PROGRAMS = ("soffice", "pandoc", "chromium", "qpdf", "pdftotext", "pdftoppm", "tesseract")
SCAN_DOTS_PER_INCH = 200
MENU = "Home"  # pandoc and Chromium print what a web page's menu says
OLD_ENCODINGS = (
    *(("el", "cp1253"), ("el", "iso8859_7"), ("bg", "cp1251"), ("lv", "iso8859_13")),
    *(("mt", "iso8859_3"), ("pl", "iso8859_2"), ("et", "utf-16"), ("fr", "utf-16-le")),
)
# Signs that not all of these encodings have.
TYPEWRITTEN = str.maketrans(dict(zip("’‐–“”„…", '\'--""".', strict=True)))


@dataclass(frozen=True, slots=True)
class Made:
    """A file, what it says, and in which form: text, slides, rows, or a picture of text."""

    path: Path
    said: Declaration
    form: str = "text"


def absent_programs():
    """The programs that are not installed here."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


def build(folder):
    """Make all files in a folder; takes about 40 s."""
    makers = (_by_office, _by_pandoc, _by_typst, _by_browser, _by_qpdf, _by_hand, _by_scanner)
    made = [one for maker in makers for one in maker(folder)]
    files = folder / "files"
    files.mkdir()
    return tuple(
        Made(one.path.rename(files / _own_id(one.path)), one.said, one.form) for one in made
    )


def page_of(said):
    """A declaration as a web page, with a menu and a script that belong to no text."""
    menu = f"<nav><a href='https://example.org/'>{MENU}</a></nav><script>alert('x')</script>"
    body = "".join(
        f"<h2>{escape(article.heading)}</h2>"
        + "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
        for article in said.articles
    )
    head = f"<meta charset='utf-8'><title>{escape(said.title)}</title>"
    return (
        f"<!DOCTYPE html><html lang='{said.language}'><head>{head}</head>"
        f"<body>{menu}<h1>{escape(said.title)}</h1>{body}</body></html>"
    )


def _own_id(path):
    """Give a name that makes an id of its own: a document's id leaves the suffix out."""
    return f"{path.stem}-{path.suffix[1:]}{path.suffix}"


def _run(*command):
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=120)


def _written(path, text, encoding="utf-8"):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def _by_office(folder):
    sources = folder / "office"
    texts = {
        language: _written(
            sources / f"libreoffice-{language}.fodt", office.flat_text(declaration(language))
        )
        for language in ("el", "bg", "mt", "et", "sl", "ga")
    }
    wanted = {
        "docx": ("el", "bg", "mt", "sl"),
        "odt": ("el", "bg", "mt", "et"),
        "pdf": ("el", "bg", "mt", "ga"),
        "html": ("et", "bg"),
        "epub": ("el", "mt"),
    }
    for suffix, languages in wanted.items():
        made = office.convert([texts[one] for one in languages], suffix, folder / suffix)
        yield from (Made(path, declaration(one)) for path, one in zip(made, languages, strict=True))
    yield from _office_slides(folder, sources)
    yield from _office_tables(folder, sources)


def _office_slides(folder, sources):
    languages = ("el", "et")
    slides = [
        _written(sources / f"impress-{one}.fodp", office.flat_slides(declaration(one)))
        for one in languages
    ]
    for suffix in ("pptx", "pdf"):
        made = office.convert(slides, suffix, folder / suffix)
        for path, one in zip(made, languages, strict=True):
            yield Made(path, declaration(one), "slides" if suffix == "pptx" else "text")


def _office_tables(folder, sources):
    tables = []
    for language in ("el", "mt"):
        said = declaration(language)
        tables.append(sources / f"calc-{language}.csv")
        with tables[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("No", said.title), *office.rows(said)])
    for target in ("xlsx", "csv:Text - txt - csv (StarCalc):59,34,76"):  # semicolons, UTF-8
        suffix = target.partition(":")[0]
        made = office.convert(tables, target, folder / suffix, "CSV:44,34,76")
        for path, language in zip(made, ("el", "mt"), strict=True):
            yield Made(path, declaration(language), "rows")


def _by_pandoc(folder):
    wanted = {
        "docx": ("fr", "de", "el"),
        "odt": ("bg", "et"),
        "epub": ("mt", "el"),
        "html": ("ga",),
        "pptx": ("bg", "sl"),
        "md": ("lv", "pl"),
    }
    for suffix, languages in wanted.items():
        for one in languages:
            source = _written(folder / "pages" / f"{one}.html", page_of(declaration(one)))
            path = folder / f"pandoc-{one}.{suffix}"
            target = "commonmark" if suffix == "md" else suffix
            _run("pandoc", "--standalone", "-t", target, "-o", path, source)
            yield Made(path, declaration(one), "slides" if suffix == "pptx" else "text")


def _by_typst(folder):
    for language in ("el", "bg", "mt", "et", "de", "fr"):
        path = folder / f"typst-columns-{language}.pdf"
        typesetting.columns(declaration(language), path)
        yield Made(path, declaration(language))
    for language in ("el", "bg", "mt", "sl"):
        path = folder / f"typst-report-{language}.pdf"
        typesetting.report(declaration(language), path)
        yield Made(path, declaration(language))


def _by_browser(folder):
    """Print pages as a person does, with the browser's own header (date, title) and footer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for language in ("el", "bg", "mt", "pl"):
            page = _written(folder / "pages" / f"{language}.html", page_of(declaration(language)))
            path = folder / f"chromium-{language}.pdf"
            tab = browser.new_page()
            tab.goto(page.as_uri())
            tab.pdf(path=path, display_header_footer=True, margin={"top": "2cm", "bottom": "2cm"})
            yield Made(path, declaration(language))


def _by_qpdf(folder):
    source = folder / "qpdf.pdf"
    typesetting.columns(declaration("en"), source)
    no_password = ("--encrypt", "", "owner", "256", "--")
    ways = {"linear": ("--linearize",), "packed": ("--object-streams=generate",)}
    for name, options in {**ways, "aes": no_password}.items():
        path = folder / f"qpdf-{name}-en.pdf"
        _run("qpdf", *options, source, path)
        yield Made(path, declaration("en"))


def _by_hand(folder):
    """Text files as Europe's offices wrote them before UTF-8."""
    for language, encoding in OLD_ENCODINGS:
        said = declaration(language).translated(TYPEWRITTEN)
        lines = [said.title, ""]
        for article in said.articles:
            lines += [article.heading, "", *article.paragraphs, ""]
        path = folder / f"text-{language}-{encoding}.txt"
        path.write_bytes("\r\n".join(lines).encode(encoding))
        yield Made(path, said)


def _by_scanner(folder):
    for language in ("el", "bg"):
        said = declaration(language).first(3)
        source = folder / f"scanned-{language}.pdf"
        typesetting.columns(said, source)
        _run("pdftoppm", "-gray", "-r", SCAN_DOTS_PER_INCH, source, folder / f"scan-{language}")
        sheets = [Image.open(path) for path in sorted(folder.glob(f"scan-{language}-*.pgm"))]
        path = folder / f"scan-{language}.pdf"
        sheets[0].save(path, save_all=True, append_images=sheets[1:], resolution=SCAN_DOTS_PER_INCH)
        yield Made(path, said, "picture")
