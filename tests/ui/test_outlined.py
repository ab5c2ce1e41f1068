"""Passages outlined in their text."""

from html import unescape

from assistant.phrases import phrases_of
from ingest.report import PassagePreview
from ui.outlined import outline_of, outlined_html

BODY = "Title <b>\n\nΠρώτο κείμενο.\n\nbetween\n\nSecond & last."


def a_preview(text, **changes):
    start = BODY.index(text)
    return PassagePreview(
        **{
            "start": start,
            "end": start + len(text),
            "page": 3,
            "section": "Méthode",
            "text": text,
            "language": "el",
            "second_opinion": "el",
            "disagree": False,
        }
        | changes
    )


def drawn(*previews, language="en"):
    return outlined_html(BODY, [outline_of(one) for one in previews], phrases_of(language))


def test_passages_stand_in_boxes_with_page_section_and_language():
    html = drawn(a_preview("Πρώτο κείμενο."), language="fr")

    assert "page 3 · Méthode · ελληνικά" in html
    assert 'class="p4c-text" dir="auto" lang="el">Πρώτο κείμενο.</div>' in html


def test_what_stands_between_passages_is_shown_outside_the_boxes():
    html = drawn(a_preview("Πρώτο κείμενο."), a_preview("Second & last.", language="en"))

    assert '<p class="p4c-between" dir="auto">between</p>' in html
    assert html.index("Πρώτο") < html.index("between") < html.index("Second")


def test_a_passage_that_two_detectors_disagree_on_is_marked_with_both():
    html = drawn(a_preview("Second & last.", language="mt", second_opinion="it", disagree=True))

    assert "p4c-disputed" in html
    assert "Malti · or italiano?" in html


def test_a_document_s_own_markup_stays_text():
    html = drawn(a_preview("Title <b>", section="<i>", language="und"))

    assert "Title &lt;b&gt;" in html
    assert "<i>" not in html
    assert "unknown language" in unescape(html)
    assert 'lang="und"' not in html
