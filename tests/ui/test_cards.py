"""turn_html: what a reader sees of a turn, and that nothing in it can act."""

from html.parser import HTMLParser

import pytest

from assistant.answer import Answer, Citation, Claim
from assistant.phrases import phrases_of, spoken
from ingest.located import Locator
from ui.cards import status_label, turn_html
from ui.conversation import Failure, Reply, Turn
from ui.quotes import excerpt

BODY = "Before it. The quote. After it."
HOSTILE = '<img src="http://evil.example/x.png" onerror="x()"> ![x](http://evil.example/y.png)'


def a_citation(marker=1, **changes):
    fields = {
        "marker": marker,
        "document": "notes",
        "title": "Notes of a meeting",
        "language": "mt",
        "locator": Locator(page=3, section="Second part", start=11, end=21),
        "quote": "The quote.",
    }
    return Citation(**(fields | changes))


def an_answer(**changes):
    fields = {
        "question": "Why?",
        "language": "el",
        "status": "answered",
        "answer": "Best fit: **Co-location** [1]",
        "citations": (a_citation(),),
        "claims": (Claim(text="Best fit: **Co-location**", markers=(1,), shape="lead"),),
    }
    return Answer(**(fields | changes))


def a_reply(answer):
    return Reply(answer, {c.marker: excerpt(c, BODY) for c in answer.citations})


def a_turn(outcome, question="Why?"):
    return Turn(question, None, outcome)


def drawn(outcome, language="en", **changes):
    return turn_html(a_turn(outcome, **changes), 4, phrases_of(language))


class Page(HTMLParser):
    """The tags of a card, with their attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def of(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


def test_an_answer_shows_its_claims_and_a_source_for_each_marker():
    page = Page(drawn(a_reply(an_answer())))

    assert "Best fit: Co-location [1]" in page.words
    assert [link["href"] for link in page.of("a")] == ["#p4c-source-4-1"]
    assert [source["id"] for source in page.of("details")] == ["p4c-source-4-1"]


def test_a_source_is_closed_and_names_document_place_and_language():
    html = drawn(a_reply(an_answer()))
    page = Page(html)

    assert "open" not in page.of("details")[0]
    assert "Notes of a meeting" in page.words
    assert "page 3 · Second part" in page.words
    assert "Malti" in page.words
    assert "characters 11 to 21" in page.words
    assert "Before it. <mark>The quote.</mark> After it." in html


def test_quote_and_answer_carry_their_own_language():
    page = Page(drawn(a_reply(an_answer()), language="en"))

    assert page.of("blockquote")[0]["lang"] == "mt"
    assert [block["lang"] for block in page.of("div") if "lang" in block] == ["el"]


def test_a_marker_without_a_citation_is_no_link():
    answer = an_answer(claims=(Claim(text="See [9].", markers=(9,)),))

    page = Page(drawn(a_reply(answer)))

    assert page.of("a") == []
    assert "See [9]." in page.words


def test_items_that_follow_each_other_are_one_list():
    claims = [Claim(text=text, shape="item") for text in ("one", "two")]
    answer = an_answer(claims=(Claim(text="Lead", shape="lead"), *claims, Claim(text="end")))

    html = drawn(a_reply(answer))

    assert '<p class="p4c-lead">Lead</p><ul><li>one</li><li>two</li></ul>' in html


def a_cell(row, column, text, *markers):
    return Claim(text=text, markers=markers, shape="cell", row=row, column=column)


def test_cells_are_a_table_whose_heads_are_told_as_such():
    cells = (
        *(a_cell("Aim", "**Help Desk**", "to help", 1), a_cell("Aim", "**Co-location**", "a hub")),
        a_cell("Origin", "**Co-location**", "Belgium", 1),
    )
    html = drawn(a_reply(an_answer(claims=(Claim(text="Lead", shape="lead"), *cells))))
    page = Page(html)

    assert [head["scope"] for head in page.of("th")] == ["col", "col", "row", "row"]
    assert '<th scope="col"><strong>Help Desk</strong></th>' in html
    assert '<tr><th scope="row">Origin</th><td></td><td>Belgium <a ' in html
    assert [link["href"] for link in page.of("a")] == ["#p4c-source-4-1"] * 2
    frame = next(each for each in page.of("div") if each.get("role") == "region")
    assert frame["aria-label"] == "Help Desk – Co-location"
    assert frame["tabindex"] == "0"


def test_nothing_in_a_table_acts():
    hostile = f"{HOSTILE} | </td></tr></table><script>x()</script>"
    page = Page(drawn(a_reply(an_answer(claims=(a_cell(hostile, hostile, hostile, 1),)))))

    assert page.of("img") == page.of("script") == []
    assert len(page.of("table")) == 1
    assert [tag for tag, _ in page.tags if tag in ("th", "td")] == ["td", "th", "th", "td"]
    assert page.words.count("</td></tr></table>") == 3


def test_caveats_are_shown_with_their_sources():
    answer = an_answer(caveats=("These are plans. [1]",))

    page = Page(drawn(a_reply(answer)))

    assert "Please note" in page.words
    assert "These are plans. [1]" in page.words
    assert len(page.of("a")) == 2


@pytest.mark.parametrize("language", sorted(spoken()))
@pytest.mark.parametrize("status", ["answered", "not_in_corpus", "out_of_scope", "clarify"])
def test_the_status_is_said_in_words_in_every_language(status, language):
    phrases = phrases_of(language)

    page = Page(drawn(a_reply(an_answer(status=status)), language))

    assert status_label(status, phrases) in page.words
    assert phrases("Automated answer") in page.words


def test_an_answer_without_sources_has_no_empty_list_of_them():
    html = drawn(a_reply(an_answer(citations=(), claims=(Claim(text="No."),))))

    assert "<details" not in html
    assert "Sources" not in html


def test_a_question_that_waits_says_so():
    assert 'role="status"' in drawn(None)


def test_a_failure_gives_its_reason_in_one_line():
    page = Page(drawn(Failure("index: is gone. Run `p4c sync`.")))

    assert "index: is gone. Run `p4c sync`." in page.words


def test_a_bug_is_said_without_its_details():
    assert "Something went wrong" in Page(drawn(Failure(None))).words


def test_nothing_that_a_turn_holds_can_act():
    answer = an_answer(
        language='el" onclick="x()',
        claims=(Claim(text=HOSTILE, markers=(1,)),),
        caveats=(HOSTILE,),
        citations=(
            a_citation(
                title=HOSTILE,
                document=HOSTILE,
                language='"><script>',
                quote=HOSTILE,
                locator=Locator(page=None, section=HOSTILE, start=0, end=5),
            ),
        ),
    )

    for outcome in (a_reply(answer), Failure(HOSTILE), None):
        page = Page(drawn(outcome, question=HOSTILE))

        assert HOSTILE in page.words
        assert not {"img", "script", "iframe", "style"} & {tag for tag, _ in page.tags}
        names = {name for _, attributes in page.tags for name in attributes}
        assert not {name for name in names if name.startswith("on")} | names & {"src", "style"}
        assert all(link["href"].startswith("#p4c-source-") for link in page.of("a"))
