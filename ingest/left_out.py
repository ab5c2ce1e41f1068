"""What a parser left out becomes a line for each, which staff see before they publish."""

from collections.abc import Iterable, Iterator

from ingest.decoding import printable
from ingest.parts import Part
from ingest.wording import Notice


def left_out(file: str, parts: Iterable[Part]) -> Iterator[Notice]:
    """Say what of a file was left out."""
    for part in parts:
        name = repr(printable(part.text))
        match part.role:
            case "hidden slide":
                yield Notice(
                    "{file}: slide {slide} is hidden and was left out.", file=file, slide=part.text
                )
            case "hidden sheet":
                yield Notice(
                    "{file}: sheet {sheet} is hidden and was left out.", file=file, sheet=name
                )
            case "hidden cells":
                yield Notice(
                    "{file}: sheet {sheet} has hidden rows or columns, which were left out.",
                    file=file,
                    sheet=name,
                )
            case "unsaved formulas":
                yield Notice(
                    "{file}: sheet {sheet} has formulas whose results are not in the file, so "
                    "their cells are empty. Save it in a spreadsheet program and add it again.",
                    file=file,
                    sheet=name,
                )
            case "attachment":
                yield Notice(
                    "{file}: {attachment} is attached to it and was not read. Add it as a file of "
                    "its own.",
                    file=file,
                    attachment=name,
                )
            case _:
                pass
