"""evals/manifest.py: a run says what it asked of what, and changes are noticed."""

import shutil
import subprocess

import pytest

from evals.manifest import (
    commit_of,
    hash_of,
    manifest_now,
    read_manifest,
    same_questions,
    write_manifest,
)
from ingest.errors import Misuse
from tests.conftest import CORPUS


@pytest.fixture
def corpus(tmp_path):
    shutil.copytree(CORPUS, tmp_path / "corpus")
    return tmp_path / "corpus"


def a_manifest(corpus, **changes):
    told = {"golden": "g", "model": "m", "asked": ["a/en"], "options": {}} | changes
    return manifest_now(corpus, **told)


def test_a_manifest_is_read_back_as_it_was_written(corpus, tmp_path):
    manifest = a_manifest(corpus)

    write_manifest(manifest, tmp_path)

    assert read_manifest(tmp_path) == manifest
    assert manifest.packages["numpy"]
    assert not manifest.is_finished


@pytest.mark.parametrize("folder", ["documents", "catalogue", "languages"])
def test_a_changed_corpus_is_another_run(corpus, folder):
    before = a_manifest(corpus)
    changed = next(path for path in sorted((corpus / folder).rglob("*")) if path.is_file())
    changed.write_bytes(changed.read_bytes() + b"\n")

    assert not same_questions(before, a_manifest(corpus))


@pytest.mark.parametrize(
    "changes",
    [{"golden": "h"}, {"model": "n"}, {"asked": ["b/en"]}, {"options": {"types": "need"}}],
)
def test_other_questions_are_another_run(corpus, changes):
    assert same_questions(a_manifest(corpus), a_manifest(corpus))
    assert not same_questions(a_manifest(corpus), a_manifest(corpus, **changes))


def test_the_hash_of_a_folder_follows_names_and_contents(tmp_path):
    (tmp_path / "a").write_text("1", encoding="utf-8")
    one = hash_of(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")

    assert hash_of(tmp_path) != one


def test_code_that_differs_from_its_commit_is_told_from_it(tmp_path):
    def git(*words):
        own = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *own, *words], cwd=tmp_path, check=True, capture_output=True)

    assert commit_of(tmp_path) == "unknown"
    git("init", "-q")
    (tmp_path / "a").write_text("1", encoding="utf-8")
    git("add", "a")
    git("commit", "-qm", "one")
    clean = commit_of(tmp_path)
    (tmp_path / "a").write_text("2", encoding="utf-8")

    assert len(clean) == 40
    assert commit_of(tmp_path).startswith(f"{clean}-changed-")


@pytest.mark.parametrize("content", [None, "{}"])
def test_a_folder_that_is_no_run_is_said(tmp_path, content):
    if content:
        (tmp_path / "manifest.json").write_text(content, encoding="utf-8")

    with pytest.raises(Misuse, match="is no run"):
        read_manifest(tmp_path)
