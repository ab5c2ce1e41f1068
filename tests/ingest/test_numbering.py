"""Word's numbers, counted as Word counts them."""

import pytest

from ingest.numbering import BULLET, Numbering
from ingest.packages import parse_xml

LEVEL = '<lvl ilvl="{}"><start val="{}"/><numFmt val="{}"/><lvlText val="{}"/></lvl>'


def numbering(*levels, more=""):
    shape = "".join(LEVEL.format(depth, *level) for depth, level in enumerate(levels))
    return Numbering(
        parse_xml(
            f'<numbering><abstractNum abstractNumId="7">{shape}</abstractNum>'
            f'<num numId="1"><abstractNumId val="7"/></num>'
            f'<num numId="2"><abstractNumId val="7"/>{more}</num></numbering>'.encode()
        )
    )


@pytest.mark.parametrize(
    ("shape", "labels"),
    [
        ("decimal", ["1.", "2.", "3.", "4."]),
        ("lowerLetter", ["a.", "b.", "c.", "d."]),
        ("upperRoman", ["I.", "II.", "III.", "IV."]),
        ("bullet", [BULLET] * 4),
        ("chicago", ["1.", "2.", "3.", "4."]),
    ],
)
def test_a_list_is_counted_in_its_own_shape(shape, labels):
    lists = numbering((1, shape, "%1."))

    assert [lists.label("1", 0) for _ in labels] == labels


def test_deeper_levels_begin_anew_under_each_number():
    lists = numbering((1, "decimal", "Article %1"), (1, "decimal", "%1.%2"))

    labels = [lists.label("1", level) for level in (0, 1, 1, 0, 1)]

    assert labels == ["Article 1", "1.1", "1.2", "Article 2", "2.1"]


def test_lists_of_one_shape_count_on_unless_one_begins_anew():
    lists = numbering((1, "decimal", "%1."))
    assert [lists.label("1", 0), lists.label("2", 0)] == ["1.", "2."]

    anew = '<lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride>'
    lists = numbering((1, "decimal", "%1."), more=anew)
    assert [lists.label(one, 0) for one in "1222"] == ["1.", "5.", "6.", "7."]


def test_after_z_comes_aa():
    lists = numbering((26, "lowerLetter", "%1)"))

    assert [lists.label("1", 0), lists.label("1", 0)] == ["z)", "aa)"]


def test_a_list_that_is_described_nowhere_has_bullets():
    assert Numbering(None).label("9", 0) == BULLET
