"""Markdown by its grammar: the words without the signs."""

from ingest.readers_markdown import parse


def parts_of(tmp_path, text):
    (tmp_path / "text").write_text(text, encoding="utf-8")
    parts = parse(tmp_path / "text", lambda page, pages: None)
    return [(part.role, part.text.strip()) for part in parts]


def test_signs_of_markup_are_no_part_of_the_text(tmp_path):
    text = "Aims\n====\n\nTo *help* [firms](http://x.org) with `code`.\n\n## Costs ##\n\n3. three\n"

    assert parts_of(tmp_path, text) == [
        ("heading", "Aims"),
        ("paragraph", "To help firms with code."),
        ("heading", "Costs"),
        ("item", "3. three"),
    ]


def test_a_sign_in_code_heads_nothing(tmp_path):
    assert parts_of(tmp_path, "```\n# no heading\n```\n") == [("paragraph", "# no heading")]


def test_tables_are_read_row_by_row(tmp_path):
    assert parts_of(tmp_path, "| a | b |\n|---|---|\n| 1 | 2 |\n") == [
        ("table", "a | b"),
        ("row", "1 | 2"),
    ]


def test_web_markup_in_it_is_treated_like_a_web_page(tmp_path):
    text = "One.\n\n<script>alert(1)</script>\n\n<p hidden>x</p>\n\n![](http://example.org/x.png)\n"

    assert parts_of(tmp_path, text) == [("paragraph", "One.")]
