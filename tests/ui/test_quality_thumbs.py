"""Thumbs from the chat that become cases."""

from dataclasses import replace

import pytest

from assistant.ask import ask
from evals.admitting import cases_in
from evals.workbench import open_workbench
from ui import served as served_module
from ui.feedback import Thumb, keep_thumb, now

ASKED = "In which countries would Corallia send its people to fairs, if at all?"


@pytest.fixture
def keep(served, assistant):
    """Keep a thumb about a real answer."""

    def keep(question=ASKED, way="down", history=(), **changes):
        answer = ask(question, assistant, history)
        thumb = Thumb(
            id=question, time=now(), way=way, question=question, history=history, answer=answer
        )
        keep_thumb(thumb.model_copy(update=changes), served.settings.home)
        return thumb

    return keep


def field(page, label):
    return next(one for one in [*page.selectbox, *page.multiselect] if one.label == label)


def send(page):
    return next(one for one in page.button if one.label == "Add the case").click().run()


def added(served):
    return [case for case in cases_in(served.golden) if case.id.startswith("added")]


def test_the_newest_thumb_stands_first_and_is_shown_with_its_answer(keep, open_quality, shown):
    keep("What are Permanent Offices?", way="up")
    keep(history=("What are Permanent Offices?",))

    page = open_quality("Thumbs")

    first, second = page.selectbox(key="quality-thumb").options
    assert first.startswith(f"Not helpful · {ASKED}")
    assert second.startswith("Helpful · What are")
    assert "Helpful: 1. Not helpful: 1." in shown(page)
    assert "Asked before:" in shown(page)


def test_the_form_is_filled_in_with_what_was_answered(keep, open_quality):
    thumb = keep("Who tests Permanent Offices?")

    page = open_quality("Thumbs")

    assert field(page, "Right status").value == "answered"
    assert field(page, "Right practices").value == list(thumb.answer.practices)
    assert field(page, "Right partners").value == list(thumb.answer.partners)


def test_a_thumb_becomes_a_case_that_the_set_can_be_read_with(
    keep, open_quality, shown, served, ready_home
):
    keep()
    page = open_quality("Thumbs")
    field(page, "Type of case").select("partner")
    field(page, "Right status").select("not_in_corpus")

    send(page)

    (case,) = added(served)
    assert f"The case {case.id} was added to added.jsonl." in shown(page)
    assert (case.type, case.turns[-1].gold.status) == ("partner", ("not_in_corpus",))
    assert "is a case" in page.selectbox(key="quality-thumb").options[0]
    settings = served.settings.model_copy(update={"home": ready_home})
    assert case.id in open_workbench(settings, served.golden).golden.cases


def test_a_question_that_is_a_case_already_is_not_added(keep, open_quality, shown, served):
    known = next(case for case in cases_in(served.golden) if len(case.turns) == 1)
    keep(known.turns[0].questions["en"])
    page = open_quality("Thumbs")

    send(page)

    assert "The case was not added: " in shown(page)
    assert added(served) == []


def test_a_golden_folder_that_cannot_be_written_is_one_line(keep, open_quality, shown, served):
    keep()
    (served.golden / "added.jsonl").mkdir()
    page = open_quality("Thumbs")
    field(page, "Right status").select("not_in_corpus")

    send(page)

    assert "The case was not added: " in shown(page)
    assert "added.jsonl" in shown(page)


def test_on_a_network_what_readers_asked_is_not_shown(keep, open_quality, shown, served):
    keep()
    served_module._served[:] = [replace(served, is_local=False)]

    page = open_quality("Thumbs")

    assert "Not helpful: 1." in shown(page)
    assert ASKED not in shown(page)
    assert not [one for one in page.selectbox if one.key == "quality-thumb"]


def test_without_thumbs_it_says_so(open_quality, shown):
    assert "Nobody has pressed a thumb in the chat yet." in shown(open_quality("Thumbs"))
