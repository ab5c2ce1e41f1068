"""Starting a run from the page; a whole run is made in browser/test_quality_in_browser.py."""

from dataclasses import replace

import pytest

from assistant.phrases import phrases_of, spoken
from ui import served as served_module
from ui.quality_start import in_words, share_done
from ui.run_in_background import RunState


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_choice_is_offered_in_the_reader_s_language(language, open_quality):
    phrases = phrases_of(language)

    page = open_quality(phrases("New run"), language)

    assert page.button(key="quality-start").label == phrases("Start the run")
    assert len(page.radio(key="quality-how").options) == 3


def test_languages_and_types_are_asked_for_only_with_an_own_choice(open_quality):
    page = open_quality("New run")
    assert not page.multiselect

    page.radio(key="quality-how").set_value("My own choice").run()

    assert len(page.multiselect(key="quality-languages").options) == 24
    assert page.multiselect(key="quality-types").options[0] == "Look up a practice"


def test_a_page_that_is_open_to_a_network_can_only_be_read(served, open_quality, shown):
    served_module._served[:] = [replace(served, is_local=False)]

    page = open_quality("New run")

    assert "p4c eval" in shown(page)
    assert [button.key for button in page.button if button.key == "quality-start"] == []


def test_a_run_that_fails_is_one_line_on_the_page(served, ready_home, open_quality, shown):
    settings = served.settings.model_copy(update={"home": ready_home})
    served_module._served[:] = [replace(served, settings=settings)]
    for path in served.golden.glob("*.jsonl"):
        path.unlink()
    page = open_quality("New run")

    page.button(key="quality-start").click().run()
    served.running.wait(60)
    page.run()

    assert "The run failed: " in shown(page)
    assert "holds no cases" in shown(page)
    assert page.button(key="quality-start")


def test_how_far_a_run_is_is_said_in_words():
    phrases = phrases_of("en")
    asking = RunState("asking", 3, 10)

    assert in_words(RunState("opening"), phrases) == "Opening the golden set …"
    assert (in_words(asking, phrases), share_done(asking)) == ("Asked: 3 of 10", 0.3)
    assert in_words(RunState("scoring", 10, 10), phrases) == "Judging the answers …"
    assert share_done(RunState("opening")) == 0.0
