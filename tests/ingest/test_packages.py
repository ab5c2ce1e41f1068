"""Zipped packages of XML: read within limits, and without reaching outside."""

import zipfile

import pytest

from ingest.packages import Package, attribute, child, local, number_in, parse_xml
from ingest.refusals import Refused

RELATIONS = """<Relationships xmlns="http://x">
    <Relationship Id="r1" Type="http://x/styles" Target="styles.xml"/>
    <Relationship Id="r2" Type="http://x/slide" Target="/ppt/one%20slide.xml"/>
    <Relationship Id="r3" Type="http://x/up" Target="../../../etc/passwd"/>
    <Relationship Id="r4" Type="http://x/link" Target="http://example.org" TargetMode="External"/>
    </Relationships>"""


def packed(tmp_path, **files):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return path


def test_relationships_lead_to_parts_of_the_package_alone(tmp_path):
    path = packed(tmp_path, **{"word___rels/document.xml.rels": RELATIONS})

    with Package(path) as package:
        assert package.targets("word/document.xml") == {
            "r1": ("styles", "word/styles.xml"),
            "r2": ("slide", "ppt/one slide.xml"),
            "r3": ("up", "etc/passwd"),
        }
        assert package.targets("other.xml") == {}


def test_a_part_that_is_not_there_or_no_xml_is_damage(tmp_path):
    with Package(packed(tmp_path, a="<a>", b="")) as package:
        for name in ("a", "b", "c"):
            with pytest.raises(Refused, match="damaged"):
                package.xml(name)


def test_what_is_no_zip_is_damage(tmp_path):
    (tmp_path / "a").write_bytes(b"PK\3\4 and no more")

    with pytest.raises(Refused, match="damaged"):
        Package(tmp_path / "a")


def test_a_bomb_is_told_by_its_sizes_before_anything_is_unpacked(tmp_path):
    with pytest.raises(Refused, match="bomb"):
        Package(packed(tmp_path, a="0" * 5_000_000))


def test_entities_that_explode_are_damage():
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    text = f'<!DOCTYPE a [<!ENTITY e0 "{"x" * 100}">{bomb}]><a>&e8;</a>'

    with pytest.raises(Refused, match="damaged"):
        parse_xml(text.encode())


def test_names_are_told_without_their_namespaces():
    root = parse_xml(
        b'<a xmlns="http://one"><b xmlns="http://two" xmlns:c="http://c" c:d="1"/></a>'
    )
    inner = child(root, "b")

    assert [local(root), local(inner), attribute(inner, "d")] == ["a", "b", "1"]
    assert child(root, "b", "none") is child(root, "none", "b") is attribute(inner, "e") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("0", 0), (None, 7), ("", 7), ("-1", 7), ("1e9", 7), ("9" * 5_000, 7), ("x", 7)],
)
def test_what_a_file_gives_as_a_number_need_not_be_one(text, number):
    assert number_in(text, 7) == number
