"""inline_html: our own little Markdown acts, and nothing else does."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose_silence import plain
from ui.inline import as_words, inline_html


def a_link(marker):
    return f'<a href="#s{marker}">[{marker}]</a>'


class Reader(HTMLParser):
    """What a browser would make of some HTML: its tags and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Best fit: **Co-location**", "Best fit: <strong>Co-location</strong>"),
        ("a shared roof *(translation)*", "a shared roof <em>(translation)</em>"),
        ("They differ. [1][2]", f"They differ. {a_link(1)}{a_link(2)}"),
        ("No such source [7]", "No such source [7]"),
        (r"5 \* 4 \[1\]", "5 * 4 [1]"),
        (r"**a \* b**", "<strong>a * b</strong>"),
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("2 * 3 * 4 and **open", "2 <em> 3 </em> 4 and **open"),
    ],
)
def test_markdown_of_a_claim_is_set(markdown, html):
    assert inline_html(markdown, {1, 2}, a_link) == html


@pytest.mark.parametrize(
    "hostile",
    [
        "![x](http://127.0.0.1:9/leak.png)",
        "[click](javascript:alert(1))",
        "[1](http://evil.example)",
        "<img src=http://evil.example/x.png onerror=alert(1)>",
        "<script>alert(1)</script>",
        "**<iframe src=x>**",
        "\\<svg onload=alert(1)>",
        "$\\href{http://evil.example}{x}$",
        ":material/home: :red[x] &lt;b&gt;",
        "<style>@import 'http://evil.example'</style>",
    ],
)
def test_nothing_that_a_text_holds_is_fetched_or_run(hostile):
    tags = Reader(inline_html(hostile, {1}, a_link)).tags

    assert {tag for tag, _ in tags} <= {"strong", "em", "a"}
    assert all(attrs == [("href", "#s1")] for tag, attrs in tags if tag == "a")
    assert all(attrs == [] for tag, attrs in tags if tag != "a")


@given(st.text())
def test_any_text_is_shown_and_makes_no_tag_but_ours(text):
    tags = Reader(inline_html(text, {1}, a_link)).tags

    assert {tag for tag, _ in tags} <= {"strong", "em", "a"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_quote_that_the_assistant_made_plain_is_read_as_it_stands(text):
    quote = " ".join(text.split())

    html = inline_html(plain(quote), {1}, a_link)

    assert Reader(html).tags == []
    assert Reader(html).words == quote


def test_read_out_only_the_words_are_left():
    assert as_words("**Help Desk** (*a \\* b*) [1] c") == "Help Desk (a \\* b)  c"
