"""Papers by name: thickness from the table, from the printer, or by the rule of thumb; coated or not."""

from __future__ import annotations

import pytest

from kanwu_press.model import Stock
from kanwu_press.press.stocks import KINDS, TEXT, ink_limit, kind_of, paper
from kanwu_press.production import Origin


@pytest.mark.parametrize(
    ("name", "grams", "caliper"),
    [
        ("双胶纸", 70, 0.09),
        ("双胶纸", 80, 0.104),
        ("双胶纸", 100, 0.13),
        ("铜版纸", 105, 0.085),
        ("铜版纸", 128, 0.105),
        ("铜版纸", 157, 0.135),
    ],
)
def test_known_weights(name: str, grams: float, caliper: float) -> None:
    found = paper(Stock(name, grams), TEXT)
    assert (found.caliper_mm, found.origin) == (caliper, Origin.TABLE)


def test_between_known_weights_it_is_between_their_values() -> None:
    assert paper(Stock("双胶纸", 90), TEXT).caliper_mm == pytest.approx((0.104 + 0.13) / 2)
    assert paper(Stock("双胶纸", 40), TEXT).caliper_mm == pytest.approx(0.052)
    assert paper(Stock("双胶纸", 360), TEXT).caliper_mm == pytest.approx(0.468)


def test_heavier_is_thicker() -> None:
    for kind in KINDS:
        thick = [kind.caliper(grams) for grams in range(30, 420, 5)]
        assert thick == sorted(set(thick))
        assert all(kind.caliper(grams) == value for grams, value in kind.calipers)


def test_matt_is_thicker_than_gloss_and_light_paper_than_offset() -> None:
    for grams in (105, 128, 157, 200):
        gloss, matt = (paper(Stock(name, grams), TEXT).caliper_mm for name in ("铜版纸", "哑粉纸"))
        assert 1.04 < matt / gloss < 1.11
    light, offset = (paper(Stock(name, 70), TEXT).caliper_mm for name in ("轻型纸", "双胶纸"))
    assert light > 1.2 * offset


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("80g双胶", "双胶纸"),
        ("８０克　双 面 胶版纸", "双胶纸"),
        ("晨鸣米黄道林纸", "双胶纸"),
        ("157克铜板纸", "铜版纸"),
        ("双铜", "铜版纸"),
        ("亚光铜版纸", "哑粉纸"),
        ("无光铜", "哑粉纸"),
        ("UPM Matt 115", "哑粉纸"),
        ("本白轻质纸", "轻型纸"),
        ("白卡", "白卡纸"),
        ("铜版卡纸", "白卡纸"),
        ("新闻纸", "newsprint"),
    ],
)
def test_names_as_editors_write_them(written: str, known: str) -> None:
    assert kind_of(written) is kind_of(known) is not None


def test_different_kinds_are_different() -> None:
    names = ("双胶纸", "铜版纸", "哑粉纸", "轻型纸", "白卡纸", "新闻纸", "书写纸")
    assert len({id(kind_of(name)) for name in names}) == len(names)


def test_the_printer_knows_better() -> None:
    found = paper(Stock("双胶纸", 80, 0.11), TEXT)
    assert (found.caliper_mm, found.origin) == (0.11, Origin.MEASURED)


def test_an_unknown_paper_goes_by_the_rule_of_thumb() -> None:
    found = paper(Stock("手工桑皮纸", 80), TEXT)
    assert (found.caliper_mm, found.origin) == (pytest.approx(0.1077), Origin.RULE_OF_THUMB)
    assert kind_of("手工桑皮纸") is None


def test_without_a_paper_the_usual_is_assumed() -> None:
    assert (paper(None, TEXT).name, paper(None, TEXT).assumed) == ("双胶纸", True)
    assert not paper(TEXT, TEXT).assumed


@pytest.mark.parametrize(
    ("name", "limit"),
    [("铜版纸", 300), ("哑粉纸", 300), ("白卡纸", 300), ("双胶纸", 280), ("轻型纸", 280), ("桑皮纸", 280)],
)
def test_how_much_ink_it_bears(name: str, limit: float) -> None:
    assert ink_limit(Stock(name, 100)) == limit
    assert ink_limit(None) == 280
