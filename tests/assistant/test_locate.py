"""assistant/locate.py: quotes get their spans, and what cannot be placed is named."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.locate import find_quote, locate_file, main
from ingest.errors import BadCatalogue

BODY = "Malta plans.\n\nThe clusters meet. The clusters of Malta meet.\n  Il-pjan.  \n"
CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def located(tmp_path):
    def locate(*records):
        path = tmp_path / "some.yaml"
        path.write_text("# Kept.\n" + yaml.safe_dump(list(records)), encoding="utf-8")
        locate_file(path, {"d": BODY})
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# Kept.\n")
        return yaml.safe_load(text)

    return locate


def a_quote(quote, **more):
    return {"document": "d", "language": "en", "quote": quote} | more


def test_a_quote_without_a_span_gets_one(located):
    (record,) = located({"id": "x", "fact": {"evidence": [a_quote("Malta plans.")]}})

    assert record["fact"]["evidence"] == [a_quote("Malta plans.", start=0, end=12)]


def test_a_quote_that_moved_gets_its_new_span(located):
    (record,) = located({"id": "x", "evidence": [a_quote("Malta plans.", start=9, end=20)]})

    assert record["evidence"][0]["start"] == 0


def test_a_quote_that_stands_twice_keeps_a_span_that_is_right(located):
    (record,) = located({"id": "x", "evidence": [a_quote("Malta", start=49, end=54)]})

    assert record["evidence"][0]["start"] == BODY.rindex("Malta")


def test_a_quote_that_stands_twice_needs_near(located):
    with pytest.raises(BadCatalogue, match=r"^some\.yaml, x: d: 'Malta' stands there 2 times"):
        located({"id": "x", "evidence": [a_quote("Malta")]})

    (record,) = located({"id": "x", "evidence": [a_quote("Malta", near="of Malta meet")]})

    assert record["evidence"] == [a_quote("Malta", start=49, end=54)]


def test_a_quote_that_does_not_stand_in_its_document_is_named(located):
    with pytest.raises(BadCatalogue, match=r"^some\.yaml, record 1: d: 'Gozo' does not stand"):
        located(a_quote("Gozo", reason="none"))


def test_a_document_that_the_corpus_lacks_is_named(located):
    with pytest.raises(BadCatalogue, match="no document 'lost'"):
        located({"id": "x", "evidence": [a_quote("Malta", document="lost")]})


def test_halves_are_the_paragraphs_that_hold_the_plan(located):
    plan = [a_quote("The clusters meet."), a_quote("pjan", language="mt")]
    (record,) = located({"id": "x", "halves": [], "facts": {"plan": {"evidence": plan}}})

    texts = {half["language"]: BODY[half["start"] : half["end"]] for half in record["halves"]}

    assert texts == {"en": "The clusters meet. The clusters of Malta meet.", "mt": "Il-pjan."}


def test_a_quote_is_written_on_one_line_so_that_grep_finds_it(tmp_path):
    body = "word " * 60 + "end."
    path = tmp_path / "some.yaml"
    path.write_text(yaml.safe_dump([{"id": "x", "evidence": [a_quote(body)]}]), encoding="utf-8")

    locate_file(path, {"d": body})

    assert body in path.read_text(encoding="utf-8")


@given(st.text(), st.text(min_size=1), st.text())
def test_the_place_that_is_found_holds_the_quote(before, quote, after):
    body = before + quote + after
    try:
        start = find_quote(quote, body)
    except ValueError:
        assert body.count(quote) != 1
    else:
        assert body[start : start + len(quote)] == quote


@pytest.mark.parametrize("file", ["practices", "partners", "method", "not_facts"])
def test_the_catalogue_is_as_the_command_writes_it(tmp_path, file):
    (tmp_path / "documents").symlink_to(CORPUS / "documents")
    (tmp_path / "catalogue").mkdir()
    copy = tmp_path / "catalogue" / f"{file}.yaml"
    original = (CORPUS / "catalogue" / f"{file}.yaml").read_text(encoding="utf-8")
    copy.write_text(original, encoding="utf-8")

    assert main([str(copy)]) is None
    assert copy.read_text(encoding="utf-8") == original


@pytest.mark.parametrize(
    ("text", "reason"),
    [("- id: [", "bad.yaml: not YAML: "), ("id: one", "bad.yaml: no list of records.")],
)
def test_a_file_that_is_no_list_of_records_is_one_line(tmp_path, text, reason):
    path = tmp_path / "catalogue" / "bad.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    (tmp_path / "documents").mkdir()

    line = main([str(path)])

    assert line is not None
    assert line.startswith(reason)
    assert "\n" not in line


def test_the_command_prints_one_line_and_fails_if_a_file_is_not_there(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "assistant.locate", str(tmp_path / "none.yaml")],
        cwd=CORPUS.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert run.stderr.endswith(
        "none.yaml: No such file or directory. Name a file of the catalogue.\n"
    )
    assert run.stderr.count("\n") == 1
