"""The child process: whatever the bytes, it gives parts or a reason; and it bounds itself."""

import json
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest import child
from ingest.refusals import MAX_CHARS, MAX_PAGES, REMEDIES

DATA = Path(__file__).parents[1] / "data/ingest"
SAMPLES = {
    "csv": [],
    "docx": ["pandoc.docx", "writer.docx"],
    "epub": ["pandoc.epub"],
    "html": ["pandoc.html"],
    "md": [],
    "odt": ["writer.odt"],
    "pdf": ["report.pdf", "greek.pdf"],
    "pptx": ["pandoc.pptx"],
    "xlsx": ["calc.xlsx"],
}
ROOT = Path(child.__file__).parents[1]
MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ask(kind, path, **limits):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pypdf and openpyxl warn of what they mend
        answer = child.main(kind, path, lambda page, pages: None, **limits)
    json.dumps(answer)
    assert answer.keys() in ({"parts"}, {"failure"})
    assert answer.get("failure", "damaged") in REMEDIES
    return answer


def test_there_is_a_parser_for_each_sample():
    assert SAMPLES.keys() == child.PARSERS.keys()


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, names in SAMPLES.items() for n in names])
def test_a_whole_file_becomes_parts_whatever_it_is_called(tmp_path, kind, name):
    (tmp_path / "text").write_bytes((DATA / name).read_bytes())

    assert ask(kind, tmp_path / "text")["parts"]


@pytest.mark.parametrize("kind", SAMPLES)
def test_any_bytes_become_parts_or_a_reason(tmp_path, kind):
    path = tmp_path / "text"

    @MANY
    @given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
    def check(content):
        path.write_bytes(content)
        ask(kind, path)

    check()


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, names in SAMPLES.items() for n in names])
def test_a_file_that_was_damaged_anywhere_becomes_parts_or_a_reason(tmp_path, kind, name):
    whole, path = (DATA / name).read_bytes(), tmp_path / "text"
    anywhere = st.integers(0, len(whole) - 1)

    @MANY
    @given(anywhere, st.binary(min_size=1, max_size=9), st.one_of(st.none(), anywhere))
    @example(0, b"\0", None)
    @example(len(whole) - 1, b"\xff", len(whole) // 2)
    def check(at, noise, end):
        path.write_bytes((whole[:at] + noise + whole[at + len(noise) :])[:end])
        ask(kind, path)

    check()


@pytest.mark.parametrize("kind", ["docx", "epub", "odt", "pptx", "xlsx"])
def test_a_package_whose_xml_was_damaged_becomes_parts_or_a_reason(tmp_path, kind):
    path = tmp_path / "text"
    with zipfile.ZipFile(DATA / SAMPLES[kind][0]) as package:
        files = {name: package.read(name) for name in package.namelist()}
    documents = [name for name in files if name.endswith((".xml", ".rels", ".xhtml", ".opf"))]

    @MANY
    @given(st.sampled_from(documents), st.floats(0, 1), st.binary(max_size=9), st.integers(0, 60))
    def check(name, where, noise, length):
        at = int(where * len(files[name]))
        changed = files[name][:at] + noise + files[name][at + length :]
        with zipfile.ZipFile(path, "w") as package:
            for other, content in files.items():
                package.writestr(other, changed if other == name else content)
        ask(kind, path)

    check()


def test_too_many_pages_are_refused_before_they_are_read():
    assert ask("pdf", DATA / "report.pdf", max_pages=1) == {"failure": "too many pages"}


def test_too_many_characters_are_refused():
    assert ask("pdf", DATA / "report.pdf", max_chars=10) == {"failure": "too large"}


def run(script, *arguments):
    command = [sys.executable, "-P", *script, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={"PYTHONPATH": str(ROOT)}
    )


def test_it_prints_how_far_it_is_and_at_last_the_parts():
    done = run(["-m", "ingest.child"], "pdf", DATA / "report.pdf")

    *progress, last = map(json.loads, done.stdout.splitlines())
    assert progress == [{"page": 1, "of": 2}, {"page": 2, "of": 2}]
    assert [part["page"] for part in last["parts"]] == [1, 2]


def test_it_bounds_its_own_memory_and_time_which_grows_with_the_pages():
    code = (
        "import json, resource, signal; from ingest.child import limit; limit(100);"
        "kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU);"
        "print(json.dumps([*(resource.getrlimit(k)[0] for k in kinds), signal.alarm(0)]))"
    )

    memory, processor, wall = json.loads(run(["-c", code]).stdout)

    assert memory == child.MAX_MEMORY_BYTES
    assert processor == wall == child.MAX_SECONDS + 100 * child.SECONDS_A_PAGE


@pytest.mark.parametrize("kind", child.PARSERS)
def test_it_imports_nothing_that_starts_slowly(kind):
    code = (
        "import sys; from ingest import child; from pathlib import Path;"
        "child.main(sys.argv[1], Path('/none'), print);"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )

    modules = set(run(["-c", code], kind).stdout.split())

    assert "ingest" in modules
    assert modules & {"llama_index", "py3langid", "pydantic", "chromadb", "bs4"} == set()


def test_the_limits_are_those_of_the_messages():
    assert f"{MAX_PAGES:,}" in REMEDIES["too many pages"]
    assert f"{MAX_CHARS:,}" in REMEDIES["too large"]
