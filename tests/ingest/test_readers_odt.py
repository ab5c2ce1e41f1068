"""OpenDocument texts: what people read in them, and nothing else."""

import re
import zipfile

import pytest

from ingest.readers_odt import parse
from ingest.refusals import Refused

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
    }.items()
)  # fmt: skip
STYLES = """<office:automatic-styles>
    <style:style style:name="P1" style:parent-style-name="Title"/>
    <text:list-style style:name="L1">
    <text:list-level-style-number text:level="1" style:num-suffix="." text:start-value="3"/>
    <text:list-level-style-number text:level="2" style:num-format="a" text:display-levels="2"/>
    </text:list-style>
    <style:style style:name="T1" style:family="text">
    <style:text-properties text:display="none"/></style:style>
    <style:style style:name="T2" style:family="text">
    <style:text-properties text:display="true"/></style:style>
    <style:style style:name="T3" style:family="text" style:parent-style-name="Hush"/>
    <style:style style:name="T4" style:family="text"/>
    <style:style style:name="T5" style:family="text" style:parent-style-name="T5"/>
    <style:style style:name="P2" style:family="paragraph" style:parent-style-name="HushPara"/>
    </office:automatic-styles>"""
NAMED_STYLES = """<office:styles>
    <style:style style:name="Hush" style:family="text">
    <style:text-properties text:display="none"/></style:style>
    <style:style style:name="HushPara" style:family="paragraph">
    <style:text-properties text:display="none"/></style:style>
    </office:styles>
    <office:automatic-styles>
    <style:style style:name="T4" style:family="text">
    <style:text-properties text:display="none"/></style:style>
    <style:style style:name="T6" style:family="text">
    <style:text-properties text:display="none"/></style:style>
    </office:automatic-styles>"""


def parts_of(tmp_path, xml, manifest="<manifest/>"):
    path = tmp_path / "a.odt"
    body = f"<office:body><office:text>{xml}</office:text></office:body>"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "content.xml", f"<office:document {SPACES}>{STYLES}{body}</office:document>"
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}>{NAMED_STYLES}</office:document-styles>",
        )
        package.writestr("META-INF/manifest.xml", manifest)
    parts = parse(path, lambda page, pages: None)
    return [(part.role, part.text.strip()) for part in parts if part.text.strip()]


@pytest.mark.parametrize(
    ("xml", "parts"),
    [
        ("<text:h>Aims</text:h>", [("heading", "Aims")]),
        ('<text:p text:style-name="P1">Report</text:p>', [("heading", "Report")]),
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c\nd</text:p>", [("paragraph", "a b c d")]),
        ("<text:p>a<text:line-break/>b</text:p>", [("paragraph", "a\nb")]),
        ("<text:p>a<text:span>b<text:a>c</text:a></text:span>d</text:p>", [("paragraph", "abcd")]),
        ("<text:p>a<office:annotation><text:p>x</text:p></office:annotation>b</text:p>",
         [("paragraph", "ab")]),
        ("<text:tracked-changes><text:p>x</text:p></text:tracked-changes><text:p>a</text:p>",
         [("paragraph", "a")]),
        ("<text:table-of-content><text:index-body><text:p>x</text:p></text:index-body>"
         "</text:table-of-content><text:section><text:p>a</text:p></text:section>",
         [("paragraph", "a")]),
        ("<text:section text:display='none'><text:p>x</text:p></text:section><text:p>a</text:p>",
         [("paragraph", "a")]),
        ("<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n"
         "</text:p></text:note-body></text:note>.</text:p>",
         [("paragraph", "a."), ("paragraph", "n")]),
        ("<text:p>a<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
         "</text:p>", [("paragraph", "a"), ("paragraph", "boxed")]),
    ],
)  # fmt: skip
def test_text_is_what_writer_shows(tmp_path, xml, parts):
    assert parts_of(tmp_path, xml) == parts


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<text:p>a{T1}b{/}c</text:p>", ["ac"]),
        ("<text:p>a{Hush}b{/}c</text:p>", ["ac"]),
        ("<text:p>a{T3}b{/}c</text:p>", ["ac"]),
        ("<text:p>a{T1}b<text:s/>{T4}c{/}<text:tab/>{T2}d{/}e{/}f</text:p>", ["adf"]),
        ("<text:p>a{T1}b<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note>"
         "{/}</text:p>", ["a"]),
        ("<text:p>a<text:a text:style-name='T1'>b</text:a></text:p>", ["a"]),
        ("<text:p text:style-name='HushPara'>a</text:p>", []),
        ("<text:p text:style-name='P2'>a{T2}b{/}</text:p>", ["b"]),
        ("<text:h text:style-name='P2'>a</text:h>", []),
        ("<text:p text:style-name='Hush'>of another family</text:p>", ["of another family"]),
        ("<text:p>{T4}as in headers{/} {T5}circle{/} {T6}gone{/}</text:p>",
         ["as in headers circle gone"]),
    ],
)  # fmt: skip
def test_hidden_characters_are_left_out(tmp_path, xml, shown):
    xml = xml.replace("{/}", "</text:span>")
    xml = re.sub(r"\{(\w+)\}", r'<text:span text:style-name="\1">', xml)

    assert [text for _, text in parts_of(tmp_path, xml)] == shown


def test_a_hidden_heading_of_a_list_leaves_no_number(tmp_path):
    item = "<text:list-item><text:h text:style-name='P2'>x</text:h></text:list-item>"

    assert parts_of(tmp_path, f'<text:list text:style-name="L1">{item}</text:list>') == []


def test_lists_have_numbers_or_bullets_also_in_lists(tmp_path):
    inner = "<text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list>"
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    items = item.format("one", "") + item.format("two", inner)

    assert parts_of(tmp_path, f'<text:list text:style-name="L1">{items}</text:list>') == [
        ("item", "3. one"),
        ("item", "4. two"),
        ("paragraph", "4.a deep"),
    ]
    assert parts_of(tmp_path, f"<text:list>{items}</text:list>")[0] == ("item", "• one")


def test_a_list_that_was_interrupted_counts_on(tmp_path):
    item = "<text:list-item><text:p>x</text:p></text:list-item>"
    once = f'<text:list text:style-name="L1"{{}}>{item}</text:list>'

    parts = parts_of(tmp_path, once.format("") + once.format(' text:continue-numbering="true"'))

    assert parts == [("item", "3. x"), ("item", "4. x")]


def test_cells_that_are_merged_are_said_in_each_row(tmp_path):
    def row(*cells):
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(words, more=""):
        return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"

    table = (
        f"<table:table-header-rows>{row(cell('Name'), cell('Cost'))}</table:table-header-rows>"
        + row(cell("Desk", 'table:number-rows-spanned="2"'), cell("1"))
        + row("<table:covered-table-cell/>", cell("2"))
    )

    assert parts_of(tmp_path, f"<table:table>{table}</table:table>") == [
        ("table", "Name | Cost"),
        ("row", "Desk | 1"),
        ("row", "Desk | 2"),
    ]


def test_an_encrypted_text_is_told_by_its_manifest(tmp_path):
    with pytest.raises(Refused, match="encrypted"):
        parts_of(tmp_path, "", manifest="<manifest><encryption-data/></manifest>")


def test_a_package_without_a_text_is_damaged(tmp_path):
    with pytest.raises(Refused, match="damaged"):
        parts_of(tmp_path, "</office:text></office:body><office:body><office:text>x", "<broken")
