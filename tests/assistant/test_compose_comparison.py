"""assistant/compose_comparison.py: a column a practice, a row a field, each cell with quotes."""

import pytest
from markdown_it import MarkdownIt

from assistant.catalogue import Evidence, Fact
from assistant.compose_comparison import COMPARED, say_comparison
from assistant.verify import verify
from ingest.languages import LANGUAGES, identify

SPOKEN = sorted(LANGUAGES)
PLANS = "These are plans: the documents report no test that has been carried out."
PAIR = ("permanent-offices", "project-oriented-funding")
THREE = (*PAIR, "scientific-group-intermediation")
NOBODY = ("help-desk", "information-desk-funding")
HOSTILE = (
    "a | b\n| --- | --- |\n| <img src=x onerror=y> | [c](http://evil.example) `d` ![e](f) **g**"
)
MARKDOWN = MarkdownIt("commonmark").enable("table")


@pytest.fixture(params=SPOKEN)
def draft(request, draft_in):
    return draft_in(request.param)


def compared(draft, ids):
    say_comparison(draft, tuple(draft.catalogue.practice(each) for each in ids))
    return draft.finish("?")


def table_in(markdown):
    """The cells of the one table in a text, row by row, as a reader of Markdown sees them."""
    rows, inside = [], False
    for token in MARKDOWN.parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        inside = token.type in ("th_open", "td_open") or (inside and token.type == "inline")
        if token.type == "inline" and rows and inside:
            rows[-1].append(token)
    assert sum(token.type == "table_open" for token in MARKDOWN.parse(markdown)) == 1
    return rows


@pytest.mark.parametrize("ids", [PAIR, THREE, NOBODY], ids=len)
def test_practices_stand_side_by_side_in_a_table(draft, ids, faults_of, own_words):
    answer = compared(draft, ids)

    assert faults_of(answer) == []
    assert answer.practices == ids
    lead, *cells = answer.claims
    assert lead.shape == "lead"
    head, *rows = table_in(answer.answer)
    assert [len(row) for row in (head, *rows)] == [len(ids) + 1] * (len(rows) + 1)
    assert len(cells) == len(ids) * len(rows)
    names = [f"**{draft.words.practices[each].name}**" for each in ids]
    assert [cell.content for cell in head] == ["", *names]
    assert identify(own_words(answer)).language == draft.phrases.language


def test_a_row_is_a_field_with_its_name_in_the_reader_s_language(draft, draft_in):
    fields = [name for name, _ in rows_of(compared(draft, THREE))]
    english = [name for name, _ in rows_of(compared(draft_in("en"), THREE))]

    assert english == [
        *("What it is", "Aim", "Provider", "Who benefits", "Conditions of access", "Origin"),
        "Who plans to test it, and how",
    ]
    assert len(set(fields)) == len(fields) == len(english)
    assert all(name[:1].isupper() for name in fields)
    if draft.phrases.language != "en":
        assert not set(fields) & set(english)


def rows_of(answer):
    """The names of the rows, each with the claims of its cells."""
    rows = {}
    for claim in answer.claims:
        if claim.shape == "cell":
            rows.setdefault(claim.row, []).append(claim)
    return list(rows.items())


def test_a_cell_has_its_quotes_or_says_that_there_are_none(draft):
    silent = draft.phrases("The documents do not say")

    for _, cells in rows_of(compared(draft, THREE)):
        assert any(cell.markers for cell in cells)
        assert all(bool(cell.markers) != (cell.text == silent) for cell in cells)


def test_a_plan_is_told_as_one_with_who_and_how(draft):
    answer = compared(draft, THREE)

    *_, (name, cells) = rows_of(answer)
    assert name[1:] == draft.phrases("who plans to test it, and how")[1:]
    assert "Corallia" in cells[0].text
    assert draft.phrases("questionnaires") in cells[0].text
    assert set(answer.partners) == {"corallia", "estonia"}
    assert draft.phrases(PLANS) in answer.caveats


def test_a_field_that_nobody_states_has_no_row(draft):
    answer = compared(draft, NOBODY)

    assert len(rows_of(answer)) == 3
    assert not answer.partners
    assert draft.phrases(PLANS) not in answer.caveats


def test_what_is_inferred_is_marked_as_ours(draft):
    cells = dict(rows_of(compared(draft, NOBODY)))

    marked = [c.text for group in cells.values() for c in group if "*(" in c.text]
    assert len(marked) == 1
    assert draft.phrases("our inference") in marked[0]


def test_the_sources_hold_all_of_it(draft, parts):
    answer = compared(draft, tuple(draft.catalogue.practices))

    assert verify(answer, parts.library.body) == answer


def test_every_value_of_the_catalogue_is_told_in_the_reader_s_language(draft):
    practices = tuple(draft.catalogue.practices.values())
    values = [v for p in practices for field in COMPARED for v in p.fact(field).values]

    answer = compared(draft, tuple(draft.catalogue.practices))

    english = [v for v in values if v.count(" ") > 1 and v.casefold() in answer.answer.casefold()]
    assert bool(english) == (draft.phrases.language == "en")


def test_nothing_in_a_cell_acts_or_ends_it(draft, faults_of):
    evidence = draft.catalogue.practice("help-desk").facts.aim.evidence
    fact = Fact(status="stated", value=HOSTILE, evidence=evidence)

    answer = with_aim(draft, fact)

    rows = table_in(answer.answer)
    assert {len(row) for row in rows} == {3}
    inner = [child for row in rows for cell in row for child in cell.children]
    assert {child.type for child in inner} <= {
        *("text", "strong_open", "strong_close", "em_open", "em_close", "text_special")
    }
    assert faults_of(answer) == []


def test_a_value_that_nobody_translated_is_shown_as_the_document_says_it(draft_in):
    draft = draft_in("mt")
    aim = draft.catalogue.practice("help-desk").facts.aim
    fact = Fact(status="stated", value="something new", evidence=aim.evidence)

    _, (_, cells), *_ = rows_of(with_aim(draft, fact))

    assert cells[0].text == draft.phrases.quoted(aim.evidence[0].quote)


def test_a_hostile_document_s_own_words_stay_in_their_cell(draft_in):
    draft = draft_in("el")
    place = {"document": "pooling4clusters", "start": 0, "end": len(HOSTILE)}
    quote = Evidence(**place, language="en", quote=HOSTILE)
    fact = Fact(status="stated", value="something new", evidence=(quote,))

    rows = table_in(with_aim(draft, fact).answer)

    assert {len(row) for row in rows} == {3}
    assert "<img" in "".join(c.content for c in rows[2][1].children)


def with_aim(draft, fact):
    """Help Desk with another aim, compared."""
    practice = draft.catalogue.practice("help-desk")
    facts = practice.facts.model_copy(update={"aim": fact})
    changed = practice.model_copy(update={"facts": facts})
    say_comparison(draft, (changed, draft.catalogue.practice("co-location")))
    return draft.finish("?")
