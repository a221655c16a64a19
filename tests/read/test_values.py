"""Shapes: what a written value means, and which are refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanwu_press.findings import Finding
from kanwu_press.model import Place
from kanwu_press.read import values
from kanwu_press.read.schema import Field, Shape
from kanwu_press.read.settings import Scalar, load
from kanwu_press.read.values import convert, nearest, running

PLACE = Place("a.yaml", 3, 5)


def read(shape: Shape, text: str, **more: object) -> object:
    result = convert(Field("键", "attribute", shape, "说明。", **more), Scalar(text, PLACE))  # type: ignore[arg-type]
    if isinstance(result, Finding):
        assert result.place == PLACE
        return result.code
    return result


@pytest.mark.parametrize("text", ["2025-01-06", "2025/1/6", "2025.1.6", "2025年1月6日", "２０２５-01-06"])
def test_dates(text: str) -> None:
    assert read(Shape.DATE, text) == date(2025, 1, 6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025-02-30", "value-date-impossible"),
        ("2025-13-01", "value-date-impossible"),
        ("一月六日", "value-date"),
        ("2025", "value-date"),
        ("0001-01-01", "value-range"),
    ],
)
def test_no_dates(text: str, code: str) -> None:
    assert read(Shape.DATE, text) == code


def test_sizes() -> None:
    assert [read(Shape.SIZE, t) for t in ("五号", "小四", "小五", "三号", "10.5", "9pt", "9 磅")] == [
        10.5, 12, 9, 15.75, 10.5, 9, 9,
    ]  # fmt: skip
    assert read(Shape.SIZE, "大号") == "value-size"
    assert read(Shape.SIZE, "初号", low=6, high=30) == "value-range"


def test_trim_sizes() -> None:
    assert read(Shape.TRIM, "大16开") == read(Shape.TRIM, "210×285") == (210, 285)
    assert read(Shape.TRIM, "a4") == read(Shape.TRIM, "210 x 297 mm") == (210, 297)
    assert read(Shape.TRIM, "正16开") == read(Shape.TRIM, "１８５*260毫米") == (185, 260)
    assert read(Shape.TRIM, "8开") == "value-trim"
    assert read(Shape.TRIM, "10×20", low=100, high=450) == "value-range"


def test_numbers() -> None:
    assert read(Shape.INTEGER, "04") == 4
    assert read(Shape.INTEGER, "８００") == 800
    assert [read(Shape.INTEGER, t) for t in ("800本", "-1", "1.5", "", "1,000")] == ["value-whole"] * 5
    assert read(Shape.LENGTH, "3 毫米") == 3.0
    assert read(Shape.NUMBER, "21.6") == 21.6
    assert read(Shape.INTEGER, "4", low=1, high=3) == "value-range"


def test_limits_are_plain_figures() -> None:
    field = Field("印数", "print_run", Shape.INTEGER, "", low=1, high=10_000_000)
    found = convert(field, Scalar("99999999", PLACE))
    assert isinstance(found, Finding)
    assert (dict(found.values)["low"], dict(found.values)["high"]) == ("1", "10,000,000")


def test_yes_no_and_choices() -> None:
    assert [read(Shape.YES_NO, t) for t in ("是", "否", "yes")] == [True, False, "value-yes-no"]
    choices = (("双栏", "two"), ("单栏", "one"))
    assert read(Shape.CHOICE, "单栏", choices=choices) == "one"
    assert read(Shape.CHOICE, "双栏式", choices=choices) == "value-choice-near"
    assert read(Shape.CHOICE, "三栏", choices=choices) == "value-choice"
    inks = (("四色", "cmyk"), ("单色", "black"), ("专色", "spot"))
    assert read(Shape.CHOICE, "双色", choices=inks) == "value-choice"
    assert read(Shape.CHOICE, "四色印刷", choices=inks) == "value-choice-near"
    assert read(Shape.CHOICE, "金膜", choices=(("亮膜", "a"), ("哑膜", "b"))) == "value-choice"
    assert read(Shape.CHOICE, "骑马钉", choices=(("骑马订", "a"), ("胶订", "b"))) == "value-choice-near"
    assert read(Shape.CHOICE, "随便", choices=choices) == "value-choice"


def test_text() -> None:
    assert read(Shape.TEXT, "潮水 来时") == "潮水 来时"
    assert read(Shape.TEXT, "两\n行") == "value-lines"
    assert read(Shape.TEXT, "长" * 1001) == "value-long"
    assert read(Shape.TEXT, "Haian", pattern="[a-z]+") == "value-form"
    assert read(Shape.TEXTS, "张三、李四，王五; 赵六", split=True) == ("张三", "李四", "王五", "赵六")
    assert read(Shape.TEXTS, "甲、乙") == ("甲、乙",)


def test_lines_of_a_value_join_without_a_space_between_han() -> None:
    root = load("甲: 潮水\n  来时，\n  see the\n  sea 边", "a.yaml").root
    assert running(root.pairs[0][1]) == "潮水来时， see the sea 边"  # type: ignore[union-attr, arg-type]


def test_nearest() -> None:
    assert nearest("刊明", ("刊名", "代号")) == "刊名"
    assert nearest("天气", ("刊名", "代号")) == ""


def test_every_shape_of_one_value_has_its_converter() -> None:
    composite = {Shape.MAPPING, Shape.MAPPINGS, Shape.FILES}
    assert set(values._CONVERTERS) == set(Shape) - composite


@given(st.sampled_from(sorted(values._CONVERTERS, key=str)), st.text(max_size=30))
def test_no_value_raises(shape: Shape, text: str) -> None:
    convert(Field("键", "attribute", shape, "说明。", choices=(("甲", "a"),)), Scalar(text, PLACE))
