"""Web pages: what a browser shows of the page itself."""

import pytest

from ingest.readers_html import page_parts, parse
from ingest.refusals import Refused


def parts_of(page):
    return [(part.role, " ".join(part.text.split())) for part in page_parts(page.encode())]


def test_headings_paragraphs_and_lists_are_told_apart():
    page = "<h1>Aims</h1><p>To <b>help</b>.<ol start=3><li>three<li>four</ol><ul><li>x</ul>end"

    assert parts_of(page) == [
        ("heading", "Aims"),
        ("paragraph", "To help."),
        ("item", "3. three"),
        ("item", "4. four"),
        ("item", "• x"),
        ("paragraph", "end"),
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>alert(1)</script>",
        "<style>p {color: red}</style>",
        "<nav><a href='/'>Home</a></nav>",
        "<div role=navigation>Home</div>",
        "<p hidden>x</p>",
        "<p style='display: none'>x</p>",
        "<p style='visibility:hidden'>x</p>",
        "<span aria-hidden=true>x</span>",
        "<template><p>x</p></template>",
        "<!-- x -->",
        "<title>x</title>",
        "<footer>x</footer>",
        "<iframe src='http://example.org'>x</iframe>",
        "<a role=doc-noteref href='#n'>1</a>",
        "<sup><a href='#n'>1</a></sup>",
    ],
)
def test_what_is_no_part_of_the_text_is_left_out(unseen):
    assert parts_of(f"<body><p>Before.</p>{unseen}<p>After.</p></body>") == [
        ("paragraph", "Before."),
        ("paragraph", "After."),
    ]


def test_words_round_what_is_left_out_stay():
    assert parts_of("<p>one<script>x</script> two<!-- x --> three</p>") == [
        ("paragraph", "one two three")
    ]


def test_links_keep_their_text_alone():
    page = (
        "<p>See <a href='http://example.org/track?me'>the desk</a><img src='http://x/y.png'>.</p>"
    )

    assert parts_of(page) == [("paragraph", "See the desk.")]


def test_line_breaks_and_preformatted_lines_stay_lines():
    broken, verbatim = page_parts(b"<p>a<br>b\nc</p><pre>x\n  y</pre>")

    assert (broken.text, verbatim.text) == ("a\nb c", "x\n  y")


def test_a_table_is_read_row_by_row_with_its_caption():
    page = """<table><caption>Costs</caption><thead><tr><th>Name<th>Cost</thead>
        <tr><td rowspan=2>Desk<td>1</tr><tr><td>2</tr></table>"""

    assert parts_of(page) == [
        ("paragraph", "Costs"),
        ("table", "Name | Cost"),
        ("row", "Desk | 1"),
        ("row", "Desk | 2"),
    ]


def test_a_table_that_lays_out_a_page_is_read_as_its_contents():
    page = "<table><tr><td><h2>Aims</h2><p>To help.</p></td><td>Side</td></tr></table>"

    assert [role for role, _ in parts_of(page)] == ["heading", "paragraph", "paragraph"]


@pytest.mark.parametrize("page", ["", "<html></html>", "<!-- -->", "<"])
def test_an_empty_page_has_no_parts(page):
    assert [text for _, text in parts_of(page) if text.strip("<")] == []


def test_a_page_that_is_nested_without_end_is_refused():
    with pytest.raises(Refused):
        parts_of("<div>" * 5_000 + "x")


def test_numbers_that_no_table_has_do_no_harm():
    page = "<table><tr><td rowspan=99999999999 colspan=9999999>a<td>b<tr><td>c<td>d</table>"

    assert parts_of(page)[0][0] == "table"


def test_a_file_is_read_as_utf8(tmp_path):
    (tmp_path / "text").write_text("<p>Πόσο;</p>", encoding="utf-8")

    (part,) = parse(tmp_path / "text", lambda page, pages: None)

    assert part.text == "Πόσο;"
