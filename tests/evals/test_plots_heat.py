"""Heat map: a cell for every figure, with its figure in it."""

import pytest

from evals.metric_names import MAIN, label_of, language_name
from evals.plots_heat import SHADES, Row, heat_map, shade_of
from ingest.languages import LANGUAGES
from tests.evals.made_up import Page, a_figure


def brightness(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("shade", SHADES, ids=lambda shade: shade.fill)
def test_words_can_be_read_on_every_shade(shade):
    darker, lighter = sorted((brightness(shade.fill), brightness(shade.ink)))

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_shades_only_get_darker_as_figures_get_worse():
    found = [brightness(shade.fill) for shade in SHADES]

    assert found == sorted(found, reverse=True)
    assert shade_of(1.0) is SHADES[0]
    assert shade_of(0.0) is shade_of(-0.1) is SHADES[-1]


def test_every_language_has_a_row_with_all_its_figures_and_n():
    rows = [Row(language_name(code), dict.fromkeys(MAIN, a_figure(0.123))) for code in LANGUAGES]
    page = Page(heat_map("heat", "Title", rows, {m: label_of(m) for m in MAIN}))
    texts = page.texts("text")

    assert texts.count("0.123") == 24 * len(MAIN)
    assert texts.count("120") == 24
    assert [name for name in map(language_name, LANGUAGES) if name not in texts] == []


def test_the_worst_is_framed_and_bold_and_what_is_not_there_is_a_dash():
    rows = [Row("Irish", {"right": a_figure()}, frozenset({"right"})), Row("Greek", {})]
    page = Page(heat_map("heat", "Title", rows, {"right": "Fully correct", "first": "First"}))

    assert len(page.of_class("worst")) == 1
    assert ["".join(e["texts"]) for e in page.of_class("strong")] == ["0.900"]
    assert page.texts("text").count("–") == 3


def test_a_heat_map_of_nothing_can_be_drawn():
    assert Page(heat_map("heat", "Title", [], {})).all("svg")
