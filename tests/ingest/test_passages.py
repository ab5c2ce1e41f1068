"""split on the project document, on hostile text, and on any Unicode."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.documents import describe
from ingest.located import LocatedText, Place
from ingest.passages import split
from ingest.readers import read
from ingest.sections import heading_end, text_sections

PROJECT = Path(__file__).parents[2] / "corpus/documents/pooling4clusters.txt"
PARTNERS = [
    ("BEP will test two services", "en"),
    ("Le BEP testera deux services", "fr"),
    ("The Fondation Sophia Antipolis has chosen", "en"),
    ("La Fondation Sophia Antipolis a choisi", "fr"),
    ("Corallia will test two services", "en"),
    ("To Corallia, κατά το στάδιο", "el"),
    ("BSC, business development centre", "en"),
    ("BSC, poslovno razvojni center", "sl"),
    ("Stuttgart Region Economic", "en"),
    ("Die Wirtschaftsfoerderung Region Stuttgart", "de"),
    ("MITA will be running", "en"),
    ("MITA ser tkun qed", "mt"),
    ("In Estonia the focus", "en"),
    ("Eestis keskendutakse", "et"),
]


def words(text):
    """Count tokens as the number of words, at least one for four characters of a word."""
    return sum(1 + len(word) // 4 for word in text.split())


def a_text(body, pages=(), sections=None):
    found = text_sections(body) if sections is None else sections
    return LocatedText(document="d", body=body, pages=tuple(pages), sections=tuple(found))


@pytest.fixture(scope="module")
def project():
    return read(describe(PROJECT))


@pytest.mark.parametrize(("beginning", "language"), PARTNERS)
def test_each_partner_s_text_is_in_its_own_language_and_in_no_section(project, beginning, language):
    passages = split(project, words)

    (passage,) = [p for p in passages if p.text.startswith(beginning)]
    paragraph = project.body[passage.start :].split("\n")[0]
    parts = [p for p in passages if passage.start <= p.start < passage.start + len(paragraph)]
    assert {p.language for p in parts} == {language}
    assert {p.section for p in parts} == {None}
    assert parts[-1].end == passage.start + len(paragraph)


def test_each_practice_of_the_project_is_one_passage(project):
    name = "Presentation of the 15 selected services for testing"

    practices = [p for p in split(project, words) if p.section == name]

    assert len(practices) == 15
    assert all(p.text.startswith("- **") and p.text.endswith("*") for p in practices)
    assert {p.language for p in practices} == {"en"}


def test_unchanged_text_keeps_its_ids_when_text_behind_it_changes(project):
    changed = a_text(project.body[:6000] + "New words here.", sections=project.sections[:1])
    before = split(LocatedText(project.document, project.body, (), project.sections[:1]), words)

    same = {p.id for p in before} & {
        p.id
        for p in split(LocatedText(project.document, changed.body, (), changed.sections), words)
    }

    assert same == {p.id for p in before if p.end <= 6000}
    assert len({p.id for p in before}) == len(before)


def test_passages_do_not_cross_pages_or_sections():
    body = "The first page ends here.\n\nThe second page begins.\n\nCosts\n\nThey are not stated."
    second, costs = body.index("The second"), body.index("Costs")
    text = a_text(
        body,
        pages=[Place("1", 0, second - 2), Place("4", second, len(body))],
        sections=[Place("Costs", costs, len(body))],
    )

    assert [(p.text, p.page, p.section) for p in split(text, words)] == [
        ("The first page ends here.", 1, None),
        ("The second page begins.", 4, None),
        ("They are not stated.", 4, "Costs"),
    ]


def test_short_paragraphs_of_one_language_are_joined():
    body = "Help Desk\n\nIt gives information.\n\nΔίνει πληροφορίες στα μέλη.\n\n- one\n\n- two"

    assert [p.text for p in split(a_text(body, sections=[]), words)] == [
        "Help Desk\n\nIt gives information.",
        "Δίνει πληροφορίες στα μέλη.",
        "- one",
        "- two",
    ]


def test_a_paragraph_that_changes_its_language_is_cut_there():
    english = "The costs of this service are not stated in the document."
    german = "Die Kosten dieses Dienstes werden in dem Dokument nicht genannt."

    passages = split(a_text(f"{english} {german} {german}"), words)

    assert [(p.text, p.language) for p in passages] == [
        (english, "en"),
        (f"{german} {german}", "de"),
    ]


def test_text_in_no_language_of_ours_is_not_given_one():
    passages = split(a_text("Эта услуга помогает предприятиям найти деньги.\n\n2010–2012"), words)

    assert {p.language for p in passages} == {"und"}


def test_whole_sentences_are_packed_up_to_the_limit():
    sentence = "The desk helps all the members of it."
    text = a_text(" ".join([sentence] * 10))

    passages = split(text, words, max_tokens=2 * words(sentence) + 1)

    assert [p.text for p in passages] == [f"{sentence} {sentence}"] * 5


def test_a_long_sentence_is_cut_between_words_and_a_long_word_between_characters():
    text = a_text("the costs " * 300 + "e\u0301" * 900)

    passages = split(text, words, max_tokens=20)

    assert all(words(p.text) <= 20 for p in passages)
    assert "".join("".join(p.text for p in passages).split()) == "".join(text.body.split())
    assert not any(p.text.startswith("\u0301") for p in passages)
    assert {p.text.split()[0] for p in passages[:40]} <= {"the", "costs"}


def counted(limit):
    """Count characters, and refuse to count long text again and again."""
    total = 0

    def count(text):
        nonlocal total
        total += len(text)
        assert total < limit
        return len(text) // 3 + 1

    return count


@pytest.mark.parametrize(
    "body", ["x" * 1_000_000, "α" * 1_000_000, "- a " * 250_000, "a. " * 100_000]
)
def test_a_megabyte_of_hostile_text_is_counted_a_few_times_only(body):
    assert split(a_text(body, sections=[]), counted(60_000_000))


PIECES = st.sampled_from(
    ["\n", "\n\n", "\n\n\n\n", " ", "- a", "* ", "# x", "➤ Aims", ". ", "1. ", "👩‍👩‍👧", "e\u0301"]
) | st.sampled_from(["The desk helps all. ", "Die Kosten sind nicht bekannt. ", "Πού είναι; "])


@given(st.lists(st.text(max_size=20) | PIECES, max_size=30).map("".join), st.integers(1, 30))
@example("000000000  0", 1)
def test_passages_are_exact_ordered_and_lose_no_words(body, max_tokens):
    text = a_text(body)

    passages = split(text, words, max_tokens)

    at = 0
    skipped = ""
    for p in passages:
        assert body[p.start : p.end] == p.text == p.text.strip() != ""
        assert p.start >= at
        skipped += body[at : p.start] + "\n"
        at = p.end
    headings = {body[s.start : heading_end(body, s)] for s in text.sections}
    for line in (skipped + body[at:]).split("\n"):
        assert not line.strip("-=_*~#`|:+. \t").strip() or any(line in h for h in headings)


def test_repeated_words_have_their_own_places():
    body = "Ja.\n\n" + "The same sentence stands here more than once, as it should. " * 4

    passages = split(a_text(body, sections=[]), words, max_tokens=30)

    assert len({p.start for p in passages}) == len(passages) > 2
    assert all(body[p.start : p.end] == p.text for p in passages)


def test_progress_is_told_many_times_while_a_text_of_many_pages_is_cut():
    page = "The clusters of the region share their tools.\n\nEach member pays half of it.\n\n"
    pages = [Place(str(n + 1), n * len(page), (n + 1) * len(page) - 2) for n in range(300)]
    heard = []

    split(
        a_text(page * 300, pages), words, progress=lambda done, total: heard.append((done, total))
    )

    done = [each for each, _ in heard]
    assert len(heard) >= 300
    assert {total for _, total in heard} == {len(heard) - 1}
    assert done == [*range(len(heard))]
