"""paragraphs: words that a line end parts become whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pdf_layout import paragraphs


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        ("The infor-\nmation desk helps.", "The information desk helps."),
        ("The infor\u00ad\nmation desk helps.", "The information desk helps."),
        ("beim Technologie ‐\ntransfer dort.", "beim Technologietransfer dort."),
        ("A cross-\nborder visit and a cross-border fair.",
         "A cross-border visit and a cross-border fair."),
        ("A cross\u2010\nborder visit and a cross\u2010border fair.",
         "A cross-border visit and a cross\u2010border fair."),
        ("Alg\u00ad ja keskharidus, mõtte\u00ad, usu\u00ad\nja sõnavabadus.",
         "Alg- ja keskharidus, mõtte-, usu- ja sõnavabadus."),
        ("Know-\nHow und Geld.", "Know-How und Geld."),
        ("aus Forschungs-\nund Lehranstalten.", "aus Forschungs- und Lehranstalten."),
        ("from 2010-\n2012 only", "from 2010-2012 only"),
        ("Η χρηματοδό-\nτηση υπάρχει.", "Η χρηματοδότηση υπάρχει."),
        ("информа-\nционно бюро", "информационно бюро"),
        ("The oﬃce ﬁnds funds.", "The office finds funds."),
        ("a – \nb", "a – b"),
        ("", ""),
        (" \n \n", ""),
    ],
)  # fmt: skip
def test_words_that_a_line_end_parts_become_whole(raw, joined):
    assert paragraphs(raw) == joined


def test_maltese_articles_keep_their_hyphen():
    raw = (
        "Il-prezz mhuwiex imsemmi f'dan id-\ndokument u l-\nimsieħba jgħinu lill-intra-\nprenduri."
    )

    assert paragraphs(raw) == (
        "Il-prezz mhuwiex imsemmi f'dan id-dokument u l-imsieħba jgħinu lill-intraprenduri."
    )


def test_paragraphs_end_where_lines_end_early():
    raw = (
        "Aims\n"
        "The desk helps all members of the cluster\n"
        "to find funding for research projects.\n"
        "The cost of it is not stated in this text\n"
        "nor anywhere else.\n"
        "\uf0b7 one\n"
        "\uf0b7 two\n"
    )

    assert paragraphs(raw).split("\n\n") == [
        "Aims",
        "The desk helps all members of the cluster to find funding for research projects. "
        "The cost of it is not stated in this text nor anywhere else.",
        "• one",
        "• two",
    ]


@given(st.text(alphabet=st.sampled_from("abc ABC.\n")))
def test_paragraphs_keep_every_letter(raw):
    assert "".join(paragraphs(raw).split()) == "".join(raw.split())


@pytest.mark.parametrize("raw", ["x" * 300_000, "a\n" * 100_000, "a-\n" * 100_000])
def test_hostile_pages_are_joined_in_linear_time(raw):
    assert paragraphs(raw)
