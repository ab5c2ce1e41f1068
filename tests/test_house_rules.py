"""The rules of the house that no linter knows; CONTRIBUTING.md lists them."""

import ast
import importlib.metadata
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "index", "assistant", "ui", "evals")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LOCKS = sorted(ROOT.glob("requirements*.lock"))
MOST_LINES = 300
# A table of cases is read by looking one up: a test file may be somewhat longer.
MOST_LINES_OF_TESTS = 400
FORBIDDEN = {
    *("utils", "util", "helpers", "common", "core", "manager", "managers", "handler", "handlers"),
    *("service", "services", "processor", "base", "data", "info", "misc"),
}
# Source files without a test file of their own, and what tests them instead.
WITHOUT_MIRROR = {
    "index/embedder.py": "a Protocol: tests/index/test_engine.py tests what fulfils it",
    "ui/app.py": "two lines, run by Streamlit: tests/ui/test_chat_page.py draws the page",
    "ui/cli_watch.py": "tests/ui/test_cli_documents.py watches the folders that it adds from",
    "evals/bench": "a benchmark is run by a person: it has figures, and no right answer",
}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def first_line(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return docstring.splitlines()[0] if docstring else ""


def test_there_are_sources_tests_and_locks():
    assert len(SOURCES) > 30
    assert len(TESTS) > 30
    assert len(LOCKS) == 2


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name_of)
def test_a_file_fits_into_a_head(path):
    most = MOST_LINES_OF_TESTS if path in TESTS else MOST_LINES

    assert len(path.read_text(encoding="utf-8").splitlines()) <= most


def test_no_module_hides_its_idea_behind_its_name():
    hidden = [name_of(p) for p in SOURCES if {p.stem, p.parent.name} & FORBIDDEN]

    assert hidden == []


def test_every_module_says_in_one_line_what_it_does_and_no_two_say_the_same():
    lines = {name_of(path): first_line(path) for path in SOURCES}
    counted = Counter(lines.values())

    assert [name for name, line in lines.items() if not line.endswith((".", "`."))] == []
    assert [name for name, line in lines.items() if counted[line] > 1] == []


def test_no_module_of_ui_shadows_a_package():
    # Streamlit puts ui/ first on sys.path: ui/index.py would be taken for the package `index`.
    packages = {*PACKAGES, "tests", *importlib.metadata.packages_distributions()}
    modules = {path.stem for path in (ROOT / "ui").glob("*.py")} - {"__init__"}

    assert modules & packages == set()
    assert not (ROOT / "ui" / "pages").exists(), "its files would become menu entries by themselves"


def has_mirror(path):
    """Whether tests/<package>/test_<module>.py is there, or an exception stands in the list."""
    name = name_of(path)
    if path.name == "__init__.py" or any(name.startswith(known) for known in WITHOUT_MIRROR):
        return True
    return (ROOT / "tests" / path.parent.relative_to(ROOT) / f"test_{path.name}").exists()


def test_every_source_file_has_its_test_file():
    assert [name_of(path) for path in SOURCES if not has_mirror(path)] == []


def test_every_exception_from_the_mirror_is_still_needed():
    assert [name for name in WITHOUT_MIRROR if not (ROOT / name).exists()] == []


def test_every_test_file_mirrors_a_source_file():
    # Whole paths, doors and these rules are tests of no single file.
    tests = [
        path
        for path in TESTS
        if path.name.startswith("test_") and path.relative_to(ROOT).parts[1] in PACKAGES
    ]
    browser = ROOT / "tests" / "ui" / "browser"
    orphans = [
        name_of(path)
        for path in tests
        if browser not in path.parents
        and not (
            ROOT / path.parent.relative_to(ROOT / "tests") / path.name.removeprefix("test_")
        ).exists()
    ]

    assert orphans == []


def test_nothing_in_the_repository_reads_a_folder_of_the_machine_that_made_it():
    texts = [
        *SOURCES,
        *TESTS,
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "corpus").rglob("*.yaml"),
        ROOT / "Makefile",
        ROOT / "pyproject.toml",
        ROOT / ".ci" / "run",
    ]
    foreign = re.compile(r"\.\./" + "shared" + r"|/work/" + r"(shared|tmp|main)")
    readers = [name_of(p) for p in texts if foreign.search(p.read_text(encoding="utf-8"))]

    assert readers == []


@pytest.mark.parametrize("path", [*LOCKS, ROOT / "pyproject.toml"], ids=name_of)
def test_packages_come_from_wherever_pip_is_told_to_look(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"\S*://\S*|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


@pytest.mark.parametrize("path", LOCKS, ids=name_of)
def test_every_locked_package_has_a_version_and_a_hash(path):
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]

    assert len(packages) > 50
    assert [line for line in packages if not re.search(r"==\S.* --hash=sha256:", line)] == []


def test_the_chat_is_private_and_quiet_whatever_its_folder_configures():
    from ui.server import OPTIONS

    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["client.showErrorDetails"] == "none"
    assert OPTIONS["server.enableStaticServing"] is False
    assert OPTIONS["server.fileWatcherType"] == "none"
    assert not (ROOT / ".streamlit").exists(), "ui/server.py gives the options, in one place"


def test_the_version_is_said_once():
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert version
    assert f"\n## {version[1]} (" in changes
