"""Declarations become files of LibreOffice: texts, slides and tables."""

import subprocess
from xml.sax.saxutils import escape

NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "text", "table", "style", "drawing", "presentation")
}
NAMESPACES = " ".join(
    f'xmlns:{"draw" if name == "drawing" else name}="{address}"' for name, address in NAMES.items()
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
RUNNING_HEADER = "DRAFT 7, not to be quoted"
FOOTNOTE = "Adopted in Paris by forty-eight votes, none against."
HEAVY_TABLE_ROWS = 25
SECONDS = 240


def convert(sources, filter_name, folder, source_filter=None):
    """Let LibreOffice save many files in another format, in one call: it takes 2 s to start."""
    folder.mkdir(exist_ok=True)
    profile = folder.parent / "libreoffice"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    command += [f"--infilter={source_filter}"] if source_filter else []
    command += ["--convert-to", filter_name, "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    made = [folder / f"{source.stem}.{filter_name.partition(':')[0]}" for source in sources]
    absent = [path.name for path in made if not path.exists()]
    if absent:
        raise FileNotFoundError(f"LibreOffice made no {absent}")
    return made


def flat_text(declaration):
    """Write a text with what spoils sentences: headers, page numbers, a footnote, a long table."""
    blocks = [f'<text:h text:outline-level="1">{escape(declaration.title)}</text:h>']
    for article in declaration.articles:
        blocks.append(f'<text:h text:outline-level="2">{escape(article.heading)}</text:h>')
        blocks += [f"<text:p>{escape(text)}</text:p>" for text in article.paragraphs]
    note = f"<text:note-body><text:p>{FOOTNOTE}</text:p></text:note-body>"
    blocks[2] = blocks[2].replace(
        "</text:p>",
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"{note}</text:note></text:p>",
    )
    blocks.append(_table(declaration))
    return _flat("text", "".join(blocks), _page_with_header())


def flat_slides(declaration):
    """Write slides: an article on each, heading and text in frames of their own."""
    slides = (
        f'<draw:page draw:name="{number}" draw:master-page-name="Plain">'
        + _frame(1, [article.heading])
        + _frame(4, article.paragraphs)
        + "</draw:page>"
        for number, article in enumerate(declaration.articles, start=1)
    )
    return _flat("presentation", "".join(slides), _slide_master())


def rows(declaration):
    """The heading and the first paragraph of each article: what tables hold."""
    return [(article.heading, article.paragraphs[0]) for article in declaration.articles]


def _table(declaration):
    cells = [("No", declaration.title), *rows(declaration)[:HEAVY_TABLE_ROWS]]
    written = [
        "<table:table-row>"
        + "".join(
            f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row
        )
        + "</table:table-row>"
        for row in cells
    ]
    head = f"<table:table-header-rows>{written[0]}</table:table-header-rows>"
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    return f'<table:table table:name="T">{columns}{head}{"".join(written[1:])}</table:table>'


def _frame(top_cm, paragraphs):
    written = "".join(
        f'<text:p><text:span text:style-name="Small">{escape(text)}</text:span></text:p>'
        for text in paragraphs
    )
    return (
        f'<draw:frame svg:x="1cm" svg:y="{top_cm}cm" svg:width="26cm" svg:height="3cm">'
        f"<draw:text-box>{written}</draw:text-box></draw:frame>"
    )


def _page_with_header():
    return (
        '<office:automatic-styles><style:page-layout style:name="L">'
        '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        'fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="L"><style:header><text:p>{RUNNING_HEADER}</text:p></style:header>'
        "<style:footer><text:p><text:page-number>1</text:page-number></text:p></style:footer>"
        "</style:master-page></office:master-styles>"
    )


def _slide_master():
    return (
        '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties '
        'fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>'
        '<style:style style:name="Small" style:family="text">'
        '<style:text-properties fo:font-size="11pt"/></style:style></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Plain" style:page-layout-name="L"/>'
        "</office:master-styles>"
    )


def _flat(kind, content, masters):
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} '
        f'office:version="1.2" office:mimetype="{mimetype}">{masters}'
        f"<office:body><office:{kind}>{content}</office:{kind}></office:body></office:document>"
    )
