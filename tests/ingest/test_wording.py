"""Lines for people: English text that can still be said in another language."""

import copy
import errno
import os
import pickle

import pytest

from ingest.report import IntakeReport
from ingest.wording import Notice, reason_of
from tests.ui.test_documents_report import a_report


def test_a_line_is_its_english_text_with_numbers_as_english_writes_them():
    line = Notice(
        "{file}: more than {most}. {remedy}", file="a", most=20_000, remedy=Notice("Split.")
    )

    assert line == "a: more than 20,000. Split."
    assert line.values == {"file": "a", "most": 20_000, "remedy": "Split."}


@pytest.mark.parametrize("again", [copy.deepcopy, lambda line: pickle.loads(pickle.dumps(line))])
def test_a_copy_of_a_line_knows_its_phrase_too(again):
    line = again(Notice("{file}: is gone.", file="a"))

    assert (line, line.phrase, line.values) == ("a: is gone.", "{file}: is gone.", {"file": "a"})


def test_a_report_keeps_its_lines_and_writes_them_as_text():
    line = Notice("{file}: is gone.", file="a")
    report = a_report(notes=(line,))

    assert report.notes[0].phrase == "{file}: is gone."
    assert IntakeReport.model_validate_json(report.model_dump_json()).notes == ("a: is gone.",)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT])
def test_what_the_system_says_often_can_be_translated(code):
    reason = reason_of(OSError(code, os.strerror(code)))

    assert isinstance(reason, Notice)
    assert reason == os.strerror(code)


def test_what_the_system_says_seldom_is_in_its_own_words():
    assert type(reason_of(OSError(errno.ENOTDIR, "Not a directory"))) is str
    assert reason_of(OSError(errno.ENOENT, "lost")) == "lost"
