from __future__ import annotations

import pytest

from kanwu_press.model import TypeArea
from kanwu_press.typeset.geometry import MM_PER_PT, page_geometry


def test_default_type_area_is_42_characters_by_38_lines() -> None:
    g = page_geometry(TypeArea(), 3.0)
    assert g.measure_pt == 42 * 10.5
    assert g.depth_pt == 38 * 18
    assert round(g.measure_pt * MM_PER_PT, 1) == 155.6
    assert round(g.depth_pt * MM_PER_PT, 1) == 241.3


def test_margins_and_type_area_fill_the_page() -> None:
    g = page_geometry(TypeArea(), 3.0)
    assert g.inner_mm + g.outer_mm + g.measure_pt * MM_PER_PT == pytest.approx(210)
    assert g.head_mm + g.foot_mm + g.depth_pt * MM_PER_PT == pytest.approx(285)
    assert g.inner_mm > g.outer_mm and g.head_mm < g.foot_mm


def test_the_single_column_is_centred() -> None:
    g = page_geometry(TypeArea(), 3.0)
    assert g.single_measure_pt == 34 * 12
    assert g.single_measure_pt + 2 * g.single_inset_pt == g.measure_pt


@pytest.mark.parametrize(
    ("width", "height", "fits"), [(210, 285, True), (210, 297, True), (185, 260, False), (160, 285, False)]
)
def test_a_type_area_that_leaves_no_margins_does_not_fit(width: float, height: float, fits: bool) -> None:
    assert page_geometry(TypeArea(trim_width_mm=width, trim_height_mm=height), 3.0).fits is fits


def test_a_smaller_format_takes_a_smaller_type_area() -> None:
    area = TypeArea(trim_width_mm=185, trim_height_mm=260, column_chars=18, lines=34)
    assert page_geometry(area, 3.0).fits


def test_given_margins_are_kept() -> None:
    g = page_geometry(TypeArea(inner_margin_mm=24, head_margin_mm=18), 3.0)
    assert (g.inner_mm, g.head_mm) == (24, 18)
    assert g.outer_mm == pytest.approx(210 - 24 - g.measure_pt * MM_PER_PT)
