"""Declarations become PDFs of typst: columns, hyphens, running heads, tables, many pages."""

import re

import typst

SPECIAL = re.compile(r"([\\#*_`$<>@=\-+/\[\]~\"'])")
RUNNING_HEAD = "Working paper 12/2026"
TWO_COLUMNS = """
#set page(columns: 2, margin: 2cm, numbering: "1 / 1", header: align(right)[{head}])
"""
ONE_COLUMN = """
#set page(margin: 2.5cm, numbering: "1", header: [{head} #h(1fr) {title}])
"""
SETTINGS = """
#set text(lang: "{language}", font: "DejaVu Serif", size: 10pt, hyphenate: true)
#set par(justify: true)
#show heading: set text(hyphenate: false)
"""


def columns(declaration, path):
    """Set a declaration in two narrow columns, with words parted at line ends."""
    typeset(_settings(TWO_COLUMNS, declaration) + _body(declaration), path)


def report(declaration, path):
    """Set it in one column, with a title on each page, and a table that runs over pages."""
    cells = "".join(
        f"[{_escaped(article.heading)}], [{_escaped(article.paragraphs[0])}],\n"
        for article in declaration.articles
    )
    table = f"#table(columns: (3cm, 1fr), table.header([No], [Text]),\n{cells})"
    typeset(_settings(ONE_COLUMN, declaration) + _body(declaration) + table, path)


def volume(declarations, pages, path):
    """Set declarations one after another, again and again, until there are so many pages."""
    head = _settings(ONE_COLUMN, declarations[0])
    once = "".join(
        f'#[#set text(lang: "{one.language}")\n{_body(one)}]\n#pagebreak()\n'
        for one in declarations
    )
    sheets = len(typst.compile((head + once).encode(), format="svg")) - 1
    typeset(head + once * -(-pages // sheets), path)


def typeset(source, path):
    """Compile a source; typst is a Python package with its compiler inside."""
    path.write_bytes(typst.compile(source.encode()))


def _settings(page, declaration):
    values = {"language": declaration.language, "head": _escaped(RUNNING_HEAD)}
    values["title"] = _escaped(declaration.title)
    return SETTINGS.format(**values) + page.format(**values)


def _body(declaration):
    blocks = [f"= {_escaped(declaration.title)}"]
    for article in declaration.articles:
        blocks.append(f"== {_escaped(article.heading)}")
        blocks += [_escaped(text) for text in article.paragraphs]
    return "\n\n".join(blocks) + "\n\n"


def _escaped(text):
    r"""Write text so that typst takes it for text: also '1.', which would begin a list."""
    return re.sub(r"^(\d+)\.", r"\1\\.", SPECIAL.sub(r"\\\1", text))
