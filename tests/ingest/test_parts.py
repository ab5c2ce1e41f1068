"""The parts that parsers give: they cross the border of a process as JSON."""

import json
from dataclasses import asdict, replace

from pydantic import TypeAdapter

from ingest.parts import CELL_BORDER, Part


def test_a_part_comes_through_json_as_it_was():
    part = Part("row", f"Γραφείο{CELL_BORDER}1", 3)

    again = TypeAdapter(Part).validate_json(json.dumps(asdict(part)))

    assert again == part != replace(part, page=None)
