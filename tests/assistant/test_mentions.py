"""assistant/mentions.py: which plans mention a thing is looked up in their texts."""

import pytest

from assistant.ask import ask

WORKSHOPS = {
    "en": "Which partners mention workshops in what they plan?",
    "de": "Welche Partner erwähnen in ihren Plänen Workshops?",
    "el": "Ποιοι εταίροι αναφέρουν εργαστήρια (workshops) στα σχέδιά τους;",
    "et": "Millised partnerid mainivad oma plaanides õpikodasid?",
}


@pytest.mark.parametrize("language", WORKSHOPS)
def test_the_plans_that_mention_a_thing_are_exactly_these(language, assistant):
    answer = ask(WORKSHOPS[language], assistant)

    assert sorted(answer.partners) == ["corallia", "sophia-antipolis"]


def test_a_plan_that_is_asked_for_by_its_meaning_is_not_looked_up_by_words(assistant):
    answer = ask("Which partner wants to create an online facility to share knowledge?", assistant)

    assert answer.partners[0] == "mita"
