"""Word documents: what people read in them, and nothing else."""

import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest import readers_docx
from ingest.refusals import Refused


@pytest.fixture
def document():
    return docx.Document()


def parts_of(document, tmp_path):
    path = tmp_path / "a.docx"
    document.save(path)
    return read_parts(path)


def read_parts(path):
    parts = readers_docx.parse(path, lambda page, pages: None)
    return [(part.role, part.text.strip()) for part in parts if part.text.strip()]


def add_xml(document, xml):
    w = nsdecls("w")
    element = parse_xml(f"<w:p {w}>{xml}</w:p>")
    document.element.body.insert(0, element)


def rewritten(path, change):
    """Give the file again, each member changed by a function of name and content."""
    target = path.with_name("rewritten.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as changed:
        for info in source.infolist():
            changed.writestr(info.filename, change(info.filename, source.read(info)))
    return target


def test_headings_lists_and_paragraphs_are_told_apart(document, tmp_path):
    document.add_heading("Aims", level=1)
    document.add_paragraph("To help.")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    document.add_paragraph("loose", style="List Bullet")

    assert parts_of(document, tmp_path) == [
        ("heading", "Aims"),
        ("paragraph", "To help."),
        ("item", "1. first"),
        ("item", "2. second"),
        ("item", "• loose"),
    ]


def test_a_paragraph_with_an_outline_level_is_a_heading_whatever_its_style(document, tmp_path):
    document.add_paragraph("Costs")._p.get_or_add_pPr().append(
        parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>')
    )

    assert parts_of(document, tmp_path) == [("heading", "Costs")]


def test_headers_and_footers_are_left_out(document, tmp_path):
    document.sections[0].header.paragraphs[0].text = "Ministry"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Words.")

    assert parts_of(document, tmp_path) == [("paragraph", "Words.")]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>operate</w:t></w:r>", "co-operate"),
        ("<w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>", "inserted"),
        ("<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
        ("<w:moveFrom><w:r><w:t>b</w:t></w:r></w:moveFrom><w:r><w:t>a</w:t></w:r>", "a"),
        ("<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>", "a"),
        ("<w:sdt><w:sdtContent><w:r><w:t>in it</w:t></w:r></w:sdtContent></w:sdt>", "in it"),
        ("<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>", "linked"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>a</w:t></w:r>", "a"),
    ],
)  # fmt: skip
def test_text_is_what_word_shows(document, tmp_path, xml, text):
    add_xml(document, xml)

    assert parts_of(document, tmp_path) == [("paragraph", text)]


def test_a_text_box_follows_its_paragraph_and_is_said_once(document, tmp_path):
    box = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    add_xml(
        document,
        f"<w:r><w:t>around</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )

    assert parts_of(document, tmp_path) == [("paragraph", "around"), ("paragraph", "boxed")]


def test_a_table_of_contents_is_left_out(document, tmp_path):
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Aims ........ 3", style="toc 1")
    document.add_paragraph("Words.")

    assert parts_of(document, tmp_path) == [("paragraph", "Words.")]


def test_cells_that_are_merged_are_said_in_each_row(document, tmp_path):
    table = document.add_table(3, 3)
    for number, words in enumerate(["Name", "Cost", "Year", "Desk", "1", "2010", "", "2", "2012"]):
        table.cell(number // 3, number % 3).text = words
    table.cell(1, 0).merge(table.cell(2, 0))

    assert parts_of(document, tmp_path) == [
        ("table", "Name | Cost | Year"),
        ("row", "Desk | 1 | 2010"),
        ("row", "Desk | 2 | 2012"),
    ]


def test_a_table_that_lays_out_a_page_is_read_as_paragraphs(document, tmp_path):
    cell = document.add_table(1, 2).rows[0].cells[0]
    cell.text = "The desk helps. " * 40

    assert [role for role, _ in parts_of(document, tmp_path)] == ["paragraph"]


def test_macros_are_not_read_and_do_not_matter(document, tmp_path):
    document.add_paragraph("Words.")
    document.save(tmp_path / "a.docx")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"

    path = rewritten(tmp_path / "a.docx", lambda name, content: content.replace(plain, macro))

    assert read_parts(path) == [("paragraph", "Words.")]


def test_a_link_to_a_picture_that_is_not_there_does_not_matter(document, tmp_path):
    document.add_paragraph("Words.")
    document.save(tmp_path / "a.docx")
    broken = b'<Relationship Id="rIdX" Type="http://x/image" Target="NULL"/></Relationships>'

    path = rewritten(
        tmp_path / "a.docx", lambda name, content: content.replace(b"</Relationships>", broken)
    )

    assert read_parts(path) == [("paragraph", "Words.")]


def test_an_entity_reads_no_file_of_the_machine(document, tmp_path):
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    document.add_paragraph("Words.")
    document.save(tmp_path / "a.docx")

    def with_entity(name, content):
        if name != "word/document.xml":
            return content
        entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]><w:document'
        return content.replace(b"<w:document", entity.encode(), 1).replace(b"Words.", b"Words.&e;")

    assert read_parts(rewritten(tmp_path / "a.docx", with_entity)) == [("paragraph", "Words.")]


def test_a_document_without_its_text_is_damaged(document, tmp_path):
    document.save(tmp_path / "a.docx")

    path = rewritten(tmp_path / "a.docx", lambda name, content: content.replace(b"w:body", b"w:b"))

    with pytest.raises(Refused, match="damaged"):
        read_parts(path)


def test_styles_that_are_based_on_each_other_do_not_hang(document, tmp_path):
    one, two = document.styles.add_style("One", 1), document.styles.add_style("Two", 1)
    one.base_style, two.base_style = two, one
    document.add_paragraph("Words.", style="One")
    assert one.element.find(qn("w:basedOn")) is not None

    assert parts_of(document, tmp_path) == [("paragraph", "Words.")]
