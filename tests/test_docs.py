"""What the pages say is run, looked up, or compared with the code."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from assistant.answer import Answer, Status
from assistant.settings import PREFIX, Settings
from ui.cli import app

ROOT = Path(__file__).parent.parent
# Folders that hold other people's words, derived files, or packages.
NOT_OURS = {"documents", "node_modules", "build", "data", "planted"}
PAGES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in NOT_OURS for part in path.relative_to(ROOT).parts)
)
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
TOP = "ingest|index|assistant|ui|evals|corpus|tests|docs"
PLACE = re.compile(rf"`((?:{TOP})/[^`\s]*)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
TIMEOUT_S = 300


def blocks(page):
    """The fenced blocks of a page: language and content, indentation taken off."""
    for indent, language, content in BLOCK.findall(page.read_text(encoding="utf-8")):
        yield (
            language,
            "".join(line.removeprefix(indent) for line in content.splitlines(keepends=True)),
        )


def commands_of(block):
    """The lines of a block that can be run in a test: what would not end is only tried out."""
    for line in block.splitlines():
        words = shlex.split(line, comments=True) if "'" not in line and '"' not in line else [""]
        if words[:1] == ["make"]:
            yield f"make -n {' '.join(words[1:])}"
        elif words[:2] == [".venv/bin/p4c", "chat"]:
            yield f"{line} --help"
        else:
            yield line


def squeezed(text):
    return " ".join(text.replace("•", " ").split())


@pytest.fixture
def workspace(ready_home, tmp_path):
    """The project as a person has it after `make run`: its own corpus and state, all else linked.

    No P4C_* variable is set: the pages' commands work with the defaults.
    """
    folder = tmp_path / "project"
    folder.mkdir()
    for path in ROOT.iterdir():
        if path.name not in {"corpus", ".p4c", ".venv", ".git"}:
            (folder / path.name).symlink_to(path)
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(ready_home, folder / ".p4c")
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def run(script, workspace):
    environment = {name: value for name, value in os.environ.items() if PREFIX not in name}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=workspace,
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT_S,
    )


def test_there_are_pages():
    names = {path.relative_to(ROOT).as_posix() for path in PAGES}

    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= names
    assert {"docs/officials.md", "docs/staff.md", "docs/evaluators.md", "docs/flow.md"} <= names
    assert len([name for name in names if name.startswith("docs/decisions/0")]) >= 4


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(language == "sh" for language, _ in blocks(page))],
    ids=lambda page: page.name,
)
def test_every_command_on_a_page_works_and_prints_what_the_page_shows(page, workspace):
    printed = ""
    for language, content in blocks(page):
        if language == "sh":
            done = run("\n".join(commands_of(content)), workspace)
            assert done.returncode == 0, f"{content}\n{done.stdout}\n{done.stderr}"
            printed = squeezed(done.stdout)
        elif language == "text":
            position = 0
            for piece in re.split(r"…|\n", content):
                found = printed.find(squeezed(piece), position)
                assert found >= 0, f"{piece!r} is not in what is printed: {printed}"
                position = found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_on_a_page_leads_somewhere(page):
    for target in LINK.findall(BLOCK.sub("", page.read_text(encoding="utf-8"))):
        assert not target.startswith("http"), f"{target}: pages link to files of the project only"
        name, _, heading = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name} links to {target}, which does not exist"
        if heading:
            assert heading in anchors(file), f"{page.name}: {name} has no heading {heading}"


def anchors(page):
    """The names that GitHub and GitLab give a page's headings."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(text)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_exists(page):
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for place in PLACE.findall(text):
        pattern = re.sub(r"\b(LL|NAME)\b", "*", place).rstrip("/")
        assert any(ROOT.glob(pattern)), f"{page.name} names {place}, which does not exist"


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_stands_on_the_page_for_staff_in_its_own_words(field):
    row = f"| `{PREFIX}{field.upper()}` |"
    lines = (ROOT / "docs" / "staff.md").read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line.startswith(row)]

    default = Settings.model_fields[field].default
    shown = f"`{default}`" if default is not None else "none"
    assert found == [f"{row} {shown} | {Settings.model_fields[field].description} |"]


@pytest.mark.parametrize("page", ["officials.md", "evaluators.md"])
@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_is_explained_to_officials_and_evaluators(status, page):
    assert f"`{status}`" in (ROOT / "docs" / page).read_text(encoding="utf-8")


def test_every_field_of_the_contract_stands_on_the_page_for_evaluators():
    text = (ROOT / "docs" / "evaluators.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)

    printed = json.loads(
        Answer(question="", language="en", status="clarify", answer="").contract_json()
    )
    assert rows == list(printed)


def test_every_command_stands_on_a_page():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    groups = [app, *(group.typer_instance for group in app.registered_groups if not group.name)]
    commands = [command for group in groups for command in group.registered_commands]
    names = [command.name or command.callback.__name__ for command in commands]

    assert names
    assert [name for name in names if not re.search(rf"p4c {name}\b", text)] == []
