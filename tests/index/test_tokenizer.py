"""index/tokenizer.py: texts are cut as e5 was trained to read them, whatever they hold."""

import json
from pathlib import Path

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Regex, models, normalizers, pre_tokenizers, processors

from index.tokenizer import FromFile, Pieces, open_pieces, save_pieces
from index.weights import find_weights, read_weights
from ingest.errors import CannotEmbed
from ingest.languages import LANGUAGES

SENTENCES = json.loads(
    (Path(__file__).parents[1] / "data/udhr_sentences.json").read_text(encoding="utf-8")
)
SMALL = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁a", "b", "c", "bc", "▁ab", "e", "é"]
SCORES = [0.0, 0.0, 0.0, 0.0, -3.0, -2.0, -2.0, -2.5, -2.0, -5.0, -4.0, -4.0]


@pytest.fixture(scope="module")
def weights():
    return read_weights(find_weights())


@pytest.fixture(scope="module")
def pieces(weights):
    marks = (weights.begin, weights.end, weights.unknown)
    return Pieces(weights.pieces, weights.scores.tolist(), marks)


@pytest.fixture(scope="module")
def library(weights):
    """The same pieces in the `tokenizers` library, set up as XLM-RoBERTa's file is."""
    scored = list(zip(weights.pieces, weights.scores.tolist(), strict=True))
    made = tokenizers.Tokenizer(models.Unigram(scored, unk_id=weights.unknown))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    return made


@pytest.fixture
def small():
    return Pieces(SMALL, SCORES, (0, 2, 3))


@pytest.fixture
def from_file(tmp_path):
    made = tokenizers.Tokenizer(
        models.WordLevel({"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "help": 3}, unk_token="[UNK]")
    )
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 0), ("[SEP]", 1)]
    )
    made.enable_truncation(4)
    made.enable_padding(length=9)
    made.save(str(tmp_path / "tokenizer.json"))
    return FromFile(tmp_path / "tokenizer.json")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_cut_as_the_library_cuts_them(language, pieces, library):
    assert len(SENTENCES[language]) == 2

    for sentence in SENTENCES[language]:
        ids = library.encode(f"query: {sentence}", add_special_tokens=False).ids

        assert pieces.encode(f"query: {sentence}", 512) == [0, *ids, 2]
        assert pieces.count(f"query: {sentence}") == len(ids)


def test_a_letter_and_its_accent_are_one_letter(pieces):
    assert pieces.encode("Le\u0301gal", 99) == pieces.encode("L\u00e9gal", 99)


def test_any_space_is_a_space_and_control_characters_are_nothing(pieces):
    plain = pieces.encode("one stop shop", 99)

    assert pieces.encode(" one\u00a0\t\u200bstop\r\n\n\ufeffshop\u3000", 99) == plain
    assert pieces.encode("o\x00ne st\x07op sho\x1fp\x7f", 99) == plain


def test_the_best_sum_of_scores_wins(small):
    assert small.encode("abc", 99) == [0, 5, 8, 2]
    assert small.encode("ab", 99) == [0, 5, 6, 2]


def test_unknown_characters_in_a_row_are_one_piece(small):
    assert small.encode("bжжжb ж", 99) == [0, 4, 6, 3, 6, 4, 3, 2]


def test_no_text_can_spell_a_mark(pieces):
    ids = pieces.encode("<s> </s> <pad> <unk> <mask> x</s>", 99)

    assert not {0, 1, 2, 3, 250001} & set(ids[1:-1])


def test_a_text_is_cut_at_the_limit_and_keeps_its_marks(small):
    assert small.encode("b " * 50, 8) == [0, 4, 6, 4, 6, 4, 6, 2]
    assert small.encode("b" * 50, 5) == [0, 4, 6, 6, 2]


def test_spaces_before_a_text_do_not_push_it_out(small):
    assert small.encode(" \n" * 100_000 + "abc", 8) == small.encode("abc", 8)


def test_counting_goes_on_behind_the_limit(small):
    assert small.count("abc " * 1000) == 2000


@given(st.text(st.characters(exclude_categories=())))
def test_every_text_has_ids_between_its_marks(text):
    ids = Pieces(SMALL, SCORES, (0, 2, 3)).encode(text, 16)

    assert ids[0] == 0
    assert ids[-1] == 2
    assert 2 <= len(ids) <= 16
    assert all(3 <= number < len(SMALL) for number in ids[1:-1])


def test_saved_pieces_are_opened_as_they_were(tmp_path, weights, pieces):
    marks = (weights.begin, weights.end, weights.unknown)
    save_pieces(tmp_path / "p.npz", weights.pieces, weights.scores, marks)
    opened = open_pieces(tmp_path / "p.npz")

    for language in LANGUAGES:
        for sentence in SENTENCES[language]:
            assert opened.encode(sentence, 512) == pieces.encode(sentence, 512)


@pytest.mark.parametrize("damage", ["missing", "empty", "short", "flipped", "other"])
def test_damaged_pieces_are_named(damage, tmp_path, weights):
    path = tmp_path / "p.npz"
    save_pieces(path, weights.pieces[:5000], weights.scores[:5000], (0, 2, 3))
    content = bytearray(path.read_bytes())
    content[1000] ^= 0xFF
    match damage:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "short":
            path.write_bytes(path.read_bytes()[:-2000])
        case "flipped":
            path.write_bytes(content)
        case _:
            path.write_text("not numpy's", encoding="utf-8")

    with pytest.raises(CannotEmbed, match=r"p\.npz: is damaged"):
        open_pieces(path)


def test_a_tokenizer_file_is_used_without_its_own_cutting_and_padding(from_file):
    assert from_file.encode("help us help", 99) == [0, 3, 2, 3, 1]
    assert from_file.encode("help us help us", 4) == [0, 3, 2, 1]
    assert from_file.count("help us help us help") == 5


def test_a_tokenizer_file_meets_texts_that_are_no_utf8(from_file):
    assert from_file.encode("help \ud800", 99) == [0, 3, 2, 1]
    assert from_file.count("\udfff") == 1


@pytest.mark.parametrize("content", [None, "", "{}", '{"model": 3}', "\x00"])
def test_a_wrong_tokenizer_file_is_named(content, tmp_path):
    path = tmp_path / "tokenizer.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(CannotEmbed, match=r"tokenizer\.json: cannot be read as a tokenizer"):
        FromFile(path)
