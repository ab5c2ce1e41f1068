"""Tables: a caption, scopes, and a frame that can be scrolled by keyboard."""

from evals.markup import tag
from evals.tables import ON_A_SHEET, Table, folded, plotted, table
from tests.evals.made_up import HOSTILE, Page

CONTENT = Table("What it shows", ("Name", "Words", "Figure"), (("a", "b", "1"),), words=(1,))


def test_a_table_has_a_caption_and_scopes():
    page = Page(table(CONTENT))

    assert page.texts("caption") == ["What it shows"]
    assert [th["scope"] for th in page.all("th")] == ["col", "col", "col", "row"]
    assert page.texts("td") == ["b", "1"]


def test_columns_of_words_are_marked_and_figures_are_not():
    page = Page(table(CONTENT))

    assert [th.get("class") for th in page.all("th", scope="col")] == ["words", "words", None]
    assert [td.get("class") for td in page.all("td")] == ["words", None]


def test_the_frame_is_reached_by_keyboard_and_has_a_name():
    frame = Page(table(CONTENT)).all("div")[0]

    assert (frame["tabindex"], frame["role"], frame["aria-label"]) == (
        "0",
        "region",
        "What it shows",
    )


def test_hostile_words_stay_words():
    page = Page(table(Table(HOSTILE, (HOSTILE,), ((HOSTILE,),))))

    assert page.all("script") == []


def test_a_plot_has_its_table_under_it():
    page = Page(plotted(tag("svg"), CONTENT, "A note"))

    assert [e["tag"] for e in page.elements if not e["parents"]] == ["figure", "details"]
    assert page.texts("figcaption") == ["A note"]
    assert page.texts("summary") == ["The same figures as a table: What it shows"]


def test_only_tables_that_fit_on_a_sheet_are_opened_on_paper():
    long = Table("Long", ("a",), tuple((str(n),) for n in range(ON_A_SHEET + 1)))

    assert Page(plotted(tag("svg"), CONTENT)).all("details")[0]["class"] == "figures"
    assert Page(plotted(tag("svg"), long)).all("details")[0]["class"] == "long"
    assert Page(folded(CONTENT, is_printed=False)).all("details")[0]["class"] == "long"
