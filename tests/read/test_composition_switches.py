"""排版 in publication.yaml: every switch of the composition, and values that contradict one another."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum

import pytest

from kanwu_press.composition import Prohibition, Style, Widths
from kanwu_press.findings import Finding
from kanwu_press.model import Picture, Place
from kanwu_press.read.composing import style
from kanwu_press.read.keys import Helpers, read_keys
from kanwu_press.read.markdown import parse_inline
from kanwu_press.read.schema import COMPOSITION, Shape
from kanwu_press.read.settings import load


def pictures(path: str, place: Place) -> tuple[Picture | None, tuple[Finding, ...]]:
    return None, ()


def read(text: str) -> tuple[Style, list[tuple[str, int]]]:
    """The style that the keys give, and what is wrong with them as (code, line)."""
    place = Place("publication.yaml", 1)
    keys, found = read_keys(load(text, place.file).root, COMPOSITION, place, Helpers(parse_inline, pictures))
    composed, wrong = style(keys)
    return composed, [(finding.code, finding.place.line) for finding in (*found, *wrong)]


def test_every_switch_can_be_written() -> None:
    assert [f.attribute for f in COMPOSITION] == [f.name for f in fields(Style)]


@pytest.mark.parametrize("kind", [Widths, Prohibition])
def test_every_choice_can_be_written(kind: type[Enum]) -> None:
    (field,) = (f for f in COMPOSITION if f.attribute == {Widths: "widths", Prohibition: "prohibition"}[kind])
    assert [value for _, value in field.choices] == [member.value for member in kind]


def test_the_table_says_what_holds_by_default() -> None:
    said = "\n".join(f"{f.key}: {f.default}" for f in COMPOSITION if not f.default.startswith("汉西间距"))
    assert read(said) == (Style(), [])
    assert style(None) == (Style(), ())


def test_all_switches() -> None:
    written = """\
标点宽度: 开明
禁则: 严格
相邻标点: 一字
行末悬挂: 是
句号可挤: 是
日期不拆: 是
西文断词: 否
汉西间距: 0.2字
最小汉西间距: 1/8
最大汉西间距: ⅓
字间放宽: 0.1
"""
    expected = Style(
        Widths.ENDS_FULL, Prohibition.STRICT, tight_marks=True, hanging=True, squeeze_stops=True,
        whole_dates=True, hyphenation=False, gap=0.2, least_gap=0.125, most_gap=1 / 3, most_spread=0.1,
    )  # fmt: skip
    assert read(written) == (expected, [])


@pytest.mark.parametrize(("gap", "least", "most"), [("0.2", 0.1, 0.4), ("0", 0.0, 0.0), ("1/2", 0.25, 1.0)])
def test_the_gap_brings_its_bounds_along(gap: str, least: float, most: float) -> None:
    composed, found = read(f"汉西间距: {gap}")
    assert (composed.least_gap, composed.most_gap, found) == (least, most, [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("最小汉西间距: 0.3", [("composition-gaps", 1)]),
        ("汉西间距: 0.3\n最小汉西间距: 0.1\n最大汉西间距: 0.2", [("composition-gaps", 3)]),
        ("汉西间距: 四分之一", [("value-em", 1)]),
        ("汉西间距: 1/0", [("value-em", 1)]),
        ("汉西间距: -0.1", [("value-em", 1)]),
        ("汉西间距: 25", [("value-range", 1)]),
        ("字间放宽: 0", [("value-range", 1)]),
        ("标点宽度: 全身", [("value-choice", 1)]),
        ("标点宽度: 是", [("value-choice", 1)]),
        ("相邻标点: 1.5", [("value-choice", 1)]),
        ("行末悬挂: on", [("value-yes-no", 1)]),
        ("避头尾: 基本", [("key-misspelt", 1)]),
        ("禁则: 基本\n行距: 18", [("key-unknown", 2)]),
    ],
)
def test_what_is_refused(text: str, found: list[tuple[str, int]]) -> None:
    composed, wrong = read(text)
    assert wrong == found
    assert isinstance(composed, Style)


def test_shares_of_a_character_are_written_as_people_write_them() -> None:
    assert {f.shape for f in COMPOSITION if "gap" in f.attribute} == {Shape.EM}
    for written in ("0.25", "1/4", "¼", "０.２５", "1 / 4", "0.25 字", "1/4个字", "0.25em"):
        assert read(f"汉西间距: {written}")[0].gap == 0.25
