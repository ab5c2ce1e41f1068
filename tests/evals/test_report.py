"""The report: one file that needs no network, in order, for everyone."""

import base64
import hashlib
import re
from itertools import pairwise

import pytest

from evals.report import HERE, write_report
from evals.report_failures import PRINTED
from tests.evals.made_up import (
    HOSTILE,
    TEXT,
    Page,
    a_flip,
    a_gate,
    a_gate_line,
    a_manifest,
    a_summary,
    a_verdict,
    an_empty_summary,
)


def written(folder, summary=None, gate=None, baseline=None, verdicts=()):
    path = write_report(folder, summary or a_summary(), gate, baseline, verdicts, {"d": TEXT})
    return path.read_text(encoding="utf-8")


def full(folder):
    gate = a_gate(a_gate_line(HOSTILE), flips=(a_flip(HOSTILE), a_flip(is_better=True)))
    baseline = a_summary(manifest=a_manifest(run="old"))
    return written(folder, None, gate, baseline, [a_verdict(), a_verdict(HOSTILE)])


def empty(folder):
    return written(folder, an_empty_summary())


@pytest.fixture(params=[full, empty], ids=["full", "empty"])
def html(request, tmp_path):
    return request.param(tmp_path)


def test_the_file_stands_in_the_folder_of_the_run(tmp_path):
    path = write_report(tmp_path, a_summary(), None, None, [], {})

    assert path == tmp_path / "report.html"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_fetched_from_anywhere(html):
    page = Page(html)
    reaching = ("src", "href", "action", "data", "poster", "srcset", "style")
    found = {e[name] for e in page.elements for name in reaching if name in e}

    assert [link for link in found if not link.startswith("#")] == []
    assert {e["tag"] for e in page.elements} & {"link", "img", "iframe", "object", "base"} == set()
    assert re.search(r"url\(|@import|https?://", html) is None


def test_only_the_script_of_the_page_itself_may_run(html):
    page = Page(html)
    script = page.texts("script")
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]

    assert len(script) == 1
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert [k for e in page.elements for k in e if k.startswith("on")] == []


def test_a_screen_reader_finds_its_way(html):
    page = Page(html)
    ids = [e["id"] for e in page.elements if "id" in e]
    named = [id_ for e in page.elements for id_ in e.get("aria-labelledby", "").split()]
    links = [e["href"][1:] for e in page.all("a")]

    assert page.all("html")[0]["lang"] == "en"
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer", "h1")] == [1] * 5
    assert page.all("a")[0]["class"] == "skip"
    assert len(ids) == len(set(ids))
    assert {*named, *links} <= set(ids)


def test_headings_are_in_order(html):
    levels = [int(e["tag"][1]) for e in Page(html).elements if re.fullmatch("h[1-6]", e["tag"])]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_head_a_scope(html):
    page = Page(html)

    assert len(page.all("table")) == len(page.all("caption"))
    assert [th for th in page.all("th") if th.get("scope") not in ("row", "col")] == []


def test_every_plot_is_named_and_has_its_table(html):
    page = Page(html)
    svgs = page.all("svg")

    assert all(svg["role"] == "img" for svg in svgs)
    assert len(page.texts("desc")) == len(svgs) == len(page.all("figure"))
    assert html.count("The same figures as a table") == len(svgs)
    assert html.count("</figure><details") == len(svgs)


def test_all_seven_sorts_of_plots_are_in_a_full_report(tmp_path):
    ids = {title.get("id") for title in Page(full(tmp_path)).all("title")}
    plots = ("changes", "heat", "gaps", "types", "variants", "risk", "confusion", "latency")

    assert {f"{plot}-title" for plot in plots} <= ids


def test_sections_come_in_their_order(html):
    assert Page(html).texts("h2") == [
        "1 Verdict",
        "2 The gate",
        "3 Languages and measures",
        "4 Case types",
        "5 Variants of a question",
        "6 Risk and coverage",
        "7 Refusals",
        "8 Run against run",
        "9 Time to answer",
        "10 Failures",
        "11 Limits",
    ]


def test_hostile_words_stay_words(tmp_path):
    html = full(tmp_path)

    assert html.count("<script") == 1
    assert "\u202e" not in html
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;x&#x27;" in html


def test_style_and_paper_agree_with_the_page():
    style = (HERE / "report.css").read_text(encoding="utf-8")

    assert f".failure:nth-child(n + {PRINTED + 1})" in style
    assert ":focus-visible" in style
    assert "</" not in style + (HERE / "report.js").read_text(encoding="utf-8")


def test_style_and_script_travel_with_the_package():
    project = (HERE.parent / "pyproject.toml").read_text(encoding="utf-8")

    assert '"report.css", "report.js"' in project


def brightness(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ink", ["blue", "ink", "soft", "red", "amber", "green"])
@pytest.mark.parametrize("ground", ["#ffffff", "pale"])
def test_every_colour_of_words_can_be_read(ink, ground):
    style = (HERE / "report.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", style))
    darker, lighter = sorted(brightness(colours.get(name, name)) for name in (ink, ground))

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
