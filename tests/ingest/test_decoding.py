"""decode on the encodings that Europe's offices wrote, and clean on any Unicode."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.decoding import clean, decode, printable
from ingest.errors import CannotRead
from ingest.languages import LANGUAGES

TEXTS: dict[str, str] = {
    code: " ".join(texts).replace(" | ", " ")
    for code, texts in yaml.safe_load(
        (Path(__file__).parents[1] / "data/ingest/sentences.yaml").read_text(encoding="utf-8")
    ).items()
}
OLD = {
    "cp1252": "da de en es et fi fr ga it nl pt sv",
    "iso8859_1": "da de en es fi fr ga it nl pt sv",
    "cp1250": "cs hr hu pl sk sl",
    "iso8859_2": "cs hr hu pl sk sl",
    "cp1253": "el",
    "iso8859_7": "el",
    "cp1251": "bg",
    "iso8859_5": "bg",
    "cp1257": "et lt lv",
    "iso8859_13": "et lt lv",
    "iso8859_3": "mt",
}
PAIRS = [(encoding, code) for encoding, codes in OLD.items() for code in codes.split()]


@pytest.mark.parametrize(("encoding", "language"), PAIRS)
def test_an_old_encoding_is_found_by_the_language_of_the_text(encoding, language):
    text = TEXTS[language].encode(encoding, errors="ignore").decode(encoding)

    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_with_and_without_a_mark(encoding, language):
    assert decode(TEXTS[language].encode(encoding), "a.txt") == TEXTS[language]


def test_a_few_broken_characters_do_not_turn_utf8_into_something_else():
    raw = TEXTS["el"].encode()[:-1] + b"\xce"

    assert decode(raw, "a.txt").startswith(TEXTS["el"][:-2])


def test_the_encoding_that_a_page_names_counts_if_it_is_one_of_the_old_ones():
    raw = "Ψ".encode("iso8859-7")

    assert decode(raw, "a.html", "ISO-8859-7") == "Ψ"
    assert decode("Ψ".encode(), "a.html", "iso-8859-7") == "Ψ"
    for other in ("base64", "no-such", "utf-7"):
        assert decode(b"Caf\xe9 au lait, s'il vous pla\xeet, monsieur.", "a.html", other)


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8", bytes(range(256)) * 9])
def test_bytes_that_are_no_text_are_refused(raw):
    with pytest.raises(CannotRead, match=r"a\.txt: is no text in a known encoding"):
        decode(raw, "a.txt")


def test_cleaning_keeps_words_and_drops_what_cannot_be_seen():
    dirty = "\ufeffa\0b\r\nc\rd\x0ce\u2028f \x1b[1m \ud800 o\u0308 \u037e\u0387"

    assert clean(dirty) == "ab\nc\nd\ne\nf [1m  ö ;·"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_stays_as_it_is(text):
    once = clean(text)

    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_a_name_is_shown_without_marks_that_turn_its_direction():
    assert printable("a\u202efdp.txt\n") == "afdp.txt"
