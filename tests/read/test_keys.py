"""Keys against their table: what a misspelt one is taken for, and examples for values in a wrong form."""

from __future__ import annotations

import re

import pytest

from kanwu_press.findings import Finding
from kanwu_press.model import Place
from kanwu_press.read.keys import Helpers, read_keys
from kanwu_press.read.schema import ARTICLE, ISSUE, PUBLICATION, Field
from kanwu_press.read.settings import load


def found(text: str, fields: tuple[Field, ...]) -> list[Finding]:
    helpers = Helpers(lambda text, place: ((), ()), lambda text, place: (None, ()))
    return list(read_keys(load(text, "a.yaml").root, fields, Place("a.yaml", 1), helpers)[1])


@pytest.mark.parametrize(
    ("text", "fields", "near"),
    [
        ("标题: 潮\n付标题: 水", ARTICLE, "副标题"),
        ("副标提: 水\n标题: 潮", ARTICLE, "副标题"),
        ("标题: 潮\n题目: 水", ARTICLE, None),  # 标题 is there, and nothing else was meant
        ("主管单位: 甲\n主辦单位: 乙", PUBLICATION, "主办单位"),
        ("主辦单位: 乙", PUBLICATION, "主办单位"),
        ("主办单位: 甲\n主官单位: 乙", PUBLICATION, "主管单位"),
    ],
)
def test_a_key_that_is_there_is_not_suggested(text: str, fields: tuple[Field, ...], near: str | None) -> None:
    values = [dict(f.values) for f in found(text, fields) if f.code in ("key-misspelt", "key-unknown")]
    assert [value.get("near") for value in values] == [near]


def test_a_value_in_a_wrong_form_is_shown_a_right_one() -> None:
    (finding,) = (f for f in found("代号: 海岸", PUBLICATION) if f.code == "value-form")
    assert dict(finding.values)["example"] == "haian"


def test_every_form_has_an_example_of_it() -> None:
    fields, formed = [*PUBLICATION, *ISSUE, *ARTICLE], 0
    for field in fields:
        fields += field.fields
        if field.pattern:
            formed += 1
            assert re.fullmatch(field.pattern, field.example), field.key
    assert formed >= 6


@pytest.mark.parametrize(
    ("names", "read", "codes"),
    [
        ("林　海", ["林海"], []),
        ("𬭎　海", ["𬭎海"], []),
        ("李伟　　王𬭎", ["李伟　　王𬭎"], ["authors-space"]),
        ("李伟、王𬭎", ["李伟", "王𬭎"], []),
        ("海岸市 档案局", ["海岸市 档案局"], []),
    ],
)
def test_names_of_rare_characters_are_names(names: str, read: list[str], codes: list[str]) -> None:
    helpers = Helpers(lambda text, place: ((), ()), lambda text, place: (None, ()))
    root = load(f"标题: 甲\n作者: {names}\n", "a.md").root
    reading, findings = read_keys(root, ARTICLE, Place("a.md", 1), helpers)
    assert [author.name for author in reading.values["authors"]] == read
    assert [finding.code for finding in findings] == codes
